"""The columns of an answers file: which one holds the cases, and which question each of the others answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.method.answers import Value, ways_to_write
from audit.method.framework import Framework, Question
from audit.reviewing.answers_file.headings import remedy_for, spelt
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import Sheet

if TYPE_CHECKING:
    from audit.reviewing.answers_file.table import AnswersTable

HEADING_ROWS = 20  # titles may stand above the headings


@dataclass(frozen=True)
class AnswerColumn:
    """The column of a question; `ways` is {how an answer may be written: Value}."""

    question: Question
    ways: dict[str, Value]


def find_heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row that has the heading “case”."""
    for position, row in enumerate(rows[:HEADING_ROWS]):
        if any(spelt(cell) == "case" for cell in row):
            return position
    return None


def no_headings_problem(sheet: Sheet) -> Problem:
    """What is wrong with a sheet in which no row has the heading “case”."""
    if not any(cell.strip() for row in sheet.rows for cell in row):
        return Problem(None, "", "", "The file is empty. It needs a heading row and one row per case.")
    first = next(row for row in sheet.rows if any(map(str.strip, row)))
    found = ", ".join(cell.strip() for cell in first if cell.strip())
    others = [name for name in sheet.names if name != sheet.name]
    of_sheet = f" of sheet {sheet.name}" if sheet.name else ""
    remedy = f"No heading “case” in the first {HEADING_ROWS} rows{of_sheet}. Head one column “case”"
    remedy += f", or choose another sheet: {', '.join(others)}." if others else "."
    return Problem(None, "", found, remedy)


def find_columns(
    framework: Framework,
    rows: Sequence[Sequence[str]],
    heading_row: int,
    ignored: Collection[str],
    table: "AnswersTable",
) -> tuple[int | None, dict[int, AnswerColumn]]:
    """(position of the case column, {position: AnswerColumn}). Notes all other columns in the `table`, as ignored or as
    problems."""
    questions = {code.casefold(): question for code, question in framework.questions.items()}
    case_column, columns, seen = None, {}, set()
    left_out = _left_out(rows[heading_row], heading_row + 1, ignored, table)
    for position, heading in enumerate(map(str.strip, rows[heading_row])):
        code, remedy = spelt(heading), ""
        if position in left_out:
            table.ignored.append(_called(heading, position))
        elif code in seen and (code == "case" or code in questions):
            remedy = "There are two columns of this heading. Remove one."
        elif code == "case":
            case_column = position
        elif code in questions:
            columns[position] = AnswerColumn(questions[code], ways_to_write(questions[code].labels))
        else:
            remedy = _remedy_for_column(framework, rows[heading_row:], position, table)
        if remedy:
            table.problems.add(Problem(heading_row + 1, f"column {column_letter(position)}", heading, remedy))
        elif position not in left_out:
            seen.add(code)
    return case_column, columns


def _remedy_for_column(framework, rows, position, table):
    """What to do about a column whose heading is no code; "" where it holds no answers, and is noted as ignored."""
    heading, *below = (cells[position].strip() for cells in rows)
    remedy = remedy_for(framework, heading, below, column_letter(position))
    if not remedy and (heading or any(below)):
        table.ignored.append(_called(heading, position))
    return remedy


def _called(heading, position):
    return heading or f"column {column_letter(position)} (no heading)"


def _left_out(headings, row, ignored, table):
    """The positions of the columns named in `ignored`, by heading or as "column C"."""
    names = [{spelt(heading), f"column {column_letter(at)}".casefold()} for at, heading in enumerate(headings)]
    positions = set()
    for name in ignored:
        found = {at for at, own in enumerate(names) if spelt(name) and spelt(name) in own}
        if not found:
            remedy = f"There is no such column. There are: {', '.join(filter(None, map(str.strip, headings)))}."
            table.problems.add(Problem(row, "--ignore", name, remedy))
        elif any("case" in names[at] for at in found):
            table.problems.add(Problem(row, "--ignore", name, "The cases stand in this column. It has to be read."))
        else:
            positions |= found
    return positions
