"""Read delimited text: find its encoding and delimiter, then give its records one by one."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TextIO

from cases.spreadsheets.limits import Limits, SpreadsheetProblem

_WORKBOOK_NAMES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_SAVE = 'Open it in Excel or LibreOffice, save it as .xlsx or as "CSV UTF-8" and try again.'
_HEAD = 2**16
_DELIMITERS = ",;\t|"
_DOCUMENT = re.compile(r"\s*(<(!|\?|html|head|body|meta|style|table|div)|%PDF-|\{\\rtf)", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])[\r\n]", re.IGNORECASE)


def read_csv(path: Path, limits: Limits) -> Iterator[list[str]]:
    """Yield records as lists of texts, one per spreadsheet row. Raise SpreadsheetProblem if it is no CSV file."""
    with path.open(encoding=_encoding(path.read_bytes()), newline="") as stream:
        head = stream.read(_HEAD)
        _check_text(head, path.suffix.lower())
        stream.seek(0)
        yield from _limited(_records(stream, head), limits)


def _encoding(data: bytes) -> str:
    """Return utf-16 if the file says so, utf-8-sig if it is valid, or else Windows's encoding in western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif data and not data.strip(b"\0"):
        raise SpreadsheetProblem("holds only zero bytes, so it was not saved completely. Copy or export it again.")
    elif b"\0" in data:
        raise SpreadsheetProblem(f"is not a workbook or a text file. {_SAVE}")
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise SpreadsheetProblem(f"holds text in an unknown encoding. {_SAVE}")


def _check_text(head: str, suffix: str) -> None:
    """Raise SpreadsheetProblem for a web page and the like, and for a text file named as a workbook."""
    if _DOCUMENT.match(head):
        raise SpreadsheetProblem(f"holds a web page or another document, not a spreadsheet. {_SAVE}")
    if suffix in _WORKBOOK_NAMES:
        raise SpreadsheetProblem(f"is named {suffix} but holds plain text. If it is CSV, rename it to end in .csv.")


def _records(stream: TextIO, head: str) -> Iterator[list[str]]:
    """Yield the records that a spreadsheet program shows; it hides a first line sep=; that names the delimiter."""
    separator = _SEPARATOR_LINE.match(head)
    if separator:
        stream.readline()
    return csv.reader(stream, delimiter=separator[1] if separator else _delimiter(head), strict=True)


def _delimiter(head: str) -> str:
    """Return the delimiter that splits most records, then most of them alike, then into most columns."""

    def splits(delimiter: str) -> tuple[int, int, int]:
        records = islice(csv.reader(StringIO(head, newline=""), delimiter=delimiter), 20)
        widths = Counter(len(record) for record in records if len(record) > 1)
        width, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return widths.total(), alike, width

    return max(_DELIMITERS, key=splits)


def _limited(records: Iterator[list[str]], limits: Limits) -> Iterator[list[str]]:
    """Yield the same records. Raise SpreadsheetProblem, with the row, at the first that is broken or over a limit."""
    row = width = 0
    most = limits.rows
    try:
        for row, record in enumerate(records, start=1):
            if len(record) > width:
                width = len(record)
                most = min(limits.rows, limits.cells // width)
            if row > most or width > limits.columns:
                beyond = _beyond(row, width, limits)
                raise SpreadsheetProblem(f"{beyond} Delete the ones you do not need, or split it.")
            yield record
    except csv.Error as error:
        remedy = "Look there for a quotation mark that is not closed, or save the table as .xlsx."
        raise SpreadsheetProblem(f"cannot be read in row {row + 1:,} ({error}). {remedy}") from None


def _beyond(row: int, width: int, limits: Limits) -> str:
    """Return a sentence that names the limit passed by this row and width."""
    if row > limits.rows:
        return f"has more than {limits.rows:,} rows."
    if width > limits.columns:
        return f"has more than {limits.columns:,} columns ({width:,} in row {row:,})."
    return f"has more than {limits.cells:,} cells (row {row:,} of up to {width:,} columns)."
