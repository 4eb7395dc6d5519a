"""What the workbook's sheets are made of: columns, formulas, and where a formula finds what it counts."""

from dataclasses import dataclass, field
from typing import NamedTuple

from audit.method.answers import Value
from audit.method.framework import Framework

KEY_QUESTIONS, QUESTIONS, CASES, REST = "Key questions", "Prompts and items", "Cases", "Cases not listed"
# What is counted, and how its column is headed. A no is one of two: the work fell short, or there was none.
COUNTED = {
    Value.YES: "Yes",
    Value.NO: "Insufficient",
    Value.ABSENT: "Absent",
    Value.NOT_APPLICABLE: "Not applicable",
}
REST_COLUMNS = {Value.YES: "C", Value.NO: "D", Value.ABSENT: "E", Value.NOT_APPLICABLE: "F"}
NOT_RECOGNISED = "Answers not recognised"
UNRECOGNISED = {KEY_QUESTIONS: "O", QUESTIONS: "K"}  # its column
CHECK = "Check answers"  # in place of a figure that would pass over them


class Formula(NamedTuple):
    """A live formula and the app's own value of it, which the file shows before anything recalculates."""

    text: str
    value: str | int


class Column(NamedTuple):
    """`cell` gives what stands in the column for a row of data and the line (1, 2, …) of the sheet it is on."""

    heading: str
    width: int
    cell: object


@dataclass(frozen=True)
class Places:
    """Where formulas find things: {question code: range of its answers in the case sheet} (empty without that sheet),
    {standard code: (first, last) line of its key questions}, {sheet of questions: (first, last) line of it},
    {question code: its line on the sheet of cases not listed} (empty without that sheet)."""

    framework: Framework
    answers: dict[str, str] = field(default_factory=dict)
    key_question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    question_lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    rest_lines: dict[str, int] = field(default_factory=dict)

    def count(self, question, value):
        """The formula that counts the cells of the case sheet with this answer."""
        return f'COUNTIF({self.answers[question.code]},"{question.label(value)}")'

    def count_all(self, question, value):
        """The formula for all cases with this answer, those without a row among them."""
        counted = self.count(question, value)
        if question.code not in self.rest_lines:
            return counted
        return f"{counted}+'{REST}'!{REST_COLUMNS[value]}{self.rest_lines[question.code]}"

    @property
    def unrecognised(self):
        """The formula that adds up all answers of the case sheet that no count finds."""
        ranges = [
            f"'{sheet}'!{UNRECOGNISED[sheet]}{first}:{UNRECOGNISED[sheet]}{last}"
            for sheet, (first, last) in self.question_lines.items()
        ]
        return f"SUM({','.join(ranges)})"
