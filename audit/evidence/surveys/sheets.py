"""From the columns of a file, and what a person said of them, to what is stored: sheets, figures and quotes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from audit.evidence.surveys.guess import BACKGROUND, NO, NOT_RELEVANT, QUESTION, QUOTES, YES, meaning_of, use_of
from audit.evidence.surveys.table import AnswerColumn
from audit.method.tally import Tally

Sheets = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class SurveyColumn:
    """A column that is kept. `name`: what pages call it. `use`: QUESTION, BACKGROUND or QUOTES.

    `counts`: {answer: YES, NO or NOT_RELEVANT} of a question.
    """

    key: str
    heading: str
    name: str
    use: str
    counts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def answers_that_count(self, meaning: str) -> list[str]:
        return [answer for answer, each in self.counts.items() if each == meaning]


@dataclass(frozen=True)
class SurveyFile:
    """A survey as it is stored: audit/models/evidence/survey.py says what each part holds."""

    kind: str
    title: str
    held: str
    asked: int | None
    columns: tuple[SurveyColumn, ...]
    sheets: Sheets
    quotes: Mapping[str, Sequence[str]]

    @property
    def figures(self) -> dict[str, list[int]]:
        found = {column.key: tally_of(self.sheets, column.key) for column in self.columns if column.use == QUESTION}
        return {key: [tally.yes, tally.no, tally.not_applicable] for key, tally in found.items()}

    @property
    def backgrounds(self) -> dict[str, dict[str, int]]:
        keys = [column.key for column in self.columns if column.use == BACKGROUND]
        return {key: dict(Counter(sheet.get(key, "") for sheet in self.sheets)) for key in keys}


def guessed_column(column: AnswerColumn) -> SurveyColumn:
    """Return a column as it is guessed, under its heading."""
    use = use_of(column)
    counts = {answer: meaning_of(answer) for answer in column.counts} if use == QUESTION else {}
    return SurveyColumn(column.key, column.heading, column.heading, use, counts)


def sheets_of(columns: Iterable[tuple[AnswerColumn, SurveyColumn]], number: int) -> list[dict[str, str]]:
    """Return the sheet of each of the `number` people, without quotes; what a person did not answer is left out."""
    sheets: list[dict[str, str]] = [{} for _ in range(number)]
    for column, kept in columns:
        for sheet, answer in zip(sheets, column.answers, strict=True):
            if answer and kept.use != QUOTES:
                sheet[kept.key] = kept.counts[answer] if kept.use == QUESTION else answer
    return sheets


def tally_of(sheets: Sheets, key: str) -> Tally:
    """Count the answers to a question; "not applicable" of the Tally are those who said it is not relevant."""
    counts = Counter(sheet.get(key) for sheet in sheets)
    return Tally(counts[YES], counts[NO], counts[NOT_RELEVANT])
