"""Write a workbook of reviews to fill in without a connection: a sheet for each, and one that explains how.

`table` reads it back.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from django.utils.formats import date_format

from audit.reviewing.offline.worksheet import FILLED, ReviewSheet, SheetWriter, sheet_name
from cases.spreadsheets.workbooks import COVER_WIDTH, LINE_HEIGHT, OPTIONS, plain

HOW_TO_SHEET = "Read me first"
HOW_TO = (
    "Each review has a sheet of its own. Only the framed cells can be filled in: the answer, chosen from the list or "
    "typed, and the comment. Yellow answers are still missing. Save the file as .xlsx and keep its other cells.",
    "A judgement needs its reasoning in the comment. Guidance is in the column “What to look for”.",
    "Do not name anyone in comments: no names of people on probation or their families, no phone numbers or addresses.",
    "A cell that you leave as it is changes nothing. A cell that you clear clears the answer or the comment.",
    "To send it: sign in, open My reviews and choose “Upload a workbook”. You will see what would "
    "change and where someone else has answered since. Nothing is saved until you confirm. Then "
    "everything is saved.",
    "The file holds case data. Keep it where case data may be kept, and delete it once it is uploaded.",
)


def review_workbook_of(reviews: Sequence[ReviewSheet], *, made_at: datetime) -> bytes:
    """The .xlsx file of these reviews, of which there is at least one."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": reviews[0].title, "created": made_at.astimezone(UTC)})
        formats = _formats(book)
        _add_how_to(book, formats, reviews, made_at)
        for review in reviews:
            SheetWriter(book, formats, review).write()
    return _with_growing_rows(stream.getvalue())


def _with_growing_rows(content):
    """The workbook with rows that grow with what is typed: without the mark that fixes their heights.

    XlsxWriter always sets that mark. No typed text can match it, since quotes are escaped in texts.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as book, ZipFile(stream, "w", ZIP_DEFLATED) as grown:
        for part in book.infolist():
            text = book.read(part)
            if part.filename.startswith("xl/worksheets/"):
                text = text.replace(b' customHeight="1"', b"")
            grown.writestr(part, text, ZIP_DEFLATED)
    return stream.getvalue()


def _formats(book):
    wrapped = {"text_wrap": True, "valign": "top"}
    typed = {**wrapped, "locked": False, "border": 1, "border_color": "#505a5f", "num_format": "@"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "heading": book.add_format({**wrapped, "bold": True, "bottom": 2}),
        "section": book.add_format({"bold": True, "font_size": 14, "valign": "vcenter", "bg_color": "#d9e6ef"}),
        "block": book.add_format({"bold": True, "font_size": 12, "valign": "vcenter", "bg_color": "#f3f2f1"}),
        "plain": book.add_format(),
        "text": book.add_format(wrapped),
        "bold": book.add_format({**wrapped, "bold": True}),
        "quiet": book.add_format({**wrapped, "font_color": "#505a5f"}),
        "typed": book.add_format(typed),
        "missing": book.add_format({"bg_color": "#fff7bf"}),
    }


def _add_how_to(book, formats, reviews, made_at):
    sheet = book.add_worksheet(HOW_TO_SHEET)
    sheet.set_column(0, 0, COVER_WIDTH)
    number = f"{len(reviews)} reviews" if len(reviews) > 1 else reviews[0].title
    sheet.write_string(0, 0, plain(f"To fill in offline: {number}"), formats["title"])
    made = f"Downloaded on {date_format(made_at, 'j F Y')} at {made_at:%H:%M}."
    titles = (f"Sheet “{sheet_name(review)}”: {review.crn}, {review.title}" for review in reviews)
    sheet.set_row(0, 2 * LINE_HEIGHT)
    for line, text in enumerate((made, *HOW_TO, "", *titles), start=1):
        sheet.write_string(line, 0, plain(text), formats["text"])
        sheet.set_row(line, LINE_HEIGHT * max(1, ceil(len(text) / (FILLED * COVER_WIDTH))) + 6)
    sheet.protect("", {"format_rows": True})
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
