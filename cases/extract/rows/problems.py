"""Note the cells of an extract that were not understood, and what to do about each."""

from collections import Counter
from collections.abc import Container
from typing import Any

from cases.extract.eligible import FACTS, MANY_VALUES
from cases.extract.headings.find import Headings
from cases.extract.rows.checked import CheckedRows
from cases.extract.rows.starts import StartDates
from cases.extract.values.remedies import FORMULA, remedy_of
from cases.extract.values.text import UNREADABLE, is_formula, one_line

SHOWN_PROBLEMS, LONGEST_VALUE = 1_000, 60
LONGEST_REFERENCE = 30  # as a case stores it


class RowProblems:
    """Notes cells that were not understood, and drops those of rows that turn out to be restricted people's.

    `at` is the row's place among those seen (see SeenRows), `number` its number in the spreadsheet.
    """

    def __init__(self, headings: Headings, found: CheckedRows, starts: StartDates) -> None:
        self._headings, self._found, self._starts = headings, found, starts
        self._unclear: list[tuple[int, str, str]] = []  # places, fields and values
        self._places: list[int] = []  # the place of each problem
        self._problems_of: Counter[str] = Counter()  # how many problems each field has

    def note_value(self, at: int, name: str, value: Any) -> None:
        """Count a value that this field cannot have."""
        self._unclear.append((at, name, one_line(value)[:LONGEST_VALUE]))

    def note_unclear_fact(self, at: int, number: int, name: str, value: Any) -> None:
        """Note the value of a fact of a case that will be drawn from without it."""
        self.note_value(at, name, value)
        self._note(at, number, name, value, remedy_of(name, value))

    def note_gap(self, at: int, number: int, row: list[Any], reference: str, start: Any) -> None:
        """Note what a row lacks to be drawn: its reference, its start (a date, None or UNREADABLE), or both."""
        remedy = "Fill in the {}: a case without one cannot be drawn."
        places = self._headings.places
        if not reference:
            written, what_to_do = row[places["reference"]], remedy.format("reference")
            if is_formula(one_line(written)):
                written, what_to_do = "=…", FORMULA  # a restricted person's CRN may stand in it
            self._note(at, number, "reference", written, what_to_do)
        elif len(reference) > LONGEST_REFERENCE:
            too_long = f"A reference has at most {LONGEST_REFERENCE} characters. Check the column."
            self._note(at, number, "reference", reference, too_long)
        if start is None:
            self._note(at, number, "start_date", row[places["start_date"]], remedy.format("start date"))
        elif start is UNREADABLE:
            column = self._starts.column_of(row)
            field = "release_date" if self._starts.is_release(column) else "start_date"
            self._note(at, number, field, row[column], remedy_of(field, row[column]))

    def _note(self, at: int, number: int, name: str, value: Any, remedy: str) -> None:
        self._found.problem_count += 1
        self._problems_of[name] += 1
        if len(self._found.problems) < SHOWN_PROBLEMS:
            shown = one_line(value)
            shown = shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"
            self._places.append(at)
            self._found.problems.append((number, self._headings.name_of(name), shown, remedy))

    def leave_out(self, gone: Container[int]) -> None:
        """Drop the problems of rows at the places `gone`, and names of people in a column taken for another."""
        found = self._found
        found.unknown += Counter((name, value) for at, name, value in self._unclear if at not in gone)
        found.problem_count -= sum(1 for at in self._places if at in gone)
        self._withhold_names()
        found.problems = [problem for at, problem in zip(self._places, found.problems, strict=True) if at not in gone]

    def _withhold_names(self) -> None:
        """Hide the values of a field if nearly every row has another one that is unknown: they may be names."""
        found, shown = self._found, Counter(column for _, column, *_ in self._found.problems)
        different = Counter(column for column, _ in {(column, value) for _, column, value, _ in found.problems})
        for name, number in self._problems_of.items():
            column, rows = self._headings.name_of(name), len(found.cases) if name in FACTS else found.rows
            if number > MANY_VALUES and 2 * number > rows and 2 * different[column] > shown[column]:
                found.problems = [(*each[:2], "…", each[3]) if each[1] == column else each for each in found.problems]
                unread = sum(found.unknown.pop(key) for key in list(found.unknown) if key[0] == name)
                found.unknown += Counter({(name, "…"): unread})
