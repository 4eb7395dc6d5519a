"""Read an answers file of any form: one row per case or per answer, with or without a sheet of comments."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.method.framework import Framework
from audit.reviewing.answers_file.columns import find_heading_row
from audit.reviewing.answers_file.comments import COMMENTS, add_comments_sheet
from audit.reviewing.answers_file.long import check_long, is_long
from audit.reviewing.answers_file.table import AnswersTable, ImportChoices, check_answers
from cases.spreadsheets.limits import DEFAULT_LIMITS, UPLOAD_LIMITS, Limits
from cases.spreadsheets.process import temporary_copy
from cases.spreadsheets.read import Sheet, read, read_sheets

CASES = "Cases"  # the sheet of the answers in a summary workbook


@dataclass(frozen=True)
class AnswersFile:
    """The sheet that holds the answers, and the one that holds comments."""

    answers: Sheet
    comments: Sheet | None = None


def read_answers_file(path: Path, *, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS) -> AnswersFile:
    """Read the named sheet, or else the first visible one, or Cases if that one holds no answers.

    Comments are read from the sheet of that name. Raises SpreadsheetProblem.
    """
    answers = read(path, sheet=sheet, limits=limits)
    if sheet is None and CASES in answers.names and find_heading_row(answers.rows) is None:
        answers = read(path, sheet=CASES, limits=limits)
    if COMMENTS not in answers.names or answers.name == COMMENTS:
        return AnswersFile(answers)
    # every sheet, since an empty one is left out here and cannot be read alone
    return AnswersFile(
        answers, next((each for each in read_sheets(path, limits=limits) if each.name == COMMENTS), None)
    )


def read_uploaded_answers(file: Any, sheet: str = "") -> AnswersFile:
    """Read an uploaded file as `read_answers_file` does. No copy stays. Raises SpreadsheetProblem."""
    with temporary_copy(file, UPLOAD_LIMITS) as path:
        return read_answers_file(path, sheet=sheet or None, limits=UPLOAD_LIMITS)


def check_file(framework: Framework, file: AnswersFile, choices: ImportChoices | None = None) -> AnswersTable:
    """Read a file as an answers table, with its comments. Only a table without `problems` may be used."""
    choices = choices or ImportChoices()
    if is_long(file.answers):
        return check_long(framework, file.answers, choices)
    table = check_answers(framework, file.answers, choices)
    if file.comments:
        add_comments_sheet(framework, file.comments, table)
    return table
