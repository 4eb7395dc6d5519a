"""What is wrong with a file, and what the user can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: where it is (as the spreadsheet counts), what it says and what to do."""

    row: int | None
    column: str
    value: str
    remedy: str
    sheet: str = ""  # only for files of which several sheets are read

    def __str__(self) -> str:
        row, sheet = f"row {self.row}" if self.row else "", f"sheet {self.sheet}" if self.sheet else ""
        where = ", ".join(part for part in (sheet, row, self.column) if part)
        shown = " ".join(self.value.split())
        shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
        return f"{where or 'file'}: {f'“{shown}”. ' if shown else ''}{self.remedy}"


class Problems:
    """The `first` problems of a file, and the `count` of all: a file can have millions, more than anyone reads."""

    SHOWN = 50

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.first: list[Problem] = []
        self.count = 0
        for problem in problems:
            self.add(problem)

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it among the first ones."""
        self.count += 1
        if self.count <= self.SHOWN:
            self.first.append(problem)

    def with_others(self, others: Iterable[Problem]) -> "Problems":
        """Return these problems and others in the order of the rows, one for each cell."""
        known = {(problem.row, problem.column) for problem in self.first}
        others = [problem for problem in others if (problem.row, problem.column) not in known]
        every = Problems(sorted([*self.first, *others], key=lambda problem: (problem.row or 0, problem.column)))
        every.count += self.count - len(self.first)
        return every

    def __bool__(self) -> bool:
        return self.count > 0
