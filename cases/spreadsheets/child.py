"""The program that reads one spreadsheet for `spreadsheets.read`, in a process of its own.

Its standard input is a JSON object: path, limits, and sheet (or null) or "every": true. It prints a line of JSON with
the sheet's name and all names, then a list of texts per row, and so on for every sheet, also those that are "hidden";
or {"problem": …}, which may come after some rows. It imports no Django.
"""

import contextlib
import json
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from xml.parsers import expat

import python_calamine as calamine

from cases.spreadsheets.cells import cell_text, column_letter
from cases.spreadsheets.delimited_text import read_csv
from cases.spreadsheets.limits import SHRINK, Limits, SpreadsheetProblem
from cases.spreadsheets.zip_check import (
    ELSEWHERE,
    PROTECTED,
    Scan,
    check_archive,
    has_parts_elsewhere,
    large_sheets,
    scan_ods,
    scan_xlsx,
)

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls, and of every .xlsx with a password
_DAMAGED = (calamine.CalamineError, zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError)

EVERY, VISIBLE = object(), object()  # instead of a sheet's name

Row = list[Any]
Cells = Callable[[Row], Row]


def main() -> None:
    """Print the lines for the request."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    limit_this_process(limits)
    try:
        wanted = EVERY if request.get("every") else request.get("sheet")
        for line in read_lines(Path(request["path"]), wanted, limits):
            sys.stdout.write(json.dumps(line) + "\n")
    except SpreadsheetProblem as problem:
        sys.stdout.write(json.dumps({"problem": str(problem)}) + "\n")


def limit_this_process(limits: Limits) -> None:
    """Bound memory and computing where the system can; on Windows only the parent's clock watches."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes)),
        (resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1)),
        (resource.RLIMIT_CORE, (0, 0)),  # a dump would hold people's data
        (resource.RLIMIT_FSIZE, (0, 0)),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system without this limit, or with a stricter one
            resource.setrlimit(kind, most)


def texts(row: Row) -> Row:
    return [cell_text(value) for value in row]


def read_lines(path: Path, sheet: Any, limits: Limits, cells: Cells = texts) -> Iterator[dict[str, Any] | Row]:
    """The sheet's name and all names, then its rows; so for each where EVERY sheet is wanted or each VISIBLE one, with
    those that "are_hidden". The kind of file is told by its first bytes, not its name. `cells` makes of a
    row as the libraries give it what is wanted."""
    with path.open("rb") as stream:
        start = stream.read(len(_OLE))
    try:
        if start.startswith(_ZIP):
            with zipfile.ZipFile(path) as archive:
                check_archive(archive, limits)
                large = large_sheets(archive)
                with _parts_where_they_belong(archive):
                    yield from _workbook(path, sheet, limits, _scanner(archive, limits), cells, large)
        elif start == _OLE:
            _check_protection(path)
            yield from _workbook(path, sheet, limits, lambda name: Scan(), cells)
        else:
            yield from _text_file(path, sheet, limits, cells)
    except _DAMAGED as error:
        remedy = "Open it in Excel or LibreOffice, save it as .xlsx without a password and try again."
        raise SpreadsheetProblem(f"is damaged, protected, or not a workbook ({error}). {remedy}") from error


@contextlib.contextmanager
def _parts_where_they_belong(archive: zipfile.ZipFile) -> Iterator[None]:
    """Says so where the library fails since they do not."""
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
    """A function from a sheet's name to its scan. An .ods is loaded whole, so all its sheets are checked at once."""
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
    raise SpreadsheetProblem(f"reaches to cell {cell} in the sheet '{name}'; the limit is {most}. {SHRINK}")


