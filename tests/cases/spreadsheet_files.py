"""Make the spreadsheets that the tests read: honest, odd and hostile ones."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import xlsxwriter

_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {"office": "office", "table": "table", "text": "text", "calcext": "calcext"}.items()
)
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD  # markers in a compound file


def write_xlsx(path: Path, sheets: dict[str, list[list[Any]]], hidden: tuple[str, ...] = ()) -> Path:
    """A workbook with these sheets; None leaves a cell out, dates and times are shown as such."""
    formats = {"default_date_format": "dd/mm/yyyy hh:mm", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, formats) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
    return path


def write_ods(path: Path, tables: dict[str, str], manifest: str = "") -> Path:
    """An OpenDocument workbook from the XML of each table's rows."""
    body = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables.items())
    content = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    parts = {
        "mimetype": _ODS_TYPE,
        "META-INF/manifest.xml": f"<manifest:manifest {names}>{entry}{manifest}</manifest:manifest>",
        "content.xml": f"<office:document-content {_ODS_NAMES}>{content}</office:document-content>",
    }
    return write_zip(path, parts)


def ods_row(*texts: str, times: int = 1, empty: int = 0) -> str:
    """A row of text cells, itself repeated, with empty cells at its end."""
    cells = "".join(ods_cell(text) for text in texts)
    rest = f'<table:table-cell table:number-columns-repeated="{empty}"/>' if empty else ""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}{rest}</table:table-row>'


def ods_cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    """One cell: its shown text, and the attributes which hold its value."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def write_zip(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def change_part(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return write_zip(path, parts)


def move_parts(path: Path, old: str, new: str, target: str = "") -> Path:
    """The same workbook with other names of its parts; its relationships tell them as `target`, or as they are."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            is_named = name.endswith((".rels", "[Content_Types].xml"))
            parts[name.replace(old, new)] = (
                content.replace(old.encode(), (target or new).encode()) if is_named else content
            )
    return write_zip(path, parts)


def protect(path: Path) -> Path:
    """The same workbook, encrypted as Excel does it."""
    plain, locked = io.BytesIO(path.read_bytes()), io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", locked)
    path.write_bytes(locked.getvalue())
    return path


def write_xls(path: Path, texts: list[str], number: float, protected: bool = False) -> Path:
    """An Excel 97 workbook with the sheet "Old": one row of texts, then a number."""
    path.write_bytes(_compound_file("Workbook", _biff_stream(texts, number, protected)))
    return path


def _biff_stream(texts: list[str], number: float, protected: bool) -> bytes:
    """Records of Excel's binary format, padded to the 4,096 bytes from which a stream has sectors of its own."""

    def record(kind: int, *fields: Any, form: str, tail: bytes = b"") -> bytes:
        data = struct.pack("<" + form, *fields) + tail
        return struct.pack("<HH", kind, len(data)) + data

    def start(kind: int) -> bytes:
        return record(0x809, 0x600, kind, 0, 0, 0, 0, form="HHHHII")

    end = record(0x0A, form="")
    book = start(5) + (record(0x2F, 1, form="H") if protected else b"")
    offset = len(book) + 4 + 8 + len("Old") + len(end)
    book += record(0x85, offset, 0, 0, len("Old"), 0, form="IBBBB", tail=b"Old") + end
    cells = [
        record(0x204, 0, column, 0, len(text), 0, form="HHHHB", tail=text.encode()) for column, text in enumerate(texts)
    ]
    value = record(0x203, 0, len(texts), 0, number, form="HHHd")
    return (book + start(0x10) + b"".join(cells) + value + end).ljust(4096, b"\0")


def _compound_file(name: str, stream: bytes) -> bytes:
    """A container of Microsoft's with one stream: header, allocation table, directory, then the stream."""
    sectors = len(stream) // 512
    table = [_TABLE, _END, *range(3, sectors + 2), _END]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0) + b"\xff" * 432

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        words = title.encode("utf-16-le")
        fields = (words, len(words) + 2 if words else 0, kind, 1, _NONE, _NONE, child, first, size)
        return struct.pack("<64sHBBIII36xIQ", *fields)

    directory = (
        entry("Root Entry", 5, 1, _END, 0) + entry(name, 2, _NONE, 2, len(stream)) + entry("", 0, _NONE, 0, 0) * 2
    )
    return header + struct.pack("<128I", *table, *[_NONE] * (128 - len(table))) + directory + stream
