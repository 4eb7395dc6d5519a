"""Reviews filled in as a workbook, one sheet each: what was typed, and what is wrong with it. Needs no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from audit.method.answers import LONGEST_COMMENT, Value, normalise, ways_to_write
from audit.method.framework import Framework
from cases.identifiers.crn import typed_crn
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems
from cases.spreadsheets.read import Sheet

# what stands above the headings, each with its value in the next cell
REVIEW, FRAMEWORK, VERSION_OF_FRAMEWORK, CRN = MARKS = ("review number", "framework", "framework version", "crn")
# the columns that are read: two that people fill in, and four hidden ones
ANSWER, COMMENT, CODE, VERSION, ANSWER_BEFORE, COMMENT_BEFORE = HEADINGS = (
    *("Answer", "Comment", "question code", "version", "answer before", "comment before"),
)
HEADING_ROWS = 20  # further down nobody would look for the headings
HIDDEN_SHEET = (
    "This sheet is hidden, so it was not read. Show it in the spreadsheet program and send the file again. A sheet "
    "that you do not need can be removed."
)
ANEW = "Download the workbook again and copy your answers into it."
_LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True)
class Typed:
    """A question of which something was typed: what stands in its cells now, and on top of which version.

    Where only the answer or only the comment was typed, the other is what it was in the file.
    """

    code: str
    value: Value | None
    comment: str
    version: int
    answer_touched: bool
    comment_touched: bool


@dataclass
class ReviewTable:
    """What a file holds: {review number: what was typed}, the sheets passed over, and everything that is wrong."""

    reviews: dict[int, list[Typed]] = field(default_factory=dict)
    sheets: dict[int, str] = field(default_factory=dict)  # by review number: the name of its sheet
    not_read: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    def add_problem(self, sheet, row, column, value, remedy):
        self.problems.add(Problem(row, column, value, remedy, sheet.name))


def review_numbers(sheets: Sequence[Sheet]) -> set[int]:
    """The numbers of the reviews that the sheets say they hold."""
    marks = [_marks(sheet, _heading_row(sheet)) for sheet in sheets]
    return {number for each in marks if (number := _number(each.get(REVIEW, ""))) is not None}


def check_review_sheets(
    sheets: Sequence[Sheet], frameworks: Mapping[int, Framework], without: Mapping[int, str], crns: Mapping[int, str]
) -> ReviewTable:
    """Read the sheets. `frameworks`: those of the reviews that this person answers, by the reviews' numbers; `without`:
    why there is none, and `crns`: those of their cases, likewise.

    It may only be used where its `problems` are empty.
    """
    table = ReviewTable()
    for sheet in sheets:
        heading = _heading_row(sheet)
        if heading is None:
            table.not_read.append(f"{sheet.name} (hidden)" if sheet.hidden else sheet.name)
            continue
        if sheet.hidden:
            table.add_problem(sheet, None, "", "", HIDDEN_SHEET)
            continue
        framework = _framework_of(sheet, heading, frameworks, without, table)
        framework = framework and _of_its_case(sheet, heading, crns, framework, table)
        places = _columns(sheet, heading, table)
        if framework and places:
            _read_rows(sheet, heading, places, framework, table)
    if not table.reviews and not table.problems:
        remedy = "There is no review in this file. Download the workbook of a review, fill in that one and send it."
        table.problems.add(Problem(None, "", "", remedy))
    return table


def _heading_row(sheet):
    wanted = {normalise(ANSWER), normalise(COMMENT)}
    rows = enumerate(sheet.rows[:HEADING_ROWS])
    return next((row for row, cells in rows if wanted <= {normalise(cell) for cell in cells}), None)


def _marks(sheet, heading):
    """{mark: what stands beside it} above the headings."""
    found = {}
    for cells in sheet.rows[: heading or 0]:
        for cell, beside in pairwise(cells):
            if normalise(cell) in MARKS:
                found.setdefault(normalise(cell), beside.strip())
    return found


def _number(text):
    """A whole number from 0; None where it is none, or too long to be one of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def _framework_of(sheet, heading, frameworks, without, table):
    """The Framework of the sheet's review; None where something is wrong with what the sheet says of itself."""
    marks = _marks(sheet, heading)
    number, said = _number(marks.get(REVIEW, "")), marks.get(REVIEW, "")
    if number is None:
        table.add_problem(sheet, None, "", said, f"The number of the review above the headings is missing. {ANEW}")
    elif number in table.sheets:
        remedy = f"This review already stands in sheet {table.sheets[number]}. Remove one of the two."
        table.add_problem(sheet, None, "", f"review {number}", remedy)
    elif number in without:
        table.add_problem(sheet, None, "", f"review {number}", without[number])
    elif number not in frameworks:
        remedy = "This review is not yours to answer or not there. Remove the sheet, or ask who sent you the file."
        table.add_problem(sheet, None, "", f"review {number}", remedy)
    else:
        table.sheets[number] = sheet.name
        return _checked(frameworks[number], marks, sheet, table)
    return None


