"""Checks the rows of a caseload extract: which are cases that can be drawn, which are not and why, and what is wrong.

Rows come one by one and are let go of; only what can be drawn is kept, and of restricted cases nothing at all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.drawing import EXCLUSIONS, DrawSettings
from cases.eligible_cases import AT, FACTS, EligibleCase, belongs
from cases.extract_columns import Headings, key_of
from cases.extract_fields import FIELDS
from cases.extract_values import UNREADABLE, is_crn, one_line, read_flags, read_reference, says_restricted

SHOWN_PROBLEMS, LONGEST_VALUE = 1_000, 60
STEP = 5_000  # rows between two tellings of how far it is
LONGEST_REFERENCE = 30  # as a case stores it
_TOTAL = re.compile(
    r"(grand |sub[- ]?)?totals?\b|count of |number of (cases|rows)|end of (report|extract)", re.IGNORECASE
)
_DATE_REMEDY = "This is no date. Write day, month and year, for example 03/04/2024 for 3 April 2024."
_REMEDIES = {
    "sex": "Use female, male or other, or leave the cell empty. Counted as not known.",
    "ethnicity": "Use a group or code of the census, or leave the cell empty. Counted as not known.",
    "sentence_type": "Name a community order, suspended sentence order, licence, post-sentence supervision or youth "
    "rehabilitation order. Counted as not known.",
    "rosh_level": "Use low, medium, high or very high, or RLRH, RMRH, RHRH, RVHR. Counted as not known.",
    "grade": "Use PO, PSO, PQiP or SPO. Counted as not known.",
}


@dataclass
class Checked:
    """What became of the rows. `passed_over`: totals and headings that are repeated below, which are no cases."""

    rows: int = 0
    passed_over: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    cases: list[EligibleCase] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[tuple[int | None, str, str, str]] = field(default_factory=list)
    problem_count: int = 0
    units: Counter[str] = field(default_factory=Counter)  # of the rows that are of another unit
    starts: tuple[date, date] | None = None  # the first and the last that cases of this unit have


class Meanings(dict[Any, Any]):
    """{value of a cell: what it means}; each value is read once, as far as that takes no more memory than this."""

    def __init__(self, read: Callable[[Any], Any], most: int = 300_000) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, value: Any) -> Any:
        meaning = self._read(value)
        if len(self) < self._most:
            self[value] = meaning
        return meaning


class RowCheck:
    """Checks the rows below the headings, one after the other. Most are excluded: for them little is looked at."""

    def __init__(self, headings: Headings, settings: DrawSettings) -> None:
        self.headings, self.settings, self.found = headings, settings, Checked()
        self._places = headings.places
        self._readers = {name: Meanings(FIELDS[name].read) for name in FIELDS}
        self._names = headings.fields.get("person_name", ())
        self._marks = headings.fields.get("restricted", ())
        self._flags = headings.fields.get("flags", ())
        self._read_flags = Meanings(read_flags)
        self._facts = [(self._readers[name], self._places.get(name, -1)) for name in FACTS]
        self._width = max((column for columns in headings.fields.values() for column in columns), default=0) + 1
        self._unit, self._units = key_of(settings.unit), Meanings(key_of)
        self._heading = key_of(headings.texts[self._places["reference"]])
        self._when = Meanings(self._start_and_reason)
        self._starts: set[Any] = set()

    def look_through(self, rows: Iterable[tuple[int, list[Any]]]) -> Iterator[int]:
        """Check the rows, each with its number in the spreadsheet. Yields how far it is, now and then."""
        at_reference, at_start = self._places["reference"], self._places["start_date"]
        number = 0
        for number, row in rows:
            if number % STEP == 0:
                yield number
            if len(row) < self._width:
                row = row + [""] * (self._width - len(row))
            reference, (start, reason) = row[at_reference], self._when[row[at_start]]
            restricted = self._is_restricted(row)
            if reason == "incomplete" or not is_crn(reference):
                reference = read_reference(reference)
                restricted = restricted or says_restricted(reference)
                if (reason == "incomplete" or not reference) and self._is_no_case(row, reference):
                    continue
            self.found.rows += 1
            if reason := self._why_not(number, row, reference, start, reason, restricted):
                self.found.excluded[reason] += 1
        yield number
        days = [self._when[value][0] for value in self._starts]
        self.found.starts = (min(days), max(days)) if days else None

    def _start_and_reason(self, value: Any) -> tuple[Any, str]:
        """What a cell of the start says, and the reason of EXCLUSIONS that follows from it."""
        start = FIELDS["start_date"].read(value)
        if start is None or start is UNREADABLE:
            return start, "incomplete"
        if start > self.settings.today:
            return start, "future_start"
        cohort = self.settings.cohort
        belongs = not cohort or any(first <= start <= last for first, last in cohort)
        return start, "" if belongs else "outside_cohort"

    def _why_not(self, number: int, row: list[Any], reference: str, start: Any, reason: str, restricted: bool) -> str:
        """The first reason of EXCLUSIONS that holds for this row alone; "" where the case is kept."""
        if reason == "incomplete" or not 0 < len(reference) <= LONGEST_REFERENCE:
            if not restricted:
                self._tell_gap(number, row, reference, start)
            return "incomplete"
        if self._unit and self._is_elsewhere(row, restricted):
            return "other_unit"
        if restricted:
            return "restricted"
        self._starts.add(row[self._places["start_date"]])
        return reason or self._why_not_by_facts(number, row, reference, start)

    def _why_not_by_facts(self, number: int, row: list[Any], reference: str, start: date) -> str:
        facts = tuple([None if at < 0 else meanings[row[at]] for meanings, at in self._facts])
        unclear = UNREADABLE in facts
        if unclear:
            facts = tuple(None if fact is UNREADABLE else fact for fact in facts)
        case = self._case(row, reference, start, facts)
        if not belongs(case, self.settings.filters):
            return "filtered_out"
        end = case.fact("end_date")
        if self.settings.ended_before and end and end < self.settings.ended_before:
            return "ended"
        self.found.cases.append(case)
        if unclear:
            self._tell_unclear(number, row)
        if case.said[1] and self._read_flags[case.said[1]] is UNREADABLE:
            self.found.unknown["flags", case.said[1][:LONGEST_VALUE]] += 1
        return ""

    def _is_no_case(self, row: list[Any], reference: str) -> bool:
        """Whether the row is empty, a total, or repeats the headings. Empty ones are not even counted."""
        texts = [text for cell in row if (text := one_line(cell))]
        if not texts:
            return True
        if (reference and key_of(reference) == self._heading) or _TOTAL.match(texts[0]):
            self.found.passed_over += 1
            return True
        return False

    def _is_restricted(self, row: list[Any]) -> bool:
        is_marked = self._readers["restricted"]
        for column in self._marks:
            if is_marked[row[column]]:
                return True
        for column in self._names:  # noqa: SIM110 - a third of the time that any() takes
            if says_restricted(row[column]):
                return True
        return False

    def _is_elsewhere(self, row: list[Any], restricted: bool) -> bool:
        """Whether the row names another unit. One that names none belongs: the extract is the unit's own."""
        place = self._places.get("unit")
        if place is None or self._units[row[place]] in ("", self._unit):
            return False
        if not restricted:
            self.found.units[one_line(row[place])] += 1
        return True

    def _case(self, row: list[Any], reference: str, start: date, facts: tuple[Any, ...]) -> EligibleCase:
        at = self._places.get("ethnicity", -1)
        flags = ";".join([text for column in self._flags if (text := one_line(row[column]))])
        said = (None if at < 0 else row[at], flags)
        return EligibleCase(reference, start, facts, said, self._person(row, reference, facts[AT["date_of_birth"]]))

    def _person(self, row: list[Any], reference: str, born: date | None) -> Any:
        """A CRN is one person's; any other reference is a case's, and the person is told by name and date of birth."""
        if is_crn(reference) or not self._names or born is None:
            return reference
        name = " ".join(one_line(row[column]) for column in self._names).casefold().strip()
        return (name, born) if name else reference

    def _tell_unclear(self, number: int, row: list[Any]) -> None:
        for name, (meanings, at) in zip(FACTS, self._facts, strict=True):
            if at >= 0 and meanings[row[at]] is UNREADABLE:
                self.found.unknown[name, one_line(row[at])[:LONGEST_VALUE]] += 1
                self._tell(number, name, row[at], _REMEDIES.get(name, _remedy(name)))

    def _tell_gap(self, number: int, row: list[Any], reference: str, start: Any) -> None:
        if not reference:
            self._tell(number, "reference", "", "Fill in the reference: a case without one cannot be drawn.")
        elif len(reference) > LONGEST_REFERENCE:
            remedy = f"A reference has at most {LONGEST_REFERENCE} characters. Check the column."
            self._tell(number, "reference", reference, remedy)
        if start is None:
            self._tell(number, "start_date", "", "Fill in the start date: a case without one cannot be drawn.")
        elif start is UNREADABLE:
            self._tell(number, "start_date", row[self._places["start_date"]], _DATE_REMEDY)

    def _tell(self, number: int, name: str, value: Any, remedy: str) -> None:
        self.found.problem_count += 1
        if len(self.found.problems) < SHOWN_PROBLEMS:
            shown = one_line(value)
            shown = shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"
            self.found.problems.append((number, self.headings.name_of(name), shown, remedy))


def _remedy(name: str) -> str:
    if name in ("unit", "team", "practitioner", "spo"):
        return "A name needs a letter, and none of its characters may be invisible. Counted as not known."
    if FIELDS[name].read is FIELDS["start_date"].read:
        return f"{_DATE_REMEDY} Counted as not known."
    return "Use yes or no, or leave the cell empty. Counted as not known."


def exclusions(counted: Counter[str]) -> dict[str, int]:
    """The counts in the order of EXCLUSIONS, those of none left out."""
    return {reason: counted[reason] for reason in EXCLUSIONS if counted[reason]}
