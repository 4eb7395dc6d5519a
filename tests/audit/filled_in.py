"""Filling in the workbook of a review as a person does: by question, in the cells that are open."""

from tests.audit.exports.workbook_file import change_texts, open_sheets

HEADINGS, FIRST = 3, 4  # the lines of a review sheet's headings and of its first row below
COLUMN = {"answer": "C", "comment": "D", "code": "F", "version": "G", "answer before": "H", "comment before": "I"}


def name_of(review):
    return f"{review.sampled_case}, review {review.pk}"


def lines_of(sheet):
    """{question code: its line} of a SheetFile."""
    last = max(int(ref.lstrip("ABCDEFGHI")) for ref in sheet.cells)
    return {code: line for line in range(FIRST, last + 1) if (code := sheet.value(f"F{line}"))}


def fill_in(content, review, typed):
    """The workbook after typing: {question code: {column: text}}, with the columns of COLUMN."""
    lines = lines_of(open_sheets(content)[name_of(review)])
    texts = {f"{COLUMN[name]}{lines[code]}": text for code, cells in typed.items() for name, text in cells.items()}
    return change_texts(content, name_of(review), texts)