def _workbook(
    path: Path,
    wanted: Any,
    limits: Limits,
    scan_of: Callable[[str], Scan],
    cells: Cells,
    large: Container[str] = (),
) -> Iterator[dict[str, Any] | Row]:
    """The lines for the wanted sheet, for the first visible one that holds anything, or for every one that is wanted.
    Other sheets are left alone, as far as the kind of file allows that."""
    with path.open("rb") as stream, calamine.CalamineWorkbook.from_filelike(stream) as book:
        names = book.sheet_names
        if isinstance(wanted, str) and wanted not in names:
            known = ", ".join(f"'{name}'" for name in names)
            raise SpreadsheetProblem(f"has no sheet '{wanted}'. Its sheets are {known}: name one of these.")
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
                yield from _rows_of(sheet, scan, cells)
            elif wanted or any(text.strip() for row in _rows(sheet, scan, texts) for text in row):
                yield {"name": name, "names": names, "hidden_rows": scan.hidden_rows}
                yield from _rows_of(sheet, scan, cells)
                return
    if wanted is not EVERY and not (wanted is VISIBLE and visible):
        raise SpreadsheetProblem("holds no text and no numbers in any visible sheet. Check that it is the right file.")


def _parsed_meanwhile(book: calamine.CalamineWorkbook, name: str) -> Future[calamine.CalamineSheet]:
    """A large sheet, parsed beside its scan, since each takes seconds; the end of the program does not wait for it.
    Where cells lie too far apart, the limit of memory may end the process before the scan can say so."""
    parsed: Future[calamine.CalamineSheet] = Future()

    def parse() -> None:
        try:
            parsed.set_result(book.get_sheet_by_name(name))
        except BaseException as error:  # for whoever asks for the result
            parsed.set_exception(error)

    Thread(target=parse, daemon=True).start()
    return parsed


def _sheets_of_cells(book: calamine.CalamineWorkbook, *seen: calamine.SheetVisibleEnum) -> list[str]:
    """The names of sheets which are no charts and no macros; only those that are `seen` so, where that is given."""
    cells = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    return [sheet.name for sheet in cells if not seen or sheet.visible in seen]


def _rows(sheet: calamine.CalamineSheet, scan: Scan, cells: Cells) -> Iterator[Row]:
    """Every row from the first. The library leaves out empty columns at the left, and texts of errors."""
    margin = [""] * (sheet.start[1] if sheet.start else 0)
    errors = scan.errors_by_row()
    for number, values in enumerate(sheet.iter_rows()):
        row = cells(margin + values)
        for column, text in errors.get(number, {}).items():
            row[column] = text
        yield row


def _rows_of(sheet: calamine.CalamineSheet, scan: Scan, cells: Cells) -> Iterator[Row]:
    """Every row; of an extract, with what its merged cells say, since a mark counts in each row that it reaches."""
    rows = _rows(sheet, scan, cells)
    return rows if cells is texts else _spread(rows, _merged(sheet, scan))


def _merged(sheet: calamine.CalamineSheet, scan: Scan) -> list[tuple[int, int, int]]:
    """The cells that reach over several rows, as (first row, column, last row)."""
    ranges = sheet.merged_cell_ranges or ()
    return [*scan.merged, *((top, left, last) for (top, left), (last, _) in ranges if last > top)]


def _spread(rows: Iterable[Row], merged: Iterable[tuple[int, int, int]]) -> Iterator[Row]:
    """The same rows; a cell merged over several of them says the same in each, and not in the first alone."""
    begin: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for top, column, last in merged:
        begin[top].append((column, last))
    over: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows):
        over = {column: each for column, each in over.items() if each[0] >= number} if over else over
        for column, (_, value) in over.items():
            row[column] = value if row[column] == "" else row[column]
        over |= {column: (last, row[column]) for column, last in begin.get(number, ()) if column < len(row)}
        yield row


def _text_file(path: Path, sheet: Any, limits: Limits, cells: Cells) -> Iterator[dict[str, Any] | Row]:
    if isinstance(sheet, str):
        raise SpreadsheetProblem(f"is a text file without sheets, so it has no '{sheet}'. Leave the sheet's name out.")
    yield {"name": "", "names": []}
    yield from map(cells, read_csv(path, limits))


if __name__ == "__main__":
    main()
