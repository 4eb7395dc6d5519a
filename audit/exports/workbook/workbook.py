"""The workbook of an audit. Its summary recalculates from its case sheet, in any spreadsheet program."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.workbook.action_sheet import add_actions
from audit.exports.workbook.agreement_sheet import add_agreement
from audit.exports.workbook.bands import add_bands
from audit.exports.workbook.case_sheet import add_cases, add_comments, add_rest, first_answer, last_case_line
from audit.exports.workbook.cells import CASES, KEY_QUESTIONS, QUESTIONS, CellPlaces
from audit.exports.workbook.certainty import add_chances
from audit.exports.workbook.change_sheet import add_change
from audit.exports.workbook.cover import add_cover
from audit.exports.workbook.dictionary import begin_dictionary, fill_dictionary
from audit.exports.workbook.group_sheet import add_groups
from audit.exports.workbook.notes import add_judgements, add_notes, add_written
from audit.exports.workbook.questions import add_key_questions, add_prompts_and_items
from audit.exports.workbook.ratings import add_ratings
from audit.exports.workbook.sheets import FIRST, Sheets, head_of
from audit.results.listed_cases import CaseSheet
from audit.results.report import Report
from cases.spreadsheets.workbooks import OPTIONS

# each adds one sheet, or none where the file has no such thing, in the order in which they are read
SHEETS = (
    add_ratings,
    add_key_questions,
    add_prompts_and_items,
    add_chances,
    add_groups,
    add_change,
    add_agreement,
    add_judgements,
    add_written,
    add_actions,
    add_bands,
    add_notes,
    begin_dictionary,
    add_cases,
    add_rest,
    add_comments,
)
OWN_FILE = Leaving(Profile.INSIDE, dict.fromkeys(Tick, "written at the shell"))


def workbook_of(report: Report, cases: CaseSheet | None = None, *, made_at: datetime) -> bytes:
    """Return the .xlsx of a Report alone, for the person who runs a command, with all its texts.

    `cases`: the CaseSheet behind it. `made_at`: the local time that the cover shows.
    """
    stream = BytesIO()
    contents = Contents(audit=None, leaving=OWN_FILE, report=report, cases=cases, made_at=made_at)
    write_summary([contents], stream)
    return stream.getvalue()


def write_summary(contents: Iterable[Contents], stream: BinaryIO) -> None:
    """Write the .xlsx of one audit. Without cases its counts are values, not formulas."""
    (only,) = contents
    report = only.report
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        created = only.made_at.astimezone(UTC)
        book.set_properties({"title": report.title, "subject": report.framework.title, "created": created})
        sheets = Sheets(book, head_of(only))
        places = _find_places(only)
        for add in SHEETS:
            add(sheets, only, places)
        fill_dictionary(sheets, report.framework)
        add_cover(sheets, only, places)


def _find_places(contents):
    framework, cases = contents.report.framework, contents.cases
    answers, standards, line, last = {}, {}, FIRST, last_case_line(cases)
    if cases is not None:
        for position, code in enumerate(framework.questions, start=first_answer(contents)):
            letter = xl_col_to_name(position)
            answers[code] = f"{CASES}!${letter}${FIRST}:${letter}${last}"
    rest = {code: line for line, code in enumerate(framework.questions, start=FIRST)}
    for standard in framework.standards:
        standards[standard.code] = (line, line + len(standard.key_questions) - 1)
        line += len(standard.key_questions)
    others = len(framework.questions) - len(framework.key_questions)
    return CellPlaces(
        framework,
        answers,
        f"{CASES}!$A${FIRST}:$A${last}",
        standards,
        {KEY_QUESTIONS: (FIRST, line - 1), QUESTIONS: (FIRST, FIRST + max(others, 1) - 1)},
        rest if cases and cases.left_out else {},
    )
