"""The sheets of a survey as a table: a row for each person, a column for each thing asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from audit.models import FEWEST_SHEETS
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import Sheet

MOST_ANSWERS = 12  # different ones, of a column that can be counted
MOST_SHEETS = 5_000
MOST_COLUMNS = 60


@dataclass(frozen=True)
class AnswerColumn:
    """A column of the file. `answers`: one for each row, "" where a person gave none."""

    place: int
    heading: str
    answers: tuple[str, ...]

    @property
    def letter(self) -> str:
        return column_letter(self.place)

    @property
    def key(self) -> str:
        """Return what finds the column again in a later file: it depends on the heading alone."""
        return sha256(self.heading.casefold().encode()).hexdigest()[:8]

    @cached_property
    def counts(self) -> Counter[str]:
        """Return {answer: how often it was given}, without those who gave none."""
        return Counter(each for each in self.answers if each)

    @property
    def can_be_counted(self) -> bool:
        return 0 < len(self.counts) <= MOST_ANSWERS


@dataclass(frozen=True)
class SurveyTable:
    """What a file holds. Only one without `problems` has columns."""

    columns: tuple[AnswerColumn, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sheets(self) -> int:
        return len(self.columns[0].answers)


def read_survey(sheet: Sheet) -> SurveyTable:
    """Return the answers of a sheet of a spreadsheet, whose first row that is not empty holds the headings."""
    filled = [(row, texts) for row, texts in enumerate(sheet.rows, start=1) if any(text.strip() for text in texts)]
    (heading_row, headings), *rows = filled
    columns = list(_columns(headings, [texts for _, texts in rows]))
    problems = tuple(_problems(columns, heading_row, len(rows)))
    return SurveyTable(problems=problems) if problems else SurveyTable(tuple(columns))


def _columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[AnswerColumn]:
    for place, heading in enumerate(headings):
        spellings: dict[str, str] = {}  # "yes" and "Yes" are one answer: a group must not be split by how it is typed
        typed = (" ".join(row[place].split()) for row in rows)
        answers = tuple(spellings.setdefault(each.casefold(), each) for each in typed)
        if heading.strip() or any(answers):
            yield AnswerColumn(place, " ".join(heading.split()), answers)


def _problems(columns: Sequence[AnswerColumn], heading_row: int, rows: int) -> Iterator[Problem]:
    if not rows:
        yield Problem(None, "", "", "It has headings but no answers. Export it again once people have answered.")
    elif rows < FEWEST_SHEETS:
        answered = "1 person has" if rows == 1 else f"{rows} people have"
        yield Problem(
            None, "", "", f"Only {answered} answered. Figures need at least {FEWEST_SHEETS}, so that no one is known."
        )
    if rows > MOST_SHEETS:
        yield Problem(None, "", "", f"It has {rows:,} rows; the limit is {MOST_SHEETS:,}. Split it.")
    if len(columns) > MOST_COLUMNS:
        yield Problem(None, "", "", f"It has {len(columns)} columns; the limit is {MOST_COLUMNS}. Delete some.")
    seen: dict[str, str] = {}
    for column in columns:
        where = f"column {column.letter}"
        if not column.heading:
            yield Problem(heading_row, where, "", "It has answers but no heading. Give it one, or delete the column.")
        elif column.key in seen:
            yield Problem(heading_row, where, column.heading, f"Column {seen[column.key]} has the same heading.")
        seen.setdefault(column.key, column.letter)
