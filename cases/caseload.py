"""Checks the rows of a caseload extract: which are cases that can be drawn, which are not and why, and what is wrong.

Rows come one by one and are let go of; only what can be drawn is kept, and of restricted cases nothing at all.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.drawing import EXCLUSIONS, DrawSettings
from cases.eligible_cases import AT, FACTS, EligibleCase, belongs
from cases.extract_columns import Headings, key_of
from cases.extract_fields import FIELDS
from cases.extract_values import UNREADABLE, is_crn, one_line, read_flags, says_restricted

SHOWN_PROBLEMS, LONGEST_VALUE = 1_000, 60
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


class RowCheck:
    """Checks the rows below the headings, one after the other."""

    def __init__(self, headings: Headings, settings: DrawSettings) -> None:
        self.headings, self.settings, self.found = headings, settings, Checked()
        self._places = headings.places
        self._readers = {name: _remembering(FIELDS[name].read) for name in FIELDS}
        self._names = headings.fields.get("person_name", ())
        self._marks = headings.fields.get("restricted", ())
        self._flags = headings.fields.get("flags", ())
        self._read_flags = _remembering(read_flags)
        self._facts = [(name, self._places.get(name)) for name in FACTS]
        self._width = max((column for columns in headings.fields.values() for column in columns), default=0) + 1
        self._unit, self._unit_of = key_of(settings.unit), _remembering(key_of)
        self._heading = key_of(headings.texts[self._places["reference"]])
        self._window = _window(settings)

    def look_at(self, number: int, row: list[Any]) -> None:
        """Check one row; `number` is what the spreadsheet calls it."""
        if len(row) < self._width:
            row = row + [""] * (self._width - len(row))
        reference = self._readers["reference"](row[self._places["reference"]])
        start = self._readers["start_date"](row[self._places["start_date"]])
        if not (reference and start and start is not UNREADABLE) and self._is_no_case(row, reference):
            return
        self.found.rows += 1
        reason = self._why_not(number, row, reference, start)
        if reason:
            self.found.excluded[reason] += 1

    def _why_not(self, number: int, row: list[Any], reference: str, start: Any) -> str:
        """The first reason of EXCLUSIONS that holds for this row alone; "" where the case is kept."""
        restricted = self._is_restricted(row)
        if not reference or start is None or start is UNREADABLE or len(reference) > LONGEST_REFERENCE:
            if not restricted:
                self._tell_gap(number, row, reference, start)
            return "incomplete"
        if self._unit and self._is_elsewhere(row):
            return "other_unit"
        if restricted:
            return "restricted"
        return self._why_not_in_time(start) or self._why_not_by_facts(number, self._case(row, reference, start), row)

    def _why_not_in_time(self, start: date) -> str:
        first, last = self.found.starts or (start, start)
        self.found.starts = (min(first, start), max(last, start))
        if start > self.settings.today:
            return "future_start"
        return "" if self._window(start) else "outside_cohort"

    def _why_not_by_facts(self, number: int, case: EligibleCase, row: list[Any]) -> str:
        if not belongs(case, self.settings.filters):
            return "filtered_out"
        end = case.fact("end_date")
        if self.settings.ended_before and end and end < self.settings.ended_before:
            return "ended"
        self._keep(number, row, case)
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
        reads = self._readers["restricted"]
        return (
            any(reads(row[column]) for column in self._marks)
            or any(says_restricted(row[column]) for column in self._names)
            or says_restricted(row[self._places["reference"]])
        )

    def _is_elsewhere(self, row: list[Any]) -> bool:
        """Whether the row names another unit. One that names none belongs: the extract is the unit's own."""
        place = self._places.get("unit")
        if place is None or self._unit_of(row[place]) in ("", self._unit):
            return False
        self.found.units[one_line(row[place])] += 1
        return True

    def _case(self, row: list[Any], reference: str, start: date) -> EligibleCase:
        readers = self._readers
        facts = tuple([None if at is None else readers[name](row[at]) for name, at in self._facts])
        if UNREADABLE in facts:
            facts = tuple(None if fact is UNREADABLE else fact for fact in facts)
        at = self._places.get("ethnicity")
        flags = ";".join(filter(None, (one_line(row[column]) for column in self._flags)))
        said = (None if at is None else row[at], flags)
        return EligibleCase(reference, start, facts, said, self._person(row, reference, facts[AT["date_of_birth"]]))

    def _person(self, row: list[Any], reference: str, born: date | None) -> Any:
        """A CRN is one person's; any other reference is a case's, and the person is told by name and date of birth."""
        if is_crn(reference) or not self._names or born is None:
            return reference
        name = " ".join(one_line(row[column]) for column in self._names).casefold().strip()
        return (name, born) if name else reference

    def _keep(self, number: int, row: list[Any], case: EligibleCase) -> None:
        self.found.cases.append(case)
        for name, at in self._facts:
            if at is not None and self._readers[name](row[at]) is UNREADABLE:
                self.found.unknown[name, one_line(row[at])[:LONGEST_VALUE]] += 1
                self._tell(number, name, row[at], _REMEDIES.get(name, _remedy(name)))
        if case.said[1] and self._read_flags(case.said[1]) is UNREADABLE:
            self.found.unknown["flags", case.said[1][:LONGEST_VALUE]] += 1

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


def _remembering(read: Callable[[Any], Any], most: int = 500_000) -> Callable[[Any], Any]:
    """The same reader; it is called once for each different value, as far as that takes no more memory than this."""
    known: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            meaning = read(value)
            if len(known) < most:
                known[value] = meaning
            return meaning

    return remembered


def _window(settings: DrawSettings) -> Callable[[date], bool]:
    if not settings.cohort:
        return lambda start: True
    return lambda start: any(first <= start <= last for first, last in settings.cohort)


def exclusions(counted: Counter[str]) -> dict[str, int]:
    """The counts in the order of EXCLUSIONS, those of none left out."""
    return {reason: counted[reason] for reason in EXCLUSIONS if counted[reason]}
