"""Looks into a zip-based workbook before the library that reads it does: is it safe, how far do its cells reach?

The library allocates a grid up to the furthest cell, so two cells far apart end the process; and it gives "" for
error cells. The scan tells both. It knows XML as spreadsheet programs write it: a file made to deceive it still
meets the memory limit of the process.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from posixpath import dirname, join, normpath
from xml.parsers import expat
from zipfile import ZipFile

from cases.spreadsheets.limits import Limits, SpreadsheetProblem

ELSEWHERE = (
    "is a workbook whose parts lie elsewhere than usual, as some programs write it. Open it in Excel or LibreOffice, "
    "save it as .xlsx and try again."
)
PROTECTED = "is protected with a password. Save it without a password and try again."
_COPY = "Copy the cells that matter into a new workbook and try again."
_SMALL_PART = _PIECE = 2**20
_LARGE_PART = 2**25
_USUAL_PART = "xl/workbook.xml"
_XLSX_BOOK = re.compile(rb"<(\w+:)?workbook[\s>]")
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
    """How many rows and columns a sheet needs, and its error cells as (rows, columns, text), all counted from 0.
    `merged`: of an .ods, the cells that reach over several rows, as (first row, column, last row)."""

    rows: int = 0
    columns: int = 0
    errors: list[tuple[range, range, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0  # of an .xlsx

    def errors_by_row(self) -> dict[int, dict[int, str]]:
        """{row: {column: text}}; as large as the errors are many, so check the extent first."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for rows, columns, text in self.errors:
            for row in rows:
                found[row].update(dict.fromkeys(columns, text))
        return found


def check_archive(archive: ZipFile, limits: Limits) -> None:
    """SpreadsheetProblem for a zip archive that is no workbook, is protected, or would unpack to too much."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > limits.parts:
        raise SpreadsheetProblem(f"has {len(parts):,} parts inside; {limits.parts:,} is the limit. {_COPY}")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        raise SpreadsheetProblem(f"unpacks to {unpacked:,} bytes; {limits.unpacked_bytes:,} is the limit. {_COPY}")
    if any(part.file_size > max(_SMALL_PART, limits.ratio * part.compress_size) for part in parts):
        raise SpreadsheetProblem(f"unpacks to more than {limits.ratio} times its size. {_COPY}")
    if any(part.flag_bits & 1 for part in parts) or _is_encrypted_ods(archive, names):
        raise SpreadsheetProblem(PROTECTED)
    if not names & {_USUAL_PART, "xl/workbook.bin", "content.xml"} and not _workbook_part(archive):
        raise SpreadsheetProblem("is a zip archive, not a workbook. Unpack it and give the spreadsheet inside.")


def _is_encrypted_ods(archive: ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)


def large_sheets(archive: ZipFile) -> set[str]:
    """The names of the sheets of an .xlsx whose scan takes a while."""
    sizes = {part.filename: part.file_size for part in archive.infolist()}
    return {sheet for sheet, part in _xlsx_parts(archive).items() if sizes.get(part, 0) >= _LARGE_PART}


def scan_xlsx(archive: ZipFile, sheet: str, limits: Limits) -> Scan:
    """Scan one sheet of an .xlsx or .xlsm workbook; an empty scan where its cells are not found.

    Where even its empty cells lie within the limits it is told how far these reach: that takes half the time.
    """
    part = _xlsx_parts(archive).get(sheet, "")
    if part not in archive.namelist():
        return Scan()
    prefix = _xlsx_prefix(archive, part)
    scan = _scan_xlsx(archive, part, prefix, _every_place)
    if scan.rows <= limits.rows and scan.columns <= limits.columns and scan.rows * scan.columns <= limits.cells:
        return scan
    return _scan_xlsx(archive, part, prefix, _filled_places)


def _filled_places(piece: bytes, prefix: bytes) -> tuple[set[bytes], set[bytes]]:
    """The columns and rows of the cells that hold anything."""
    places = re.findall(_XLSX_FILLED.replace(b"~", prefix), piece)
    return {column for column, _ in places}, {row for _, row in places}


def _every_place(piece: bytes, prefix: bytes) -> tuple[set[bytes], set[bytes]]:
    """The columns of all cells, and the rows; where they are not written as usual, of those that are filled."""
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
    for piece in _pieces(archive, part, b"<%bc " % prefix):
        columns, rows = places(piece, prefix)
        letters |= columns
        scan.rows = max([scan.rows, *map(int, rows)])
        if b"hidden=" in piece:
            scan.hidden_rows += len(re.findall(_XLSX_HIDDEN.replace(b"~", prefix), piece))
        for column, row, text in failed.findall(piece) if _XLSX_ERROR in piece else ():
            number = _column_number(column)
            scan.errors.append((range(int(row) - 1, int(row)), range(number - 1, number), _text(text)))
    scan.columns = max(map(_column_number, letters))
    return scan


def scan_ods(archive: ZipFile) -> dict[str, Scan]:
    """Scan every sheet of an .ods workbook, by name. Empty cells repeated up to the edge count for nothing."""
    scans: dict[str, Scan] = {}
    scan, row = Scan(), range(0)
    for piece in _pieces(archive, "content.xml", b"<table:table-row"):
        for number, xml in enumerate(_ODS_ROW.split(piece)):
            if number:
                row = _next(row, xml[: xml.index(b">")])
                _scan_ods_row(scan, row, xml)
            for name in _ODS_TABLE.findall(xml):
                scan, row = scans.setdefault(_text(name), Scan()), range(0)
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
        column = _next(column, attributes)
        if over := _ODS_MERGED.search(attributes):
            scan.merged.append((row.start, column.start, row.start + int(over[1]) - 1))
        if _ODS_ERROR in attributes:
            scan.errors.append((row, column, _text(text) or "#ERROR!"))


def _next(place: range, attributes: bytes) -> range:
    """The rows or columns after `place` which one element stands for."""
    repeated = _ODS_REPEATED.search(attributes)
    return range(place.stop, place.stop + (int(repeated[1]) if repeated else 1))


def _pieces(archive: ZipFile, part: str, before: bytes) -> Iterator[bytes]:
    """A part unpacked piece by piece, cut where an element begins; what is left over joins the next piece."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            cut = max(0, text.rfind(before))
            yield text[:cut]
            rest = text[cut:]
    yield rest