def _of_its_case(sheet, heading, crns, framework, table):
    """The framework, unless the sheet is headed by another CRN; one that names none was downloaded long ago."""
    marks = _marks(sheet, heading)
    number, said = _number(marks[REVIEW]), marks.get(CRN, "")
    if typed_crn(said) in ("", typed_crn(crns[number])):
        return framework
    remedy = (
        f"Review {number} is of {crns[number]}, and this sheet is headed by another CRN. Check which case you looked "
        "at, download the workbook of its review again and copy your answers into it."
    )
    table.add_problem(sheet, None, "", f"CRN {said}", remedy)
    return None


def _checked(framework, marks, sheet, table):
    said = marks.get(FRAMEWORK, ""), marks.get(VERSION_OF_FRAMEWORK, "")
    if said == (framework.code, framework.version):
        return framework
    remedy = f"The review is answered by the framework {framework.code}, version {framework.version}. {ANEW}"
    table.add_problem(sheet, None, "", " ".join(filter(None, said)), remedy)
    return None


def _columns(sheet, heading, table):
    """{heading: position} of all of HEADINGS; None where one is missing or stands there twice."""
    cells = [normalise(cell) for cell in sheet.rows[heading]]
    wrong = [name for name in HEADINGS if cells.count(normalise(name)) != 1]
    for name in wrong:
        there = "missing" if normalise(name) not in cells else "there twice"
        table.add_problem(sheet, heading + 1, "", "", f"The column “{name}” is {there}. {ANEW}")
    return None if wrong else {name: cells.index(normalise(name)) for name in HEADINGS}


def _read_rows(sheet, heading, places, framework, table):
    number = _number(_marks(sheet, heading)[REVIEW])
    table.reviews[number], seen = [], {}
    for row, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 2):
        said = {name: tidy(cells[place]) for name, place in places.items()}
        problems = [*_problems(said, framework, seen.setdefault(said[CODE], row), row)]
        for name, remedy in problems:
            table.add_problem(sheet, row, f"column {column_letter(places[name])} ({name})", said[name], remedy)
        if said[CODE] and not problems and (typed := _typed(said, framework.questions[said[CODE]])):
            table.reviews[number].append(typed)


def tidy(text: str) -> str:
    """A text without what programs do to the ends of lines; those of the cell itself are cut off."""
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _problems(said, framework, first, row):
    """(the column, the remedy) of each thing that is wrong with a row."""
    question = framework.questions.get(said[CODE])
    if not said[CODE]:
        for name in (ANSWER, COMMENT):
            if said[name]:
                yield name, "This row asks nothing. Move the text to the question that it is about, or clear the cell."
    elif question is None:
        yield CODE, f"The framework {framework.code} has no question of this code. {ANEW}"
    elif first != row:
        yield CODE, f"This question already stands in row {first}. Keep one of the two rows."
    else:
        yield from _problems_of_question(said, question)


def _problems_of_question(said, question):
    if _number(said[VERSION]) is None:
        yield VERSION, f"The version of the answer is missing, without which it could overwrite another. {ANEW}"
    answer = normalise(said[ANSWER])
    if answer and answer != normalise(said[ANSWER_BEFORE]) and answer not in ways_to_write(question.labels):
        allowed = ", ".join(label.lower() for label in question.labels.values())
        yield ANSWER, f"Answer with one of: {allowed}; or leave it blank."
    if len(said[COMMENT]) > LONGEST_COMMENT and said[COMMENT] != said[COMMENT_BEFORE]:
        length = f"this one has {len(said[COMMENT]):,}"
        yield COMMENT, f"A comment has at most {LONGEST_COMMENT:,} characters; {length}. Shorten it."


def _typed(said, question):
    """What was typed; None where the cells are as they were."""
    answer_touched = normalise(said[ANSWER]) != normalise(said[ANSWER_BEFORE])
    comment_touched = said[COMMENT] != said[COMMENT_BEFORE]
    if not answer_touched and not comment_touched:
        return None
    value = ways_to_write(question.labels).get(normalise(said[ANSWER]))
    return Typed(said[CODE], value, said[COMMENT], _number(said[VERSION]), answer_touched, comment_touched)
