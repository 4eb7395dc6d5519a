"""Facts that follow from other facts of a case: the time between two dates, and whether a date is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Facts = Mapping[str, object]


@dataclass(frozen=True)
class DerivedFact:
    """A fact that a framework file works out. `how`: a key of TIMES, or HAS_DATE. `dates`: the facts that it needs."""

    title: str
    how: str
    dates: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        return self.how != HAS_DATE

    def of(self, facts: Facts) -> int | bool | None:
        """Return its value for a case; None if a date is not known, or if the second comes before the first."""
        if not self.is_number:
            return day_of(facts.get(self.dates[0])) is not None
        first, second = (day_of(facts.get(name)) for name in self.dates)
        return None if first is None or second is None or second < first else TIMES[self.how](first, second)


def day_of(value: object) -> date | None:
    """Return the date that a fact holds, stored as YYYY-MM-DD or as a date; None if it holds none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _days(first: date, second: date) -> int:
    return (second - first).days


def _weeks(first: date, second: date) -> int:
    return _days(first, second) // 7


def _months(first: date, second: date) -> int:
    months = 12 * (second.year - first.year) + second.month - first.month
    return months - (second.day < first.day)


HAS_DATE = "has_date"
TIMES = {"days_between": _days, "weeks_between": _weeks, "months_between": _months}  # whole ones completed
