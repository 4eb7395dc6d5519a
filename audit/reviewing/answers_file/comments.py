"""Read the sheet Comments of an answers file, which has one row for each comment."""

from collections.abc import Sequence

from audit.method.framework import Framework
from audit.reviewing.answers_file.cases import case_key
from audit.reviewing.answers_file.columns import HEADING_ROWS
from audit.reviewing.answers_file.headings import spelt
from audit.reviewing.answers_file.table import AnswersTable
from audit.reviewing.answers_file.texts import comment_in, too_long
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import Sheet

COMMENTS = "Comments"
CODES = ("code", "question")  # what the column of questions is headed, in our workbooks and in our CSV files
NOT_READ = "Sheet not read: Comments. It needs the headings case, code and comment."


def add_comments_sheet(framework: Framework, sheet: Sheet, table: AnswersTable) -> None:
    """Add the comments of a sheet with one row for each to the cases of the table, or what is wrong with a row."""
    found = _find_headings(sheet.rows)
    if found is None:
        table.not_read.append(NOT_READ)
        return
    heading_row, places = found
    codes = {code.casefold(): code for code in framework.questions}
    for row, cells in enumerate(sheet.rows[heading_row + 1 :], start=heading_row + 2):
        if not cells[places["comment"]].strip():
            continue
        case = _case_of(table, cells[places["case"]])
        code = codes.get(spelt(cells[places["code"]]))
        if case is None:
            remedy = "The sheet with the answers has no row for this case. Add one, or remove this comment."
            _refuse(table, sheet, (row, places["case"]), cells, remedy)
        elif code is None:
            remedy = f"No question of {framework.code} has this code. Use one of its codes."
            _refuse(table, sheet, (row, places["code"]), cells, remedy)
        else:
            _add(table, sheet, case, code, (row, places["comment"]))


def _find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Return (index of the heading row, {"case", "code" or "comment": position}); None where no row has all three."""
    for heading_row, cells in enumerate(rows[:HEADING_ROWS]):
        names = ["code" if spelt(cell) in CODES else spelt(cell) for cell in cells]
        if {"case", "code", "comment"} <= {*names}:
            return heading_row, {name: names.index(name) for name in ("case", "code", "comment")}
    return None


def _case_of(table, written):
    key = case_key(written)
    return table.cases.get(table.same.get(key, key))


def _add(table, sheet, case, code, place):
    """Add the comment in the cell at `place`, (row from 1, position), unless there is another on the question."""
    row, position = place
    cells = sheet.rows[row - 1]
    comment = comment_in(cells[position], sheet)
    remedy = too_long(comment)
    if comment and case.comments.get(code, comment) != comment:
        remedy = f"There is already another comment on {code} of this case. Keep one."
    if remedy:
        _refuse(table, sheet, place, cells, remedy)
    elif comment:
        case.comments[code] = comment


def _refuse(table, sheet, place, cells, remedy):
    row, position = place
    column = f"column {column_letter(position)}"
    table.problems.add(Problem(row, column, cells[position].strip(), remedy, sheet.name))
