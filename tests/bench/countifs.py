"""What teams use today: a workbook of COUNTIFS over a sheet of answers, here recalculated by LibreOffice."""

import time
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from tests.audit.exports.libreoffice import recalculate_in_libreoffice
from tests.bench.answers import FRAMEWORK

YES, NO = ("Yes", "Effective"), ("No", "Insufficient", "Absent")


def write_countifs(answers, path):
    """The answers in one sheet; code, yes and applicable of each question in another, without cached values."""
    with xlsxwriter.Workbook(path) as book:
        figures, sheet = book.add_worksheet("Figures"), book.add_worksheet("Answers")
        for line, row in enumerate(answers.rows):
            sheet.write_row(line, 0, row)
        for line, code in enumerate(FRAMEWORK.questions):
            letter = xl_col_to_name(line + 1)
            area = f"Answers!${letter}$2:${letter}${len(answers.values) + 1}"
            figures.write_string(line, 0, code)
            figures.write_formula(line, 1, count(area, YES))
            figures.write_formula(line, 2, count(area, YES + NO))
    return path


def count(area, words):
    return "=" + "+".join(f'COUNTIFS({area},"{word}")' for word in words)


def recalculate(answers, folder: Path):
    """(seconds, {code: (yes, applicable)}) of opening, recalculating and saving that workbook."""
    folder.mkdir()
    write_countifs(answers, folder / "countifs.xlsx")
    started = time.perf_counter()
    recalculate_in_libreoffice(folder)
    seconds = time.perf_counter() - started
    book = CalamineWorkbook.from_path(folder / "recalculated" / "countifs.xlsx")
    rows = book.get_sheet_by_name("Figures").to_python()
    return seconds, {code: (int(yes), int(applicable)) for code, yes, applicable in rows}
