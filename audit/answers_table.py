"""An answers file: one row per case, one column per question. Checks it; saves nothing, needs no database."""

import difflib
import re
from dataclasses import dataclass, field

from audit.method.answers import STANDARD_LABELS, Value, normalise, ways_to_write
from audit.method.framework import Question
from cases.problems import Problem, Problems
from cases.spreadsheets import column_letter

ANY_ANSWER = ways_to_write(STANDARD_LABELS)
HEADING_ROWS = 20  # titles may stand above the headings; further down nobody would look for them
CODE = re.compile(r"[\d.]+[a-z]?", re.IGNORECASE)
LOOKS_LIKE_A_CODE = re.compile(r"^\d+(\.\d+)+ *[a-z]?$", re.IGNORECASE)
BEGINS_WITH_A_CODE = re.compile(r"^\d+(\.\d+)+[a-z]?\b(?!.*\b(comment|note|reason|evidence)s?\b)", re.IGNORECASE)
LOOKS_LIKE_A_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


@dataclass(frozen=True)
class CaseAnswers:
    """One case of the file: its reference, the row it stands in, and {question code: Value} of what was answered."""

    reference: str
    row: int
    answers: dict[str, Value]


@dataclass
class AnswersTable:
    """What a file holds: the cases, the headings that were passed over, and everything that is wrong."""

    cases: dict[str, CaseAnswers] = field(default_factory=dict)  # by reference, in the order of the file
    case_column: str = "case"  # where the cases stand, as the spreadsheet calls it
    ignored: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


@dataclass(frozen=True)
class _Column:
    question: Question
    ways: dict[str, Value]


def check_answers(framework, sheet):
    """Read a Sheet as an answers table. It may only be used where its `problems` are empty."""
    table = AnswersTable()
    heading_row = _heading_row(sheet.rows)
    if heading_row is None:
        table.problems.add(_no_headings(sheet))
        return table
    case_column, columns = _columns(framework, sheet.rows[heading_row], heading_row + 1, table)
    if not columns and not table.problems:
        example = next(iter(framework.questions), "none: it asks nothing of cases")
        remedy = f"No column is headed with a question code of {framework.code}, such as {example}."
        table.problems.add(Problem(heading_row + 1, "", "", remedy))
    table.case_column = f"column {column_letter(case_column)} (case)"
    _look_below_no_heading(sheet.rows, heading_row, table)
    for row, cells in enumerate(sheet.rows[heading_row + 1 :], start=heading_row + 2):
        _read_row(cells, row, case_column, columns, table)
    if not table.cases and not table.problems:
        table.problems.add(Problem(None, "", "", "There are no cases below the headings. Add one row per case."))
    return table


def _heading_row(rows):
    for position, row in enumerate(rows[:HEADING_ROWS]):
        if any(cell.strip().casefold() == "case" for cell in row):
            return position
    return None


def _no_headings(sheet):
    if not any(cell.strip() for row in sheet.rows for cell in row):
        return Problem(None, "", "", "The file is empty. It needs a heading row and one row per case.")
    first = next(row for row in sheet.rows if any(map(str.strip, row)))
    found = ", ".join(cell.strip() for cell in first if cell.strip())
    others = [name for name in sheet.names if name != sheet.name]
    remedy = f"No heading “case” in the first {HEADING_ROWS} rows of sheet {sheet.name}. Head one column “case”"
    remedy += f", or choose another sheet: {', '.join(others)}." if others else "."
    return Problem(None, "", found, remedy)


def _columns(framework, headings, row, table):
    """(position of the case column, {position: _Column}); whatever else is a problem or noted as ignored."""
    questions = {code.casefold(): question for code, question in framework.questions.items()}
    case_column, columns, seen = None, {}, set()
    for position, heading in enumerate(map(str.strip, headings)):
        name, code = f"column {column_letter(position)}", heading.casefold()
        if code in seen and (code == "case" or code in questions):
            table.problems.add(Problem(row, name, heading, "There are two columns of this heading. Remove one."))
        elif code == "case":
            case_column = position
        elif code in questions:
            columns[position] = _Column(questions[code], ways_to_write(questions[code].labels))
        elif remedy := _remedy_for_heading(framework, heading):
            table.problems.add(Problem(row, name, heading, remedy))
        elif heading:
            table.ignored.append(heading)
        seen.add(code)
    return case_column, columns


def _remedy_for_heading(framework, heading):
    """What to do about a heading that was probably meant as a question code; None for any other column."""
    codes = list(framework.questions)
    if LOOKS_LIKE_A_DATE.match(heading):
        return "This heading is a date, perhaps made from a code. Format the cell as text and type it again."
    if LOOKS_LIKE_A_CODE.match(heading) or BEGINS_WITH_A_CODE.match(heading):
        near = difflib.get_close_matches(CODE.match(heading)[0], codes, n=1, cutoff=0)
        hint = f" (the nearest is {near[0]})" if near else ""
        return f"No question of {framework.code} has this code{hint}. Use a code that it has, or rename the column."
    near = difflib.get_close_matches(re.sub(r"[\s_-]+", "-", heading.casefold()), codes, n=1, cutoff=0.9)
    return (
        f"This looks like {near[0]}, but is spelt differently. Use that code, or rename the column." if near else None
    )


def _look_below_no_heading(rows, heading_row, table):
    """A column without a heading is listed as not read; where answers stand in it, its heading was lost."""
    for position, heading in enumerate(rows[heading_row]):
        below = [] if heading.strip() else [normalise(cells[position]) for cells in rows[heading_row + 1 :]]
        if any(text in ANY_ANSWER for text in below):
            remedy = "Answers stand in a column without a heading. Give it its question's code, or clear it."
            table.problems.add(Problem(heading_row + 1, f"column {column_letter(position)}", "", remedy))
        elif any(below):
            table.ignored.append(f"column {column_letter(position)} (no heading)")


def _read_row(cells, row, case_column, columns, table):
    reference = cells[case_column].strip()
    answers = {}
    for position, column in columns.items():
        written = normalise(cells[position])
        if written in column.ways:
            answers[column.question.code] = column.ways[written]
        elif written:
            allowed = ", ".join(label.lower() for label in column.question.labels.values())
            where = f"column {column_letter(position)} ({column.question.code})"
            table.problems.add(Problem(row, where, cells[position].strip(), f"Answer with one of: {allowed}."))
    if reference:
        _add_case(table, CaseAnswers(reference, row, answers))
    elif answers:
        remedy = "This row has answers but no case. Fill in the case or clear the row."
        table.problems.add(Problem(row, table.case_column, "", remedy))


def _add_case(table, case):
    first = table.cases.setdefault(case.reference.casefold(), case)
    if first is not case:
        remedy = f"This case already stands in row {first.row}. Keep one row per case."
        table.problems.add(Problem(case.row, table.case_column, case.reference, remedy))
