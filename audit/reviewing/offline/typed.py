"""What was typed into a workbook of reviews, as it was read back."""

from dataclasses import dataclass, field

from audit.method.answers import Value
from cases.spreadsheets.problems import Problem, Problems
from cases.spreadsheets.read import Sheet


@dataclass(frozen=True)
class TypedAnswer:
    """What was typed for a question, and the version of the answer that the file was downloaded with.

    Where only the answer or only the comment was typed, the other is as downloaded.
    """

    code: str
    value: Value | None
    comment: str
    version: int
    answer_touched: bool
    comment_touched: bool


@dataclass
class ReviewTable:
    """What a file holds: {review number: [TypedAnswer]}, the names of sheets without a review, and every problem."""

    reviews: dict[int, list[TypedAnswer]] = field(default_factory=dict)
    sheets: dict[int, str] = field(default_factory=dict)  # by review number: the name of its sheet
    not_read: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    def add_problem(self, sheet: Sheet, row: int | None, column: str, value: str, remedy: str) -> None:
        """Add a Problem of this sheet."""
        self.problems.add(Problem(row, column, value, remedy, sheet.name))


def tidy(text: str) -> str:
    """The text with plain line ends, and without space around it."""
    # _x000D_ is how the .xlsx format writes a carriage return
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
