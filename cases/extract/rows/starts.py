"""Find when the case of each row of an extract began, and whether that date rules it out."""

from datetime import date
from typing import Any

from cases.case_values import COMMUNITY, SENTENCE_GROUP_OF
from cases.extract.headings.fields import FIELDS, CachedReader
from cases.extract.headings.find import Headings
from cases.extract.settings import DrawSettings
from cases.extract.values.dates import midnight_in_utc
from cases.extract.values.text import UNREADABLE


class StartDates:
    """The starts of the rows. `earlier_releases`: how many rows had a release before their start, which is ignored."""

    def __init__(self, headings: Headings, settings: DrawSettings) -> None:
        self.earlier_releases = 0
        self._hours: set[Any] = set()  # of the British clock, if the times without a zone were UTC
        self._settings, places = settings, headings.places
        self._start, self._release = places["start_date"], places.get("release_date")
        self._sentence = places.get("sentence_type")
        self._read, self._sentences = (
            CachedReader(FIELDS["start_date"].read),
            CachedReader(FIELDS["sentence_type"].read),
        )
        self._when: dict[Any, tuple[Any, str]] = CachedReader(self._read_start)

    @property
    def look_like_utc(self) -> bool:
        """Whether every start has a time without a zone that as UTC is midnight in Britain, and some are in summer."""
        return self._hours in ({"summer"}, {"summer", "winter"})

    def start_and_reason(self, row: list[Any]) -> tuple[Any, str]:
        """Return the row's start (a date, None or UNREADABLE) and the reason of EXCLUSIONS it gives, "" for none."""
        if self._release is None:
            return self._when[row[self._start]]
        at = self.column_of(row)
        released, start = self._read[row[self._release]], self._read[row[self._start]]
        self.earlier_releases += at == self._start and _is_before(released, start) and not self._is_of_community(row)
        return self._when[row[at]]

    def column_of(self, row: list[Any]) -> int:
        """Return the column that gives the start: for a licence, that of the release.

        A release before the start, or of a community order, belongs to an earlier sentence and does not count.
        """
        if self._release is None:
            return self._start
        released, start = self._read[row[self._release]], self._read[row[self._start]]
        if released is None or _is_before(released, start) or self._is_of_community(row):
            return self._start
        return self._release

    def is_release(self, column: int) -> bool:
        """Whether the column gives releases."""
        return column == self._release

    def _is_of_community(self, row: list[Any]) -> bool:
        at = self._sentence
        return at is not None and SENTENCE_GROUP_OF.get(self._sentences[row[at]]) == COMMUNITY

    def _read_start(self, value: Any) -> tuple[Any, str]:
        start = self._read[value]
        if isinstance(start, date):
            self._hours.add(midnight_in_utc(value))
        if start is None or start is UNREADABLE:
            return start, "incomplete"
        if start > self._settings.today:
            return start, "future_start"
        cohort = self._settings.cohort
        belongs = not cohort or any(first <= start <= last for first, last in cohort)
        return start, "" if belongs else "outside_cohort"


def _is_before(released: Any, start: Any) -> bool:
    return isinstance(released, date) and isinstance(start, date) and released < start
