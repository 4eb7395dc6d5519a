"""Check the rows of an extract: which are cases that can be drawn, which are not and why, and what is wrong.

Rows come one by one and are let go of. Only cases that can be drawn are kept, and nothing at all of restricted ones.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from cases.extract.eligible import FACTS, EligibleCase, fits_filters
from cases.extract.headings.fields import FIELDS, CachedReader
from cases.extract.headings.find import Headings, heading_key
from cases.extract.restricted.masks import DOUBTFUL, RESTRICTED, is_masked
from cases.extract.restricted.people import KnownRestricted
from cases.extract.restricted.rows import restricted_rows_reader
from cases.extract.restricted.sections import Sections
from cases.extract.rows.checked import CheckedRows
from cases.extract.rows.problems import LONGEST_REFERENCE, RowProblems
from cases.extract.rows.seen import SeenRows
from cases.extract.rows.starts import StartDates
from cases.extract.settings import DrawSettings
from cases.extract.values.codes import read_flags
from cases.extract.values.dates import read_birth_date
from cases.extract.values.references import is_crn, read_reference
from cases.extract.values.text import UNREADABLE, one_line, read_text

STEP = 5_000  # rows between two reports of progress
_TOTAL = re.compile(
    r"(grand |sub[- ]?)?totals?\b|count of |number of (cases|rows)|end of (report|extract)|(is-g|c)yfanswm(iau)?\b",
    re.IGNORECASE,
)


class RowCheck:
    """Checks the rows below the headings, one after the other; `found` is what became of them.

    Most rows are excluded, so each check looks at as little of a row as it can.
    """

    def __init__(self, headings: Headings, settings: DrawSettings, known: KnownRestricted) -> None:
        self.found = CheckedRows()
        self._settings, self._known = settings, known
        self._places, self._flags = headings.places, headings.fields.get("flags", ())
        readers = {name: CachedReader(FIELDS[name].read) for name in FIELDS}
        readers["date_of_birth"] = CachedReader(partial(read_birth_date, today=settings.today))
        self._facts = [(readers[name], self._places.get(name, -1)) for name in FACTS]
        self._read_flags = CachedReader(read_flags)
        self._starts = StartDates(headings, settings)
        self._restricted, self._sections = restricted_rows_reader(headings), Sections()
        self._seen = SeenRows(headings, readers["date_of_birth"])
        self._kept: list[int] = []  # the place of each case among the rows seen
        self._problems = RowProblems(headings, self.found, self._starts)
        self._width = max((column for columns in headings.fields.values() for column in columns), default=0) + 1
        self._unit, self._units = heading_key(settings.unit), CachedReader(_unit_key)
        self._heading = heading_key(headings.texts[self._places["reference"]])

    def check_rows(self, rows: Iterable[tuple[int, list[Any]]]) -> Iterator[int]:
        """Check the rows, each with its number in the spreadsheet. Yield the number now and then."""
        at_reference = self._places["reference"]
        number = 0
        for number, row in rows:
            if number % STEP == 0:
                yield number
            if len(row) < self._width:
                row = row + [""] * (self._width - len(row))
            reference, (start, reason) = row[at_reference], self._starts.start_and_reason(row)
            said, column = self._restricted.said_by(row)
            if reason == "incomplete" or not is_crn(reference):
                reference = read_reference(reference)
                is_odd = reason == "incomplete" or not reference or _TOTAL.match(reference)
                if is_odd and (self._sections.heads(number, row) or self._is_no_case(row, reference)):
                    self._seen.note_person(number, row, "", said)
                    continue
                self._seen.odd.add(len(self._seen))
            said = said if said == RESTRICTED else self._said_elsewhere(reference) or said
            reason = self._why_not(number, row, reference, start, reason, said)
            if said == DOUBTFUL and column >= 0:
                self._seen.doubtful_columns[len(self._seen)] = column
            self._count(reason)
            self._seen.add(number, row, reference, start, reason, said)
        yield number
        self.found.marked_by = self._restricted.marked_by.copy()
        self.found.earlier_releases = self._starts.earlier_releases
        self.found.starts_look_like_utc = self._starts.look_like_utc
        self._leave_out_restricted_people()

    def _said_elsewhere(self, reference: str) -> str:
        """Return what we know about the row from elsewhere: from its person, or from its section."""
        if self._known.has(reference):
            return RESTRICTED
        if self._sections.begun:
            self._seen.sections[len(self._seen)] = self._sections.begun
            return DOUBTFUL
        return ""

    def _count(self, reason: str) -> None:
        self.found.rows += 1
        if reason:
            self.found.excluded[reason] += 1
        else:
            self._kept.append(len(self._seen))

    def _leave_out_restricted_people(self) -> None:
        """Exclude every row of a person who is restricted, or may be, on any row, and say nothing else about it."""
        found = self.found
        people = dict(zip(self._kept, (case.person for case in found.cases), strict=True))
        gone, held = self._seen.of_restricted_people(people)
        for places, why in ((gone, "restricted"), (held, "held_aside")):
            for at in places:
                reason = self._seen.reason_at(at)
                if reason != "other_unit":
                    found.excluded[reason] -= reason != ""
                    found.excluded[why] += 1
                    if why == "held_aside":
                        found.held_aside.append(self._seen.why_held_aside(at, people.get(at)))
        found.held_aside.sort()
        gone |= held
        found.cases = [case for at, case in zip(self._kept, found.cases, strict=True) if at not in gone]
        self._problems.leave_out(gone)
        if not found.cases:  # only then is the user told which starts there are
            found.starts = self._seen.first_and_last_start(gone)

    def to_show(self, rows: Iterable[list[Any]]) -> list[list[Any]]:
        """Return those rows whose person is neither restricted nor doubtful on any row. Call it after check_rows."""
        wide = (row + [""] * (self._width - len(row)) for row in rows)
        return self._seen.without_restricted_people(row for row in wide if not self._restricted.has(row))

    def _why_not(self, number: int, row: list[Any], reference: str, start: Any, reason: str, said: str) -> str:
        """Return the first reason of EXCLUSIONS that this row alone gives; "" if the case is kept."""
        if self._unit and self._is_elsewhere(row, said):
            return "other_unit"
        if said:  # before "incomplete": masked records lack reference and start
            return "restricted" if said == RESTRICTED else "held_aside"
        if reason == "incomplete" or not 0 < len(reference) <= LONGEST_REFERENCE:
            self._problems.note_gap(len(self._seen), number, row, reference, start)
            return "incomplete"
        return reason or self._why_not_by_facts(number, row, reference, start)

    def _why_not_by_facts(self, number: int, row: list[Any], reference: str, start: date) -> str:
        facts = tuple([None if at < 0 else meanings[row[at]] for meanings, at in self._facts])
        unclear = UNREADABLE in facts
        if unclear:
            facts = tuple(None if fact is UNREADABLE else fact for fact in facts)
        case = self._case(number, row, reference, start, facts)
        if not fits_filters(case, self._settings.filters):
            return "filtered_out"
        end = case.fact("end_date")
        if self._settings.ended_before and end and end < self._settings.ended_before:
            return "ended"
        self.found.cases.append(case)
        if unclear:
            self._note_unclear_facts(number, row)
        if case.said[1] and self._read_flags[case.said[1]] is UNREADABLE:
            self._problems.note_value(len(self._seen), "flags", case.said[1])
        return ""

    def _note_unclear_facts(self, number: int, row: list[Any]) -> None:
        for name, (meanings, at) in zip(FACTS, self._facts, strict=True):
            if at >= 0 and meanings[row[at]] is UNREADABLE:
                self._problems.note_unclear_fact(len(self._seen), number, name, row[at])

    def _is_no_case(self, row: list[Any], reference: str) -> bool:
        """Whether the row is empty, a total, or repeats the headings. Empty rows are not even counted."""
        texts = [text for cell in row if (text := one_line(cell))]
        if not texts:
            return True
        if (reference and heading_key(reference) == self._heading) or _TOTAL.match(texts[0]) or _TOTAL.match(reference):
            self.found.passed_over += 1
            return True
        return False

    def _is_elsewhere(self, row: list[Any], said: str) -> bool:
        """Whether the row names another PDU. A row that names none belongs: the extract is the PDU's own."""
        place = self._places.get("unit")
        if place is None or self._units[row[place]] in ("", self._unit):
            return False
        if not said:
            self.found.units[one_line(row[place])] += 1
        return True

    def _case(self, number: int, row: list[Any], reference: str, start: date, facts: tuple[Any, ...]) -> EligibleCase:
        at = self._places.get("ethnicity", -1)
        flags = ";".join([text for column in self._flags if (text := one_line(row[column]))])
        said = (None if at < 0 else row[at], flags)
        return EligibleCase(reference, start, facts, said, self._seen.person(number, row, reference))


def _unit_key(cell: Any) -> str:
    return "" if read_text(cell) is None or is_masked(cell) else heading_key(cell)
