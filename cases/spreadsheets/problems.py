"""What is wrong with a file, told so that somebody can put it right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: where (as the spreadsheet counts), what stands there and what to do."""

    row: int | None
    column: str
    value: str
    remedy: str
    sheet: str = ""  # told where a file has several that are read

    def __str__(self):
        row, sheet = f"row {self.row}" if self.row else "", f"sheet {self.sheet}" if self.sheet else ""
        where = ", ".join(part for part in (sheet, row, self.column) if part)
        shown = " ".join(self.value.split())
        shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
        return f"{where or 'file'}: {f'“{shown}”. ' if shown else ''}{self.remedy}"


class Problems:
    """The first problems of a file and how many there are in all: a file can have millions, and nobody reads those."""

    SHOWN = 50

    def __init__(self, problems=()):
        self.first, self.count = [], 0
        for problem in problems:
            self.add(problem)

    def add(self, problem):
        self.count += 1
        if self.count <= self.SHOWN:
            self.first.append(problem)

    def with_others(self, others):
        """These and others in the order of the rows; a cell is told once."""
        known = {(problem.row, problem.column) for problem in self.first}
        others = [problem for problem in others if (problem.row, problem.column) not in known]
        every = Problems(sorted([*self.first, *others], key=lambda problem: (problem.row or 0, problem.column)))
        every.count += self.count - len(self.first)
        return every

    def __bool__(self):
        return self.count > 0
