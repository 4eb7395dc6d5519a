"""What a review's sheet says above its headings: which review it is, and of which framework and case.

The names are here once, for writing the workbook and for reading it back.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from audit.method.answers import normalise
from audit.method.framework import Framework
from audit.reviewing.offline.typed import ReviewTable
from cases.identifiers.crn import typed_crn
from cases.spreadsheets.read import Sheet

# each has its value in the next cell
REVIEW, FRAMEWORK, VERSION_OF_FRAMEWORK, CRN = MARKS = ("review number", "framework", "framework version", "crn")
# the columns that are read: two to fill in, and four hidden ones
HEADINGS = ("Answer", "Comment", "question code", "version", "answer before", "comment before")
ANSWER, COMMENT, CODE, VERSION, ANSWER_BEFORE, COMMENT_BEFORE = HEADINGS
HEADING_ROWS = 20  # lines may have been added above the headings
DOWNLOAD_AGAIN = "Download the workbook again and copy your answers into it."
_LONGEST_NUMBER = 9  # digits: longer numbers fit no database column


def review_numbers(sheets: Sequence[Sheet]) -> set[int]:
    """The numbers of the reviews that the sheets name."""
    marks = [marks_of(sheet, find_review_headings(sheet)) for sheet in sheets]
    return {number for each in marks if (number := number_in(each.get(REVIEW, ""))) is not None}


def find_review_headings(sheet: Sheet) -> int | None:
    """The index of the row with the headings; None where the sheet holds no review."""
    wanted = {normalise(ANSWER), normalise(COMMENT)}
    rows = enumerate(sheet.rows[:HEADING_ROWS])
    return next((row for row, cells in rows if wanted <= {normalise(cell) for cell in cells}), None)


def marks_of(sheet: Sheet, heading: int | None) -> dict[str, str]:
    """{mark: the value beside it} above the row of the headings, `heading`."""
    found = {}
    for cells in sheet.rows[: heading or 0]:
        for cell, beside in pairwise(cells):
            if normalise(cell) in MARKS:
                found.setdefault(normalise(cell), beside.strip())
    return found


def number_in(text: str) -> int | None:
    """The whole number in a text; None for any other text, or for a number too long to be a key."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def find_framework(
    sheet: Sheet, heading: int, frameworks: Mapping[int, Framework], refused: Mapping[int, str], table: ReviewTable
) -> Framework | None:
    """The Framework of the sheet's review. Where the marks are wrong, None, and a problem is added to the `table`.

    By review number: the `frameworks` of the reviews that the person may answer, and why others are refused.
    """
    marks = marks_of(sheet, heading)
    number, said = number_in(marks.get(REVIEW, "")), marks.get(REVIEW, "")
    if number is None:
        table.add_problem(sheet, None, "", said, f"The review number above the headings is missing. {DOWNLOAD_AGAIN}")
    elif number in table.sheets:
        remedy = f"This review is already in sheet {table.sheets[number]}. Remove one of the two."
        table.add_problem(sheet, None, "", f"review {number}", remedy)
    elif number in refused:
        table.add_problem(sheet, None, "", f"review {number}", refused[number])
    elif number not in frameworks:
        remedy = (
            "This review does not exist or is not yours to answer. Remove the sheet, or ask the person who "
            "sent you the file."
        )
        table.add_problem(sheet, None, "", f"review {number}", remedy)
    else:
        table.sheets[number] = sheet.name
        return _check_version(frameworks[number], marks, sheet, table)
    return None


def check_case(
    sheet: Sheet, heading: int, crns: Mapping[int, str], framework: Framework, table: ReviewTable
) -> Framework | None:
    """The framework. Where the sheet has the CRN of another case, None, and a problem is added to the `table`."""
    marks = marks_of(sheet, heading)
    number, said = number_in(marks[REVIEW]), marks.get(CRN, "")
    # a sheet without a CRN was downloaded before sheets had one
    if typed_crn(said) in ("", typed_crn(crns[number])):
        return framework
    remedy = (
        f"Review {number} is for {crns[number]}, but this sheet has a different CRN at the top. Check "
        "which case you looked at, download the workbook of its review again and copy your answers into "
        "it."
    )
    table.add_problem(sheet, None, "", f"CRN {said}", remedy)
    return None


def _check_version(framework, marks, sheet, table):
    said = marks.get(FRAMEWORK, ""), marks.get(VERSION_OF_FRAMEWORK, "")
    if said == (framework.code, framework.version):
        return framework
    remedy = f"The review uses the framework {framework.code}, version {framework.version}. {DOWNLOAD_AGAIN}"
    table.add_problem(sheet, None, "", " ".join(filter(None, said)), remedy)
    return None