def _xlsx_prefix(archive: ZipFile, part: str) -> bytes:
    root = _XLSX_ROOT.search(_beginning(archive, part))
    return root[1] or b"" if root else b""


def _workbook_part(archive: ZipFile) -> str:
    """The part of an .xlsx that names its sheets: where the package says, which need not be xl/workbook.xml; "" for
    none."""
    links = _elements(archive, "_rels/.rels", "Relationship")
    targets = [_place("", link["Target"]) for link in links if link.get("Type", "").endswith("/officeDocument")]
    parts = (_name_in(archive, part) for part in (*targets, _USUAL_PART))
    return next((part for part in parts if part and _XLSX_BOOK.search(_beginning(archive, part))), "")


def has_parts_elsewhere(archive: ZipFile) -> bool:
    """Whether an .xlsx keeps its sheets where the library that reads it does not look."""
    part = _workbook_part(archive)
    folder = dirname(part)
    is_usual = part.replace("\\", "/").endswith("/workbook.xml")
    return part != "" and not (is_usual and all(each.startswith(folder) for each in _xlsx_parts(archive).values()))


def _xlsx_parts(archive: ZipFile) -> dict[str, str]:
    """{sheet name: name of the part that holds its cells}."""
    book = _workbook_part(archive)
    folder, _, name = book.replace("\\", "/").rpartition("/")
    links = _elements(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), "Relationship")
    targets = {link["Id"]: _name_in(archive, _place(folder, link["Target"])) for link in links}
    return {
        sheet["name"]: targets.get(link, "")
        for sheet in _elements(archive, book, "sheet")
        for key, link in sheet.items()
        if key.endswith(":id")
    }


def _place(folder: str, target: str) -> str:
    return normpath(join("/", folder, target)).lstrip("/")


def _name_in(archive: ZipFile, part: str) -> str:
    """How the archive writes the name of a part, maybe with \\ for /; "" where it has none."""
    return next((name for name in archive.namelist() if name.replace("\\", "/") == part), "")


def _elements(archive: ZipFile, part: str, element: str) -> list[dict[str, str]]:
    """The attributes of each such element of a part, whatever its prefix."""
    found: list[dict[str, str]] = []
    name = _name_in(archive, part.replace("\\", "/"))
    if not name:
        return found
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, has: found.append(has) if name.rpartition(":")[2] == element else None
    parser.Parse(archive.read(name), True)
    return found


def _beginning(archive: ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(_PIECE)


def _column_number(letters: bytes) -> int:
    """A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(xml: bytes) -> str:
    return unescape(xml.decode(errors="replace"))
