"""The region workbook: audits side by side, a line for each, and a line for each key question of each."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import BinaryIO

import xlsxwriter
from django.utils.formats import date_format

from audit.exports.figures.figure_rows import FigureRow
from audit.exports.leaving.contents import Contents
from audit.exports.several.rows import AuditRow, KeyQuestionRow, audit_row, key_question_rows
from audit.exports.workbook.cells import KEY_QUESTIONS, Column
from audit.exports.workbook.cover import write_cover
from audit.exports.workbook.dictionary import begin_dictionary, fill_dictionary
from audit.exports.workbook.sheets import Head, Sheets
from audit.method.disclosure.small_numbers import NOT_SHOWN
from cases.spreadsheets.workbooks import OPTIONS

AUDITS, TITLE, NO_CASES = "Audits", "Audits side by side", "no cases"
NOTICE = "Internal audits by PDUs. Not inspections and not HM Inspectorate of Probation's ratings."
UNRATED_NOTICE = "Internal audits by PDUs. Not inspections by HM Inspectorate of Probation."
OF_RATINGS = ("Overall rating", "Score", "Highest possible score", "Rating", "Rating of the standard")
ABOUT_AUDITS = "A line for each audit."
ABOUT_QUESTIONS = "A line for each key question of each audit. Per cent: yes out of the cases that it applies to."
HOW_TO_READ = (
    "Filter the columns to see one PDU or one question. Figures of different frameworks are different questions, "
    "unless their codes and wordings are the same.",
    "An audit that is not signed off is provisional: its note says how many of its cases are in.",
)


def write_region(contents: Iterable[Contents], stream: BinaryIO) -> None:
    """Write the .xlsx of several audits, of which there is at least one; it holds one of them at a time."""
    audits, questions, ratings = [], [], {}
    for each in contents:
        audits.append(audit_row(each))
        questions += key_question_rows(each, audits[-1])
        if each.report.framework.rated:
            ratings |= dict.fromkeys(band.rating for band in each.report.framework.rating_bands)
        made_at = each.made_at
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": TITLE, "created": made_at.astimezone(UTC)})
        made = f"{date_format(made_at, 'j F Y')} at {made_at:%H:%M}"
        sheets = Sheets(
            book, Head(TITLE, NOTICE if ratings else UNRATED_NOTICE, f"Made on {made}.", ratings=tuple(ratings))
        )
        _add_sheets(sheets, audits, questions, rated=bool(ratings))
        write_cover(sheets, _facts(audits, made), HOW_TO_READ)


def _add_sheets(
    sheets: Sheets, audits: Sequence[AuditRow], questions: Sequence[KeyQuestionRow], *, rated: bool
) -> None:
    for name, about, columns, rows in (
        (AUDITS, ABOUT_AUDITS, audit_columns(), audits),
        (KEY_QUESTIONS, ABOUT_QUESTIONS, key_question_columns(), questions),
    ):
        sheets.add(name, about, [each for each in columns if rated or each.heading not in OF_RATINGS], rows)
    begin_dictionary(sheets)
    fill_dictionary(sheets)


def _facts(audits: Sequence[AuditRow], made: str):
    yield "Audits", len(audits)
    yield "PDUs", len({row.unit for row in audits})
    yield "Provisional", sum(row.signed_on is None for row in audits)
    yield "Made", made
    yield "What it holds", "Figures only: no case, no comment and no name of a person."


def audit_columns() -> list[Column]:
    """Return the Columns of the sheet of audits, for AuditRows."""
    return [
        *_columns_of_audit(lambda row: row),
        Column("Purpose", 20, lambda row, line: row.purpose),
        Column("Framework", 30, lambda row, line: row.framework),
        Column("Cases counted", 10, lambda row, line: row.cases),
        Column("Signed off on", 12, lambda row, line: row.signed_on),
        Column("Version", 9, lambda row, line: row.version),
        Column("Overall rating", 20, lambda row, line: row.overall),
        Column("Score", 9, lambda row, line: row.score),
        Column("Highest possible score", 10, lambda row, line: row.highest),
        Column("Note", 50, lambda row, line: row.note),
    ]


def key_question_columns() -> list[Column]:
    """Return the Columns of the sheet of key questions, for KeyQuestionRows."""
    return [
        *_columns_of_audit(lambda row: row.audit),
        Column("Standard", 30, lambda row, line: row.standard),
        Column("Code", 8, lambda row, line: row.figure.question),
        Column("Key question", 50, lambda row, line: row.text),
        Column("Yes", 8, lambda row, line: row.figure.yes),
        Column("Insufficient", 12, lambda row, line: row.figure.insufficient),
        Column("Absent", 8, lambda row, line: row.figure.absent),
        Column("Not applicable", 10, lambda row, line: row.figure.not_applicable),
        Column("Applicable (n)", 10, lambda row, line: row.figure.n),
        Column("Per cent", 12, lambda row, line: _percent(row.figure)),
        Column("95% interval from", 10, lambda row, line: row.figure.low),
        Column("95% interval to", 10, lambda row, line: row.figure.high),
        Column("Rating", 20, lambda row, line: row.figure.rating),
        Column("Rating of the standard", 20, lambda row, line: row.standard_rating),
        Column("Each answer", 30, lambda row, line: row.figure.each_answer),
    ]


def _columns_of_audit(audit_of) -> list[Column]:
    return [
        Column("Audit", 8, lambda row, line: audit_of(row).number),
        Column("Title", 36, lambda row, line: audit_of(row).title),
        Column("Region", 22, lambda row, line: audit_of(row).region),
        Column("PDU", 22, lambda row, line: audit_of(row).unit),
    ]


def _percent(figure: FigureRow) -> int | str | None:
    if figure.n is None:
        return NOT_SHOWN
    return figure.percent if figure.n else NO_CASES
