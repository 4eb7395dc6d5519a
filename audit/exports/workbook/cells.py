"""What the workbook's sheets are made of: columns, formulas, and where formulas find what they count."""

from dataclasses import dataclass, field
from typing import NamedTuple

from audit.method.answers import Value
from audit.method.framework import Framework

COVER, RATINGS, KEY_QUESTIONS, QUESTIONS = "Cover", "Ratings", "Key questions", "Prompts and items"
CASES, REST = "Cases", "Cases not listed"
RATED = ("Rating", "Rating by the rule", "Rating decided instead")  # headings of columns that hold ratings
# The heading of each answer's column. There are two kinds of a no: the work fell short, or there was none.
COUNTED = {
    Value.YES: "Yes",
    Value.NO: "Insufficient",
    Value.ABSENT: "Absent",
    Value.NOT_APPLICABLE: "Not applicable",
}
# and of the further answers of some frameworks, which are within those above
FURTHER_COUNTED = {
    Value.YES_2: "Second yes",
    Value.YES_3: "Third yes",
    Value.NO_2: "Second insufficient",
    Value.NO_3: "Third insufficient",
    Value.NOT_APPLICABLE_2: "Second not applicable",
}
REST_COLUMNS = dict(zip((*COUNTED, *FURTHER_COUNTED), "CDEFGHIJK", strict=True))
NOT_RECOGNISED = "Answers not recognised"
# the letter of that column on each sheet; that of key questions comes after four columns of ratings, if there are any
UNRECOGNISED = {KEY_QUESTIONS: "O", QUESTIONS: "K"}
CHECK = "Check answers"  # stands in place of a figure that would ignore them


class Formula(NamedTuple):
    """A live formula and its value as the app computed it, which the file shows until a program recalculates."""

    text: str
    value: str | int


class Column(NamedTuple):
    """A column of a sheet. `cell(row, line)` returns its cell for a row of data on a line (1, 2, …) of the sheet."""

    heading: str
    width: int
    cell: object


@dataclass(frozen=True)
class CellPlaces:
    """Where formulas find what they count.

    `answers`: {question code: range of its answers in the case sheet}; empty without that sheet.
    `labels`: the range of the cases themselves there.
    `key_question_lines`: {standard code: (first, last) line of its key questions}.
    `question_lines`: {name of a sheet of questions: its (first, last) line}.
    `rest_lines`: {question code: its line on the sheet of cases not listed}; empty without that sheet.
    """

    framework: Framework
    answers: dict[str, str] = field(default_factory=dict)
    labels: str = ""
    key_question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    rest_lines: dict[str, int] = field(default_factory=dict)

    def unrecognised_letter(self, sheet):
        """Return the letter of the column of answers not recognised on a sheet of questions."""
        return UNRECOGNISED[sheet if self.framework.rated else QUESTIONS]

    def of(self, code):
        """Return the framework with the fewest cases that the kind of this question needs."""
        return self.framework.of_kind(self.framework.kind_of[code])

    def count(self, question, value):
        """Return the formula that counts the cells of the case sheet with this answer."""
        return f'COUNTIF({self.answers[question.code]},"{question.label(value)}")'

    def count_like(self, question, usual):
        """Return the formula that counts all cases with this answer or another that counts the same."""
        like = [value for value in question.labels if value.usual is usual and value is not usual]
        return "+".join(self.count_all(question, value) for value in (usual, *like))

    def count_all(self, question, value):
        """Return the formula that counts all cases with this answer, including those that are not listed."""
        counted = self.count(question, value)
        if question.code not in self.rest_lines:
            return counted
        return f"{counted}+'{REST}'!{REST_COLUMNS[value]}{self.rest_lines[question.code]}"

    def unless_unrecognised(self, cell, formula):
        """Return the formula, wrapped so that it shows CHECK while `cell` counts answers that it would ignore."""
        return f'IF({cell}>0,"{CHECK}",{formula})' if self.answers else formula

    @property
    def unrecognised(self):
        """Return the formula that adds up all answers of the case sheet that no count finds."""
        ranges = [
            f"'{sheet}'!{self.unrecognised_letter(sheet)}{first}:{self.unrecognised_letter(sheet)}{last}"
            for sheet, (first, last) in self.question_lines.items()
        ]
        return f"SUM({','.join(ranges)})"
