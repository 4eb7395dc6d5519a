"""Reviews as a workbook to fill in without a connection: a sheet of guarded cells for each, and how to go about it.

`table` reads it back. Beside each question four hidden columns hold its code, the version of its
answer, and answer and comment as they were downloaded: a cell that says what it said then was not touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from django.utils.formats import date_format

from audit.method.answers import LONGEST_COMMENT
from audit.method.framework import Framework, Item
from audit.method.sections import Section
from audit.reviewing.offline.table import (
    ANSWER,
    ANSWER_BEFORE,
    CODE,
    COMMENT,
    COMMENT_BEFORE,
    CRN,
    FRAMEWORK,
    REVIEW,
    VERSION,
    VERSION_OF_FRAMEWORK,
    tidy,
)
from cases.spreadsheets.workbooks import COVER_WIDTH, LINE_HEIGHT, OPTIONS, TALLEST_ROW, plain

# heading: width; what follows the visible ones is hidden
VISIBLE = {"Number": 8, "Question": 48, ANSWER: 16, COMMENT: 52, "What to look for": 46}
HIDDEN = (CODE, VERSION, ANSWER_BEFORE, COMMENT_BEFORE)
COLUMNS = (*VISIBLE, *HIDDEN)
PLACE = {name: position for position, name in enumerate(COLUMNS)}
FILLED = 1.0  # of a column's width: words are not cut, but letters are narrower than the digits that it counts
HEADING = 2  # the line (counted from 0) of the headings; CRN, title and a sentence stand above
HOW_TO_SHEET = "Read me first"
IN_SHORT = "Fill in the framed cells: choose an answer, write a comment. Yellow: not answered yet. The rest is locked."
HOW_TO = (
    "Each review has a sheet of its own. Only the framed cells can be filled in: the answer, chosen from the list or "
    "typed, and the comment. Yellow answers are still missing. Save the file as .xlsx and keep its other cells.",
    "A judgement needs its reasoning in the comment. Guidance stands in the column “What to look for”.",
    "Comments name nobody: no names of people on probation or their families, no numbers, no addresses.",
    "A cell that you leave as it is changes nothing. A cell that you clear clears the answer or the comment.",
    "To send it: sign in, open My reviews and choose “Upload a workbook”. You are shown what would change and where "
    "somebody else has answered in between. Nothing is stored before you confirm it, and then all of it.",
    "The file holds case data. Keep it where case data may be kept, and delete it once it is uploaded.",
)


@dataclass(frozen=True)
class ReviewSheet:
    """A review with what is asked in it. `crn` and `facts`, (name, value): of its case; `answers`: {code: Answer} as
    stored."""

    number: int
    crn: str
    case: str
    title: str
    framework: Framework
    sections: Sequence[Section]
    facts: Sequence[tuple[str, str]]
    answers: Mapping[str, Any]


def review_workbook_of(reviews: Sequence[ReviewSheet], *, made_at) -> bytes:
    """The .xlsx of these reviews, one or several."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": reviews[0].title, "created": made_at.astimezone(UTC)})
        formats = _formats(book)
        _add_how_to(book, formats, reviews, made_at)
        for review in reviews:
            _Filler(book, formats, review).fill()
    return _with_growing_rows(stream.getvalue())


