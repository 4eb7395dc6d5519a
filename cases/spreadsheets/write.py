"""Write a table to a file, row by row, in the kind of file that its name says. Dates in .csv are in British order."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from cases.spreadsheets.guards import guard

_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_ODS_START = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES} office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="Extract">'
)
_ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_xlsx(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows to one sheet of an .xlsx workbook."""
    form = {"constant_memory": True, "default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, form) as book:
        sheet = book.add_worksheet("Extract")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def write_ods(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows to one sheet of an .ods workbook."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS_TYPE, compress_type=0)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as part:
            part.write(_ODS_START.encode())
            for row in rows:
                part.write(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>".encode())
            part.write(_ODS_END.encode())


def _ods_cell(value: Any) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(_cell_in_text(value))}</text:p></table:table-cell>"


def write_csv_file(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows to a CSV file in UTF-8, with guarded texts."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([guard(_cell_in_text(value)) for value in row] for row in rows)


def _cell_in_text(value: Any) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


WRITERS = {".xlsx": write_xlsx, ".ods": write_ods, ".csv": write_csv_file}
