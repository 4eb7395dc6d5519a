"""Checks the rows of a caseload extract: which are cases that can be drawn, which are not and why, and what is wrong.

Rows come one by one and are let go of; only what can be drawn is kept, and of restricted cases nothing at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from cases.extract.eligible import FACTS, EligibleCase, fits_filters
from cases.extract.headings.fields import FIELDS, CachedReader
from cases.extract.headings.find import Headings, heading_key
from cases.extract.restricted.held_aside import RestrictedSources, match_keys
from cases.extract.restricted.masks import DOUBTFUL, RESTRICTED, is_masked
from cases.extract.restricted.people import KnownRestricted, RestrictedPeople, name_key
from cases.extract.restricted.rows import restricted_rows_reader
from cases.extract.restricted.sections import Sections
from cases.extract.rows.checked import CheckedRows, RowProblems
from cases.extract.rows.one_person import match_people
from cases.extract.rows.person import Person, PersonColumns
from cases.extract.rows.starts import StartDates
from cases.extract.settings import EXCLUSIONS, DrawSettings
from cases.extract.values.codes import read_flags
from cases.extract.values.dates import read_birth_date
from cases.extract.values.references import is_crn, read_reference
from cases.extract.values.remedies import FORMULA, remedy_of
from cases.extract.values.text import UNREADABLE, is_formula, one_line, read_text
from cases.spreadsheets.cells import column_letter

STEP = 5_000  # rows between two tellings of how far it is
LONGEST_REFERENCE = 30  # as a case stores it
_TOTAL = re.compile(
    r"(grand |sub[- ]?)?totals?\b|count of |number of (cases|rows)|end of (report|extract)|(is-g|c)yfanswm(iau)?\b",
    re.IGNORECASE,
)


class RowCheck:
    """Checks the rows below the headings, one after the other. Most are excluded: for them little is looked at."""

    def __init__(self, headings: Headings, settings: DrawSettings, known: KnownRestricted) -> None:
        self.headings, self.settings, self.found, self._known = headings, settings, CheckedRows(), known
        self._places = headings.places
        self._readers = {name: CachedReader(FIELDS[name].read) for name in FIELDS}
        self._readers["date_of_birth"] = CachedReader(partial(read_birth_date, today=settings.today))
        self._starts = StartDates(headings, settings)
        self._names = headings.fields.get("person_name", ())
        self._restricted, self._people, self._doubtful = (
            restricted_rows_reader(headings),
            RestrictedPeople(),
            RestrictedPeople(),
        )
        # rows: number, reference, name and birth, reason, start
        self._seen: list[tuple[int, str, tuple[Any, ...] | None, str, Any]] = []
        self._persons_of: dict[str, list[Person]] = {RESTRICTED: [], DOUBTFUL: []}
        self._sections, self._said_rows = Sections(), RestrictedSources()
        self._below: dict[int, int] = {}  # {which of these is in a section of restricted cases: the row that begins it}
        self._doubts: dict[int, int] = {}  # {which of these is doubtful: the column that says so}
        self._odd: set[int] = set()  # which of these have no CRN, or no start
        self._kept: list[int] = []  # which of these each case is
        self._problems = RowProblems(headings, self.found)
        born = self._places.get("date_of_birth")
        self._named = itemgetter(*self._names, born) if self._names and born is not None else None
        names = {at: heading_key(headings.texts[at]) for at in self._names}
        self._persons = PersonColumns(names, self._places.get("pnc"), self._places.get("sex"))
        self._flags = headings.fields.get("flags", ())
        self._read_flags = CachedReader(read_flags)
        self._facts = [(self._readers[name], self._places.get(name, -1)) for name in FACTS]
        self._width = max((column for columns in headings.fields.values() for column in columns), default=0) + 1
        self._unit, self._units = heading_key(settings.unit), CachedReader(_unit_key)
        self._heading = heading_key(headings.texts[self._places["reference"]])

    def check_rows(self, rows: Iterable[tuple[int, list[Any]]]) -> Iterator[int]:
        """Check the rows, each with its number in the spreadsheet. Yields how far it is, now and then."""
        at_reference = self._places["reference"]
        number = 0
        for number, row in rows:
            if number % STEP == 0:
                yield number
            if len(row) < self._width:
                row = row + [""] * (self._width - len(row))
            reference, (start, reason) = row[at_reference], self._starts.of(row)
            said, column = self._restricted.of(row)
            if reason == "incomplete" or not is_crn(reference):
                reference = read_reference(reference)
                is_odd = reason == "incomplete" or not reference or _TOTAL.match(reference)
                if is_odd and (self._sections.heads(number, row) or self._is_no_case(row, reference)):
                    self._note_person(number, row, "", said)
                    continue
                self._odd.add(len(self._seen))
            said = said if said == RESTRICTED else self._said_elsewhere(reference) or said
            reason = self._why_not(number, row, reference, start, reason, said)
            self._count(number, row, reference, start, reason, said)
            if said == DOUBTFUL and column >= 0:
                self._doubts[len(self._seen) - 1] = column
        yield number
        self.found.marked_by = self._restricted.marked_by.copy()
        self.found.earlier_releases = self._starts.earlier_releases
        self.found.starts_look_like_utc = self._starts.look_like_utc
        self._leave_out_restricted_people()

    def _said_elsewhere(self, reference: str) -> str:
        """What is known of the row, though not from its cells: of the person, or by the section that it stands in."""
        if self._known.has(reference):
            return RESTRICTED
        if self._sections.begun:
            self._below[len(self._seen)] = self._sections.begun
            return DOUBTFUL
        return ""

    def _count(self, number: int, row: list[Any], reference: str, start: Any, reason: str, said: str) -> None:
        named = self._named(row) if self._named else None
        self.found.rows += 1
        if reason:
            self.found.excluded[reason] += 1
        else:
            self._kept.append(len(self._seen))
        self._note_person(number, row, reference, said)
        if said != RESTRICTED:
            self._seen.append((number, reference, named, reason, start))

    def _note_person(self, number: int, row: list[Any], reference: str, said: str) -> None:
        if said:
            named = self._name_and_birth(self._named(row) if self._named else None)
            (self._people if said == RESTRICTED else self._doubtful).add(reference, named)
            self._persons_of[said].append(self._person(number, row, reference))
            self._said_rows.add(self._persons_of[said][-1], said)

    def _person(self, number: int, row: list[Any], reference: str) -> Person:
        at = self._places.get("date_of_birth")
        born = None if at is None else self._readers["date_of_birth"][row[at]]
        return self._persons.of(number, row, reference, born)

    def _leave_out_restricted_people(self) -> None:
        """Nothing is told of any row of a person who is restricted, or may be, on one of them."""
        found = self.found
        people = [case.person for case in found.cases]
        surely, perhaps = match_people(self._persons_of[RESTRICTED], people)
        perhaps = perhaps.union(*match_people(self._persons_of[DOUBTFUL], people))
        gone = self._rows_of(self._people) | {self._kept[at] for at in surely}
        persons = dict(zip(self._kept, people, strict=True))
        held = (self._rows_of(self._doubtful) | {self._kept[at] for at in perhaps}) - gone
        for rows, why in ((gone, "restricted"), (held, "held_aside")):
            for at in rows:
                number, _, _, reason, _ = self._seen[at]
                if reason != "other_unit":
                    found.excluded[reason] -= reason != ""
                    found.excluded[why] += 1
                    if why == "held_aside":
                        column = self._doubts.get(at)
                        because = "" if column is not None else self._reason_held_aside(at, persons.get(at))
                        letter = "" if column is None else column_letter(column)
                        found.held_aside.append((number, letter, because))
        found.held_aside.sort()
        gone |= held
        found.cases = [case for at, case in zip(self._kept, found.cases, strict=True) if at not in gone]
        self._problems.leave_out(gone)
        self._note_starts(gone)

    def _reason_held_aside(self, at: int, person: Person | None) -> str:
        """What is the matter with another row, in words."""
        if at in self._below:
            return f"row {self._below[at]} says that the rows below it are restricted"
        number, reference, *_ = self._seen[at]
        return self._said_rows.reason_for(number, match_keys(person) if person else [reference.casefold()])

    def _rows_of(self, people: RestrictedPeople) -> set[int]:
        """Which of the rows are of these people."""
        # looked for here, since there are many rows
        references, names, odd = people.references, people.names, self._odd
        rows: set[int] = set()
        for at, (_, reference, named, _, _) in enumerate(self._seen if people else ()):
            may_be = at in odd or (names and self._name(named) in names)
            if reference.casefold() in references or (may_be and people.has(reference, self._name_and_birth(named))):
                rows.add(at)
        return rows

    def _note_starts(self, gone: set[int]) -> None:
        """Between which days the unit's cases start: only asked where none can be drawn."""
        if not self.found.cases:
            rows = ((start, reason) for at, (*_, reason, start) in enumerate(self._seen) if at not in gone)
            days = [start for start, reason in rows if reason not in ("incomplete", "other_unit")]
            self.found.starts = (min(days), max(days)) if days else None

    def to_show(self, rows: Iterable[list[Any]]) -> list[list[Any]]:
        """Those rows whose person is not restricted or doubtful: here or, as is known after the last, elsewhere."""
        wide = [row + [""] * (self._width - len(row)) for row in rows]
        open_rows = [row for row in wide if not self._is_marked(row)]
        known = [*self._persons_of[RESTRICTED], *self._persons_of[DOUBTFUL]]
        linked = set().union(*match_people(known, [self._person(0, row, "") for row in open_rows]))
        return [row for at, row in enumerate(open_rows) if at not in linked]

    def _is_marked(self, row: list[Any]) -> bool:
        named = self._name_and_birth(self._named(row)) if self._named else None
        reference = read_reference(row[self._places["reference"]])
        return self._restricted.has(row) or any(one.has(reference, named) for one in (self._people, self._doubtful))

    def _name_and_birth(self, named: tuple[Any, ...] | None) -> Any:
        """What tells a person who has no CRN, None where the row does not say it."""
        name = self._name(named)
        born = self._readers["date_of_birth"][named[-1]] if named and name else None
        return (name, born) if isinstance(born, date) else None

    @staticmethod
    def _name(named: tuple[Any, ...] | None) -> str:
        return name_key(named[:-1]) if named else ""

    def _why_not(self, number: int, row: list[Any], reference: str, start: Any, reason: str, said: str) -> str:
        """The first reason of EXCLUSIONS that holds for this row alone; "" where the case is kept."""
        if self._unit and self._is_elsewhere(row, said):
            return "other_unit"
        if said:  # before "incomplete": masked records lack reference and start
            return "restricted" if said == RESTRICTED else "held_aside"
        if reason == "incomplete" or not 0 < len(reference) <= LONGEST_REFERENCE:
            self._tell_gap(number, row, reference, start)
            return "incomplete"
        return reason or self._why_not_by_facts(number, row, reference, start)

    def _why_not_by_facts(self, number: int, row: list[Any], reference: str, start: date) -> str:
        facts = tuple([None if at < 0 else meanings[row[at]] for meanings, at in self._facts])
        unclear = UNREADABLE in facts
        if unclear:
            facts = tuple(None if fact is UNREADABLE else fact for fact in facts)
        case = self._case(number, row, reference, start, facts)
        if not fits_filters(case, self.settings.filters):
            return "filtered_out"
        end = case.fact("end_date")
        if self.settings.ended_before and end and end < self.settings.ended_before:
            return "ended"
        self.found.cases.append(case)
        if unclear:
            self._tell_unclear(number, row)
        if case.said[1] and self._read_flags[case.said[1]] is UNREADABLE:
            self._problems.count(len(self._seen), "flags", case.said[1])
        return ""

    def _is_no_case(self, row: list[Any], reference: str) -> bool:
        """Whether the row is empty, a total, or repeats the headings. Empty ones are not even counted."""
        texts = [text for cell in row if (text := one_line(cell))]
        if not texts:
            return True
        if (reference and heading_key(reference) == self._heading) or _TOTAL.match(texts[0]) or _TOTAL.match(reference):
            self.found.passed_over += 1
            return True
        return False

    def _is_elsewhere(self, row: list[Any], said: str) -> bool:
        """Whether the row names another unit. One that names none belongs: the extract is the unit's own."""
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
        return EligibleCase(reference, start, facts, said, self._person(number, row, reference))

    def _tell_unclear(self, number: int, row: list[Any]) -> None:
        for name, (meanings, at) in zip(FACTS, self._facts, strict=True):
            if at >= 0 and meanings[row[at]] is UNREADABLE:
                self._problems.count(len(self._seen), name, row[at])
                self._tell(number, name, row[at], remedy_of(name, row[at]))

    def _tell_gap(self, number: int, row: list[Any], reference: str, start: Any) -> None:
        remedy = "Fill in the {}: a case without one cannot be drawn."
        if not reference:
            written, what_to_do = row[self._places["reference"]], remedy.format("reference")
            if is_formula(one_line(written)):
                written, what_to_do = "=…", FORMULA  # a restricted person's CRN may stand in it
            self._tell(number, "reference", written, what_to_do)
        elif len(reference) > LONGEST_REFERENCE:
            too_long = f"A reference has at most {LONGEST_REFERENCE} characters. Check the column."
            self._tell(number, "reference", reference, too_long)
        if start is None:
            self._tell(number, "start_date", row[self._places["start_date"]], remedy.format("start date"))
        elif start is UNREADABLE:
            at = self._starts.column_of(row)
            field = "release_date" if self._starts.is_release(at) else "start_date"
            self._tell(number, field, row[at], remedy_of(field, row[at]))

    def _tell(self, number: int, name: str, value: Any, remedy: str) -> None:
        self._problems.tell(len(self._seen), number, name, value, remedy)


def _unit_key(cell: Any) -> str:
    return "" if read_text(cell) is None or is_masked(cell) else heading_key(cell)


def exclusions(counted: Counter[str]) -> dict[str, int]:
    """The counts in the order of EXCLUSIONS, those of none left out."""
    return {reason: counted[reason] for reason in EXCLUSIONS if counted[reason]}
