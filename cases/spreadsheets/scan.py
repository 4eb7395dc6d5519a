"""Find how far the cells of a zip-based workbook reach, before the library that reads it does.

The library allocates a grid up to the furthest cell, so two cells far apart end the process, and it gives "" for error
cells. A scan finds both. It knows XML as spreadsheet programs write it: a file made to deceive it still meets the
memory limit of the process.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from zipfile import ZipFile

from cases.spreadsheets.limits import Limits
from cases.spreadsheets.parts import beginning_of_part, parts_of_sheets, pieces_of_part

_XLSX_ROOT = re.compile(rb"<(\w+:)?worksheet")
_XLSX_ERROR = b't="e"'
_XLSX_PLACE = rb'[^<>]*?\br="([A-Z]{1,4})([0-9]{1,9})"[^<>]*(?<!/)>'
_XLSX_FILLED = rb"<~c " + _XLSX_PLACE + rb"(?!</)"  # ~ stands for the prefix which some programs write: <x:c
_XLSX_COLUMN = rb'<~c r="([A-Z]{1,4})'
_XLSX_ROW = rb'<~row r="([0-9]{1,9})"'
_XLSX_HIDDEN = rb'<~row [^<>]*\bhidden="(?:1|true)"'
_XLSX_FAILED = rb'<~c (?=[^<>]*\bt="e")' + _XLSX_PLACE + rb"(?:<(?!~v>|/~c>)[^<]*)*<~v>([^<]*)"
_ODS_ERROR = b'value-type="error"'
_ODS_ROW = re.compile(rb"<table:table-row(?=[\s/>])")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^<>]*)>(?:<text:p>((?:#|Err:)[^<]*))?")
_ODS_TABLE = re.compile(rb'<table:table\s[^<>]*?table:name="([^"<>]*)"')
_ODS_MERGED = re.compile(rb'number-rows-spanned="(?!1")([0-9]{1,7})"')
_ODS_REPEATED = re.compile(rb'-repeated="([0-9]{1,18})"')


@dataclass(slots=True)
class Scan:
    """How many rows and columns a sheet needs, and its `errors` as (rows, columns, text), counted from 0.

    `merged`: cells of an .ods that reach over several rows, as (first row, column, last row).
    """

    rows: int = 0
    columns: int = 0
    errors: list[tuple[range, range, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0  # of an .xlsx

    def errors_by_row(self) -> dict[int, dict[int, str]]:
        """Return {row: {column: text}}. Check the extent first: a hostile file may repeat an error for ever."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for rows, columns, text in self.errors:
            for row in rows:
                found[row].update(dict.fromkeys(columns, text))
        return found


def scan_xlsx(archive: ZipFile, sheet: str, limits: Limits) -> Scan:
    """Scan one sheet of an .xlsx or .xlsm workbook. Return an empty scan if its cells are not found.

    Count empty cells too, which takes half the time; only if they pass the limits, count filled cells alone.
    """
    part = parts_of_sheets(archive).get(sheet, "")
    if part not in archive.namelist():
        return Scan()
    prefix = _xlsx_prefix(archive, part)
    scan = _scan_xlsx(archive, part, prefix, _every_place)
    if scan.rows <= limits.rows and scan.columns <= limits.columns and scan.rows * scan.columns <= limits.cells:
        return scan
    return _scan_xlsx(archive, part, prefix, _filled_places)


def _filled_places(piece: bytes, prefix: bytes) -> tuple[set[bytes], set[bytes]]:
    """Return the columns and the rows of the cells that hold anything."""
    places = re.findall(_XLSX_FILLED.replace(b"~", prefix), piece)
    return {column for column, _ in places}, {row for _, row in places}


def _every_place(piece: bytes, prefix: bytes) -> tuple[set[bytes], set[bytes]]:
    """Return the columns and the rows of all cells; only of filled ones if they are not written as usual."""
    columns = re.findall(_XLSX_COLUMN.replace(b"~", prefix), piece)
    rows = re.findall(_XLSX_ROW.replace(b"~", prefix), piece)
    if len(columns) < piece.count(b"<%bc " % prefix) or len(rows) < piece.count(b"<%brow " % prefix):
        return _filled_places(piece, prefix)
    return set(columns), set(rows)


def _scan_xlsx(
    archive: ZipFile, part: str, prefix: bytes, places: Callable[[bytes, bytes], tuple[set[bytes], set[bytes]]]
) -> Scan:
    scan, letters = Scan(), {b"@"}  # the letter before A: column 0
    failed = re.compile(_XLSX_FAILED.replace(b"~", prefix))
    for piece in pieces_of_part(archive, part, b"<%bc " % prefix):
        columns, rows = places(piece, prefix)
        letters |= columns
        scan.rows = max([scan.rows, *map(int, rows)])
        if b"hidden=" in piece:
            scan.hidden_rows += len(re.findall(_XLSX_HIDDEN.replace(b"~", prefix), piece))
        for column, row, text in failed.findall(piece) if _XLSX_ERROR in piece else ():
            number = _column_number(column)
            scan.errors.append((range(int(row) - 1, int(row)), range(number - 1, number), _unescaped(text)))
    scan.columns = max(map(_column_number, letters))
    return scan


def _xlsx_prefix(archive: ZipFile, part: str) -> bytes:
    root = _XLSX_ROOT.search(beginning_of_part(archive, part))
    return root[1] or b"" if root else b""


def scan_ods(archive: ZipFile) -> dict[str, Scan]:
    """Return {sheet name: scan} of an .ods workbook. Empty cells repeated up to the edge are not counted."""
    scans: dict[str, Scan] = {}
    scan, row = Scan(), range(0)
    for piece in pieces_of_part(archive, "content.xml", b"<table:table-row"):
        for number, xml in enumerate(_ODS_ROW.split(piece)):
            if number:
                row = _next_places(row, xml[: xml.index(b">")])
                _scan_ods_row(scan, row, xml)
            for name in _ODS_TABLE.findall(xml):
                scan, row = scans.setdefault(_unescaped(name), Scan()), range(0)
    return scans


def _scan_ods_row(scan: Scan, row: range, xml: bytes) -> None:
    cells = _ODS_CELL.findall(xml)
    while cells and b"value-type=" not in cells[-1][0]:
        cells.pop()
    if not cells:
        return
    repeated = _ODS_REPEATED.findall(b"".join(attributes for attributes, _ in cells))
    scan.rows = max(scan.rows, row.stop)
    scan.columns = max(scan.columns, len(cells) + sum(int(times) - 1 for times in repeated))
    column = range(0)
    for attributes, text in cells if _ODS_ERROR in xml or _ODS_MERGED.search(xml) else ():
        column = _next_places(column, attributes)
        if over := _ODS_MERGED.search(attributes):
            scan.merged.append((row.start, column.start, row.start + int(over[1]) - 1))
        if _ODS_ERROR in attributes:
            scan.errors.append((row, column, _unescaped(text) or "#ERROR!"))


def _next_places(place: range, attributes: bytes) -> range:
    """Return the rows or columns after `place` that one element stands for."""
    repeated = _ODS_REPEATED.search(attributes)
    return range(place.stop, place.stop + (int(repeated[1]) if repeated else 1))


def _column_number(letters: bytes) -> int:
    """Return the number of a column from its letters; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _unescaped(xml: bytes) -> str:
    return unescape(xml.decode(errors="replace"))
