"""Read the sheets of a spreadsheet file, line by line, within limits. For the child process only."""

import contextlib
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from xml.parsers import expat

import python_calamine as calamine

from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.delimited_text import read_csv
from cases.spreadsheets.limits import SHRINK, Limits, SpreadsheetProblem
from cases.spreadsheets.parts import has_parts_elsewhere
from cases.spreadsheets.scan import Scan, scan_ods, scan_xlsx
from cases.spreadsheets.sheet_rows import ReadRow, Row, rows_as_stored, rows_of_sheet, texts
from cases.spreadsheets.zip_check import ELSEWHERE, PROTECTED, check_archive, large_sheets

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls, and of every .xlsx with a password
_DAMAGED = (calamine.CalamineError, zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError)

EVERY, VISIBLE = object(), object()  # instead of a sheet's name


def read_lines(path: Path, sheet: Any, limits: Limits, read_row: ReadRow = texts) -> Iterator[dict[str, Any] | Row]:
    """Yield a line with the sheet's name and all names, then its rows; so for each sheet if EVERY or VISIBLE is asked.

    The first bytes of a file tell its kind, not its name. `read_row` turns a row of the library into the row wanted.
    Raises SpreadsheetProblem.
    """
    with path.open("rb") as stream:
        start = stream.read(len(_OLE))
    try:
        if start.startswith(_ZIP):
            with zipfile.ZipFile(path) as archive:
                check_archive(archive, limits)
                large = large_sheets(archive)
                with _parts_where_they_belong(archive):
                    yield from _lines_of_workbook(path, sheet, limits, _scanner(archive, limits), read_row, large)
        elif start == _OLE:
            _check_protection(path)
            yield from _lines_of_workbook(path, sheet, limits, lambda name: Scan(), read_row)
        else:
            yield from _lines_of_text_file(path, sheet, limits, read_row)
    except _DAMAGED as error:
        remedy = "Open it in Excel or LibreOffice, save it as .xlsx without a password and try again."
        raise SpreadsheetProblem(f"is damaged, protected, or not a workbook ({error}). {remedy}") from error


@contextlib.contextmanager
def _parts_where_they_belong(archive: zipfile.ZipFile) -> Iterator[None]:
    """Raise SpreadsheetProblem if the library fails because parts lie elsewhere."""
    try:
        yield
    except calamine.CalamineError as error:
        if has_parts_elsewhere(archive):
            raise SpreadsheetProblem(ELSEWHERE) from error
        raise


def _check_protection(path: Path) -> None:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise SpreadsheetProblem(PROTECTED)


def _scanner(archive: zipfile.ZipFile, limits: Limits) -> Callable[[str], Scan]:
    """Return a function from a sheet's name to its scan. An .ods is loaded whole, so all its sheets are checked now."""
    if "content.xml" not in archive.namelist():
        return partial(scan_xlsx, archive, limits=limits)
    scans = scan_ods(archive)
    for name, scan in scans.items():
        _check_extent(name, scan.rows, scan.columns, limits)
    return lambda name: scans.get(name, Scan())


def _check_extent(name: str, rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        most = f"{limits.rows:,} rows"
    elif columns > limits.columns:
        most = f"{limits.columns:,} columns"
    elif rows * columns > limits.cells:
        most = f"{limits.cells:,} cells"
    else:
        return
    cell = f"{column_letter(columns - 1)}{rows}"
    raise SpreadsheetProblem(f"goes as far as cell {cell} in the sheet '{name}'; the limit is {most}. {SHRINK}")


def _lines_of_workbook(
    path: Path,
    wanted: Any,
    limits: Limits,
    scan_of: Callable[[str], Scan],
    read_row: ReadRow,
    large: Container[str] = (),
) -> Iterator[dict[str, Any] | Row]:
    """Yield the lines of the sheet named, of the first visible one that holds anything, or of EVERY or VISIBLE one."""
    with path.open("rb") as stream, calamine.CalamineWorkbook.from_filelike(stream) as book:
        names = book.sheet_names
        if isinstance(wanted, str) and wanted not in names:
            known = ", ".join(f"'{name}'" for name in names)
            raise SpreadsheetProblem(f"has no sheet '{wanted}'. Its sheets are {known}. Give one of these names.")
        visible = _sheets_of_cells(book, calamine.SheetVisibleEnum.Visible)
        with_hidden = _sheets_of_cells(book)
        every = with_hidden if wanted is EVERY else visible
        for name in [wanted] if isinstance(wanted, str) else every:
            parsed = _parsed_meanwhile(book, name) if name in large else None
            scan = scan_of(name)
            _check_extent(name, scan.rows, scan.columns, limits)
            sheet = parsed.result() if parsed else book.get_sheet_by_name(name)
            last_row, last_column = sheet.end or (-1, -1)
            _check_extent(name, last_row + 1, last_column + 1, limits)
            if wanted in (EVERY, VISIBLE):
                limits = replace(limits, cells=limits.cells - (last_row + 1) * (last_column + 1))
                head = {"name": name, "names": names, "hidden": name not in visible}
                head["are_hidden"] = [each for each in with_hidden if each not in visible]
                yield head | {"hidden_rows": scan.hidden_rows}
                yield from rows_of_sheet(sheet, scan, read_row)
            elif wanted or any(text.strip() for row in rows_as_stored(sheet, scan, texts) for text in row):
                yield {"name": name, "names": names, "hidden_rows": scan.hidden_rows}
                yield from rows_of_sheet(sheet, scan, read_row)
                return
    if wanted is not EVERY and not (wanted is VISIBLE and visible):
        raise SpreadsheetProblem("holds no text and no numbers in any visible sheet. Check that it is the right file.")


def _parsed_meanwhile(book: calamine.CalamineWorkbook, name: str) -> Future[calamine.CalamineSheet]:
    """Parse a large sheet in a thread while it is scanned, since each takes seconds.

    If its cells lie too far apart, the limit of memory may end the process before the scan can say so.
    """
    parsed: Future[calamine.CalamineSheet] = Future()

    def parse() -> None:
        try:
            parsed.set_result(book.get_sheet_by_name(name))
        except BaseException as error:  # raised again by `result`
            parsed.set_exception(error)

    Thread(target=parse, daemon=True).start()
    return parsed


def _sheets_of_cells(book: calamine.CalamineWorkbook, *seen: calamine.SheetVisibleEnum) -> list[str]:
    """Return the names of sheets that are neither charts nor macros; with `seen`, only those visible in that way."""
    cells = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    return [sheet.name for sheet in cells if not seen or sheet.visible in seen]


def _lines_of_text_file(path: Path, sheet: Any, limits: Limits, read_row: ReadRow) -> Iterator[dict[str, Any] | Row]:
    if isinstance(sheet, str):
        raise SpreadsheetProblem(f"is a text file without sheets, so it has no '{sheet}'. Leave the sheet's name out.")
    yield {"name": "", "names": []}
    yield from map(read_row, read_csv(path, limits))
