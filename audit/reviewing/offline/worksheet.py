"""Write the sheet of one review: its case, and cells to fill in for each question.

Four hidden columns hold the code of each question, the version of its answer, and the answer and comment as downloaded.
A cell that still says the same was left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from audit.method.answers import LONGEST_COMMENT
from audit.method.framework import Framework, Item, KeyQuestion
from audit.method.sections import Section
from audit.reviewing.offline.marks import (
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
)
from audit.reviewing.offline.typed import tidy
from cases.spreadsheets.workbooks import LINE_HEIGHT, TALLEST_ROW, plain

# heading: width in characters
VISIBLE = {"Number": 8, "Question": 48, ANSWER: 16, COMMENT: 52, "What to look for": 46}
HIDDEN = (CODE, VERSION, ANSWER_BEFORE, COMMENT_BEFORE)
COLUMNS = (*VISIBLE, *HIDDEN)
PLACE = {name: position for position, name in enumerate(COLUMNS)}
# the share of a column's width that a line of text fills: words are not cut, which takes room at the end of a line,
# and letters are narrower than the digits in which widths are counted, which gives it back
FILLED = 1.0
HEADING = 2  # the line of the headings, counted from 0; CRN, title and a sentence stand above
IN_SHORT = "Fill in the framed cells: choose an answer, write a comment. Yellow: not answered yet. The rest is locked."


@dataclass(frozen=True)
class ReviewSheet:
    """What the sheet of a review shows: its case's CRN and facts, (name, value), the stored {code: Answer}, and what
    was `agreed` on about questions, {code: text}."""

    number: int
    crn: str
    case: str
    title: str
    framework: Framework
    sections: Sequence[Section]
    facts: Sequence[tuple[str, str]]
    answers: Mapping[str, Any]
    agreed: Mapping[str, str] = field(default_factory=dict)


def sheet_name(review: ReviewSheet) -> str:
    """The name of the review's sheet, such as “Case 3, review 17”."""
    return f"{review.case}, review {review.number}"


def _height(texts, least=1):
    """The height in points that the longest of these texts, {column: text}, needs."""
    # worked out here, since not every spreadsheet program does it
    needed = [
        sum(ceil(max(len(part), 1) / (FILLED * VISIBLE[name])) for part in tidy(text).split("\n"))
        for name, text in texts.items()
    ]
    return min(LINE_HEIGHT * max(least, *needed) + 3, TALLEST_ROW)


class SheetWriter:
    """Write the sheet of one review from the top. `line` is the next free row, counted from 0."""

    def __init__(self, book, formats, review):
        self.sheet, self.formats, self.review = book.add_worksheet(sheet_name(review)), formats, review
        self.line = HEADING + 1

    def write(self) -> None:
        """Write the whole sheet."""
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
        """Write a line across the sheet. Its text runs on over the empty cells beside it."""
        for name in VISIBLE:
            self._write(name, text if name == "Number" else "", form)
        self.sheet.set_row(self.line, 1.5 * LINE_HEIGHT)
        self.line += 1

    def _add_question(self, question):
        answer = self.review.answers.get(question.code)
        label = "" if answer is None or answer.value is None else question.label(answer.value)
        comment = answer.comment if answer else ""
        is_judgement = isinstance(question, KeyQuestion)
        text = f"Judgement: {question.text}" if is_judgement else question.text
        self._write("Number", "" if isinstance(question, Item) else question.code, "text")
        self._write("Question", text, "bold" if is_judgement else "text")
        self._write(ANSWER, label, "typed")
        self._write(COMMENT, comment, "typed")
        agreed = self.review.agreed.get(question.code)
        look_for = "\n".join(filter(None, (agreed and f"Agreed in this audit: {agreed}", question.look_for)))
        self._write("What to look for", look_for, "quiet")
        version = answer.version if answer else 0
        for name, said in zip(HIDDEN, (question.code, version, label, comment), strict=True):
            self._write(name, said, "plain")
        texts = {"Question": text, COMMENT: comment, "What to look for": look_for, ANSWER: label}
        self.sheet.set_row(self.line, _height(texts, least=2))
        self._guard([*question.labels.values()])
        self.line += 1

    def _guard(self, labels):
        """Let this line take only these answers, and no longer comment than is stored; colour a missing answer."""
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
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(0, 0, self.line - 1, len(VISIBLE) - 1)
        # without a password, since it only guards against slips; rows may be made higher
        self.sheet.protect("", {"format_rows": True})
