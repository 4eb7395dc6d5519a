"""What the dates of a case give: how long the sentence has run, how long it still runs, and the period under review."""

from dataclasses import dataclass
from datetime import date

DAYS_OF_WEEK = 7


@dataclass(frozen=True)
class CaseDates:
    """A sentence as of a day. Its end is its last day. A date that is not known is None, and so is what it gives."""

    start: date | None
    end: date | None
    day: date

    @property
    def weeks_since_start(self) -> int | None:
        """Return the whole weeks; None also where it starts later."""
        return _weeks(self.start, self.day) if self.start and self.start <= self.day else None

    @property
    def has_ended(self) -> bool:
        return self.end is not None and self.end < self.day

    @property
    def weeks_to_end(self) -> int | None:
        """Return the whole weeks that are left; None also where it has ended."""
        return None if self.end is None or self.has_ended else _weeks(self.day, self.end)

    @property
    def under_review(self) -> tuple[date, date] | None:
        """Return (first day, last day) from the start to this day, or to the end where that came first."""
        last = min(self.end or self.day, self.day)
        return (self.start, last) if self.start and self.start <= last else None


def _weeks(first: date, last: date) -> int:
    return (last - first).days // DAYS_OF_WEEK
