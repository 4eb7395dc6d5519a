"""Read the sheets of a filled-in workbook: what was typed in each review, and every problem. It needs no database."""

from collections.abc import Mapping, Sequence

from audit.method.answers import LONGEST_COMMENT, normalise, ways_to_write
from audit.method.framework import Framework
from audit.reviewing.offline.marks import (
    ANSWER,
    ANSWER_BEFORE,
    CODE,
    COMMENT,
    COMMENT_BEFORE,
    DOWNLOAD_AGAIN,
    HEADINGS,
    REVIEW,
    VERSION,
    check_case,
    find_framework,
    find_review_headings,
    marks_of,
    number_in,
)
from audit.reviewing.offline.typed import ReviewTable, TypedAnswer, tidy
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import Sheet

HIDDEN_SHEET = (
    "This sheet is hidden, so it was not read. Show it in the spreadsheet program and send the file "
    "again. If you do not need the sheet, delete it."
)

NO_REVIEW = "There is no review in this file. Download the workbook of a review, fill it in and upload it."
NO_WORKBOOK = (
    "This file is a text file, not a workbook. Choose the .xlsx file that you downloaded and filled in. You can also "
    "save it as .ods."
)


def check_review_sheets(
    sheets: Sequence[Sheet], frameworks: Mapping[int, Framework], refused: Mapping[int, str], crns: Mapping[int, str]
) -> ReviewTable:
    """Read the sheets. Only a table without `problems` may be used.

    By review number: the `frameworks` of the reviews that the person may answer, why others are `refused`, and the
    `crns` of the cases.
    """
    table = ReviewTable()
    for sheet in sheets:
        heading = find_review_headings(sheet)
        if heading is None:
            if sheet.name:  # a text file has none
                table.not_read.append(f"{sheet.name} (hidden)" if sheet.hidden else sheet.name)
            continue
        if sheet.hidden:  # refused, not passed over: it may hold answers that a person believes they sent
            table.add_problem(sheet, None, "", "", HIDDEN_SHEET)
            continue
        framework = find_framework(sheet, heading, frameworks, refused, table)
        framework = framework and check_case(sheet, heading, crns, framework, table)
        places = _column_positions(sheet, heading, table)
        if framework and places:
            _read_rows(sheet, heading, places, framework, table)
    if not table.reviews and not table.problems:
        table.problems.add(Problem(None, "", "", NO_REVIEW if table.not_read else NO_WORKBOOK))
    return table


def _column_positions(sheet, heading, table):
    """{heading: position} of all HEADINGS; None where one is missing or there twice."""
    cells = [normalise(cell) for cell in sheet.rows[heading]]
    wrong = [name for name in HEADINGS if cells.count(normalise(name)) != 1]
    for name in wrong:
        there = "missing" if normalise(name) not in cells else "there twice"
        table.add_problem(sheet, heading + 1, "", "", f"The column “{name}” is {there}. {DOWNLOAD_AGAIN}")
    return None if wrong else {name: cells.index(normalise(name)) for name in HEADINGS}


def _read_rows(sheet, heading, places, framework, table):
    """Add to the `table` what was typed in each row, or what is wrong with it."""
    number = number_in(marks_of(sheet, heading)[REVIEW])
    table.reviews[number], seen = [], {}
    for row, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 2):
        said = {name: tidy(cells[place]) for name, place in places.items()}
        problems = [*_row_problems(said, framework, seen.setdefault(said[CODE], row), row)]
        for name, remedy in problems:
            table.add_problem(sheet, row, f"column {column_letter(places[name])} ({name})", said[name], remedy)
        if said[CODE] and not problems and (typed := _typed_answer(said, framework.questions[said[CODE]])):
            table.reviews[number].append(typed)


def _row_problems(said, framework, first, row):
    """Yield (column, remedy) for each problem of a row. `first` is the row where its question comes first."""
    question = framework.questions.get(said[CODE])
    if not said[CODE]:
        for name in (ANSWER, COMMENT):
            if said[name]:
                yield name, "This row has no question. Move the text to the question it is about, or clear the cell."
    elif question is None:
        yield CODE, f"The framework {framework.code} has no question with this code. {DOWNLOAD_AGAIN}"
    elif first != row:
        yield CODE, f"This question is already in row {first}. Keep one of the two rows."
    else:
        yield from _question_problems(said, question)


def _question_problems(said, question):
    """Yield (column, remedy) for each problem of a question. An answer or comment left alone has none."""
    if number_in(said[VERSION]) is None:
        yield (
            VERSION,
            "The version of the answer is missing. Without it, the file could replace another answer. "
            f"{DOWNLOAD_AGAIN}",
        )
    answer = normalise(said[ANSWER])
    if answer and answer != normalise(said[ANSWER_BEFORE]) and answer not in ways_to_write(question.labels):
        allowed = ", ".join(label.lower() for label in question.labels.values())
        yield ANSWER, f"Answer with one of: {allowed}; or leave it blank."
    if len(said[COMMENT]) > LONGEST_COMMENT and said[COMMENT] != said[COMMENT_BEFORE]:
        length = f"this one has {len(said[COMMENT]):,}"
        yield COMMENT, f"A comment has at most {LONGEST_COMMENT:,} characters; {length}. Shorten it."


def _typed_answer(said, question):
    """The TypedAnswer of a row; None where its cells are as downloaded."""
    answer_touched = normalise(said[ANSWER]) != normalise(said[ANSWER_BEFORE])
    comment_touched = said[COMMENT] != said[COMMENT_BEFORE]
    if not answer_touched and not comment_touched:
        return None
    value = ways_to_write(question.labels).get(normalise(said[ANSWER]))
    return TypedAnswer(said[CODE], value, said[COMMENT], number_in(said[VERSION]), answer_touched, comment_touched)
