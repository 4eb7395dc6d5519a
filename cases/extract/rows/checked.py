"""What became of the rows of an extract, and which of its cells could not be read."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.extract.eligible import FACTS, MANY_VALUES, EligibleCase
from cases.extract.headings.find import Headings
from cases.extract.values.text import one_line

SHOWN_PROBLEMS, LONGEST_VALUE = 1_000, 60


@dataclass
class CheckedRows:
    """What became of the rows. `passed_over`: totals and headings that are repeated below, which are no cases."""

    rows: int = 0
    passed_over: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    cases: list[EligibleCase] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[tuple[int | None, str, str, str]] = field(default_factory=list)
    problem_count: int = 0
    units: Counter[str] = field(default_factory=Counter)  # of the rows that are of another unit
    # row, the letter of the column that is unclear, and "", or which other row is the matter, in words
    held_aside: list[tuple[int, str, str]] = field(default_factory=list)
    marked_by: Counter[int] = field(
        default_factory=Counter
    )  # {column of marks: rows that are, or may be, marked by it}
    earlier_releases: int = 0  # rows with a release before their start, which was not heeded
    starts_look_like_utc: bool = False
    starts: tuple[date, date] | None = None  # the first and the last that cases of this unit have


class RowProblems:
    """Tells of cells that were not understood, until a row turns out to be of a person of whom nothing is told. `at`:
    the place of the row among those seen."""

    def __init__(self, headings: Headings, found: CheckedRows) -> None:
        self._headings, self._found = headings, found
        self._unclear: list[tuple[int, str, str]] = []  # places, fields and values
        self._places: list[int] = []  # the place of each problem
        self._problems_of: Counter[str] = Counter()  # how many problems each field has

    def count(self, at: int, name: str, value: Any) -> None:
        """Note a value that this field cannot have."""
        self._unclear.append((at, name, one_line(value)[:LONGEST_VALUE]))

    def tell(self, at: int, number: int, name: str, value: Any, remedy: str) -> None:
        """Note a problem in this field of row `number`, and what to do about it."""
        self._found.problem_count += 1
        self._problems_of[name] += 1
        if len(self._found.problems) < SHOWN_PROBLEMS:
            shown = one_line(value)
            shown = shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"
            self._places.append(at)
            self._found.problems.append((number, self._headings.name_of(name), shown, remedy))

    def leave_out(self, gone: Container[int]) -> None:
        """Tell nothing of the rows at these places, nor names of people in a column that was taken for another."""
        found = self._found
        found.unknown += Counter((name, value) for at, name, value in self._unclear if at not in gone)
        found.problem_count -= sum(1 for at in self._places if at in gone)
        self._withhold_names()
        found.problems = [problem for at, problem in zip(self._places, found.problems, strict=True) if at not in gone]

    def _withhold_names(self) -> None:
        """Where nearly every row has another value that was not understood, the column may be one of people's names."""
        found, shown = self._found, Counter(column for _, column, *_ in self._found.problems)
        different = Counter(column for column, _ in {(column, value) for _, column, value, _ in found.problems})
        for name, number in self._problems_of.items():
            column, rows = self._headings.name_of(name), len(found.cases) if name in FACTS else found.rows
            if number > MANY_VALUES and 2 * number > rows and 2 * different[column] > shown[column]:
                found.problems = [(*each[:2], "…", each[3]) if each[1] == column else each for each in found.problems]
                unread = sum(found.unknown.pop(key) for key in list(found.unknown) if key[0] == name)
                found.unknown += Counter({(name, "…"): unread})
