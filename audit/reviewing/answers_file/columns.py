"""Find the columns of an answers file: the one that holds the cases, and the question that each other one answers."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from audit.method.answers import Value, ways_to_write
from audit.method.framework import Framework, Question
from audit.reviewing.answers_file.facts import facts_to_read
from audit.reviewing.answers_file.headings import remedy_for, spelt
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems
from cases.spreadsheets.read import Sheet

HEADING_ROWS = 20  # titles may stand above the headings
_COMMENT = re.compile(r" comments?$")  # after the code of the question


@dataclass(frozen=True)
class AnswerColumn:
    """The column of a question. `ways` is {an answer as it may be written: Value}."""

    question: Question
    ways: dict[str, Value]


@dataclass
class FoundColumns:
    """What the row of headings says: {position: AnswerColumn}, the columns left out, and every problem.

    `comments` is {position: code of the question that the column comments on}, `facts` {position: fact}.
    """

    case: int | None = None  # the position of the column that holds the cases
    answers: dict[int, AnswerColumn] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    facts: dict[int, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def find_heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the first row with the heading “case”; None where there is none."""
    for position, row in enumerate(rows[:HEADING_ROWS]):
        if any(spelt(cell) == "case" for cell in row):
            return position
    return None


def no_headings_problem(sheet: Sheet) -> Problem:
    """The Problem of a sheet in which no row has the heading “case”."""
    if not any(cell.strip() for row in sheet.rows for cell in row):
        return Problem(None, "", "", "The file is empty. It needs a heading row and one row per case.")
    # the first row that says anything shows a person which sheet was read
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
) -> FoundColumns:
    """Find out what each column holds. `heading_row` is an index; `ignored` names columns as in ImportChoices."""
    questions = {code.casefold(): question for code, question in framework.questions.items()}
    found, seen, facts = FoundColumns(), set(), facts_to_read(framework)
    left_out = _left_out(rows[heading_row], heading_row + 1, ignored, found)
    for position, heading in enumerate(map(str.strip, rows[heading_row])):
        code, remedy = spelt(heading), ""
        about = _COMMENT.sub("", code) if code not in questions else ""
        if position in left_out:  # first, so that a doubtful column can be let go by its letter
            found.ignored.append(_column_name(heading, position))
        elif code in seen and (code == "case" or code in facts or code in questions or about in questions):
            remedy = "There are two columns with this heading. Remove one."
        elif code == "case":
            found.case = position
        elif not _is_read(code, position, questions, facts, found):
            commented = questions[about].code if about in questions else ""
            remedy = _remedy_for_column(framework, rows[heading_row:], position, found, commented)
        if remedy:
            found.problems.add(Problem(heading_row + 1, f"column {column_letter(position)}", heading, remedy))
        elif position not in left_out:
            seen.add(code)  # a column left out may have the heading of one that is read
    return found


def _is_read(code, position, questions, facts, found):
    """Note in `found` what a column of answers or of facts holds, and return whether it is one."""
    if code in facts:
        found.facts[position] = code
    elif code in questions:
        question = questions[code]
        found.answers[position] = AnswerColumn(question, ways_to_write(question.labels, question.keys))
    return code in facts or code in questions


def _remedy_for_column(framework, rows, position, found, commented):
    """What to do about a column whose heading is no code; "" where it holds no answers, which is noted in `found`.

    `commented`: the code of the question whose comments the heading promises, else "".
    """
    heading, *below = (cells[position].strip() for cells in rows)
    remedy = remedy_for(framework, heading, below, column_letter(position))
    if not remedy and commented:
        found.comments[position] = commented
    elif not remedy and (heading or any(below)):
        found.ignored.append(_column_name(heading, position))
    return remedy


def _column_name(heading, position):
    return heading or f"column {column_letter(position)} (no heading)"


def _left_out(headings, row, ignored, found):
    """The positions of the columns named in `ignored`, by heading or as "column C"."""
    names = [{spelt(heading), f"column {column_letter(at)}".casefold()} for at, heading in enumerate(headings)]
    positions = set()
    for name in ignored:
        named = {at for at, own in enumerate(names) if spelt(name) and spelt(name) in own}
        if not named:
            remedy = (
                "There is no column with this name. The columns are: "
                f"{', '.join(filter(None, map(str.strip, headings)))}."
            )
            found.problems.add(Problem(row, "--ignore", name, remedy))
        elif any("case" in names[at] for at in named):
            found.problems.add(Problem(row, "--ignore", name, "This column holds the cases, so it must be read."))
        else:
            positions |= named
    return positions