def _with_growing_rows(content):
    """The workbook with heights that a program may change: as the library says them, a row would stay as low as it is
    under whatever is typed into it. Texts of people cannot hold these words, since their quotes are escaped."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as book, ZipFile(stream, "w", ZIP_DEFLATED) as grown:
        for part in book.infolist():
            text = book.read(part)
            if part.filename.startswith("xl/worksheets/"):
                text = text.replace(b' customHeight="1"', b"")
            grown.writestr(part, text, ZIP_DEFLATED)
    return stream.getvalue()


def _height(texts, least=1):
    """Points that the highest of these texts needs, {column: text}: not every program sees to that by itself."""
    needed = [
        sum(ceil(max(len(part), 1) / (FILLED * VISIBLE[name])) for part in tidy(text).split("\n"))
        for name, text in texts.items()
    ]
    return min(LINE_HEIGHT * max(least, *needed) + 3, TALLEST_ROW)


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
    sheet.write_string(0, 0, plain(f"To fill in without a connection: {number}"), formats["title"])
    made = f"Downloaded on {date_format(made_at, 'j F Y')} at {made_at:%H:%M}."
    titles = (f"Sheet “{_name_of(review)}”: {review.crn}, {review.title}" for review in reviews)
    sheet.set_row(0, 2 * LINE_HEIGHT)
    for line, text in enumerate((made, *HOW_TO, "", *titles), start=1):
        sheet.write_string(line, 0, plain(text), formats["text"])
        sheet.set_row(line, LINE_HEIGHT * max(1, ceil(len(text) / (FILLED * COVER_WIDTH))) + 6)
    sheet.protect("", {"format_rows": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _name_of(review):
    return f"{review.case}, review {review.number}"


class _Filler:
    """Fills the sheet of one review from the top; `line` is the next free one."""

    def __init__(self, book, formats, review):
        self.sheet, self.formats, self.review = book.add_worksheet(_name_of(review)), formats, review
        self.line = HEADING + 1

    def fill(self):
        self._add_top()
        self._add_facts()
        for section in self.review.sections:
            self._add_band(section.title, "section")
            for block in section.blocks:
                self._add_band(f"{block.code if block.key_question else ''} {block.title}".strip(), "block")
                for question in block.questions:
                    self._add_question(question)
        self._finish()

    def _write(self, name, text, form, line=None):
        place = self.line if line is None else line
        if isinstance(text, int):
            self.sheet.write_number(place, PLACE[name], text, self.formats[form])
        elif text:
            self.sheet.write_string(place, PLACE[name], plain(tidy(text)), self.formats[form])
        else:
            self.sheet.write_blank(place, PLACE[name], None, self.formats[form])

    def _add_top(self):
        review = self.review
        self._write("Number", CRN.upper(), "title", 0)
        self._write("Question", review.crn, "title", 0)
        self._write(ANSWER, review.title, "title", 0)
        self.sheet.set_row(0, 1.5 * LINE_HEIGHT)
        self._write("Number", IN_SHORT, "plain", 1)
        marks = ((REVIEW, review.number), (FRAMEWORK, review.framework.code))
        for line, (mark, value) in enumerate(marks):
            self._write(CODE, mark, "plain", line)
            self._write(VERSION, value, "plain", line)
        self._write(ANSWER_BEFORE, VERSION_OF_FRAMEWORK, "plain", 1)
        self._write(COMMENT_BEFORE, review.framework.version, "plain", 1)
        for name in COLUMNS:
            self._write(name, name, "heading", HEADING)

    def _add_facts(self):
        self._add_band("Facts of the case", "section")
        for name, value in self.review.facts:
            self._write("Question", f"{name}: {value}", "text")
            self.sheet.set_row(self.line, _height({"Question": f"{name}: {value}"}))
            self.line += 1

    def _add_band(self, text, form):
        """A line across the sheet; its text runs on over the empty cells beside it."""
        for name in VISIBLE:
            self._write(name, text if name == "Number" else "", form)
        self.sheet.set_row(self.line, 1.5 * LINE_HEIGHT)
        self.line += 1

    def _add_question(self, question):
        answer = self.review.answers.get(question.code)
        label = "" if answer is None or answer.value is None else question.label(answer.value)
        comment = answer.comment if answer else ""
        is_judgement = bool(getattr(question, "prompts", ()))
        text = f"Judgement: {question.text}" if is_judgement else question.text
        self._write("Number", "" if isinstance(question, Item) else question.code, "text")
        self._write("Question", text, "bold" if is_judgement else "text")
        self._write(ANSWER, label, "typed")
        self._write(COMMENT, comment, "typed")
        self._write("What to look for", question.look_for, "quiet")
        version = answer.version if answer else 0
        for name, said in zip(HIDDEN, (question.code, version, label, comment), strict=True):
            self._write(name, said, "plain")
        texts = {"Question": text, COMMENT: comment, "What to look for": question.look_for, ANSWER: label}
        self.sheet.set_row(self.line, _height(texts, least=2))
        self._guard([*question.labels.values()])
        self.line += 1

    def _guard(self, labels):
        answers = {"validate": "list", "source": labels, "error_title": "Not an answer"}
        answers["error_message"] = f"Choose one of: {', '.join(labels)}; or leave it blank."
        self.sheet.data_validation(self.line, PLACE[ANSWER], self.line, PLACE[ANSWER], answers)
        length = {"validate": "length", "criteria": "<=", "value": LONGEST_COMMENT, "error_title": "Too long"}
        length["error_message"] = f"A comment has at most {LONGEST_COMMENT:,} characters."
        self.sheet.data_validation(self.line, PLACE[COMMENT], self.line, PLACE[COMMENT], length)
        missing = {"type": "blanks", "format": self.formats["missing"]}
        self.sheet.conditional_format(self.line, PLACE[ANSWER], self.line, PLACE[ANSWER], missing)

    def _finish(self):
        for name, width in VISIBLE.items():
            self.sheet.set_column(PLACE[name], PLACE[name], width)
        self.sheet.set_column(PLACE[CODE], PLACE[COMMENT_BEFORE], 12, None, {"hidden": True})
        self.sheet.freeze_panes(HEADING + 1, 0)
        self.sheet.repeat_rows(0, HEADING)  # every printed sheet names its case
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(0, 0, self.line - 1, len(VISIBLE) - 1)
        # without a password: it guards against slips; rows may be made higher
        self.sheet.protect("", {"format_rows": True})
