"""Tables in and out: workbooks and CSV files read as text, CSV files written without formulas.

A file from outside may be broken or hostile. It is parsed in a child process (`spreadsheet_reader`) whose memory,
computing and time are limited; this process sees only the lines of JSON that the child prints.
"""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, TextIO, cast

from cases.spreadsheet_cells import without_controls

_ROOT = Path(__file__).resolve().parent.parent
_CHILD_ENVIRONMENT = ("PATH", "HOME", "APPDATA", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH")  # no secrets
_TEXTS_SHARED = 100_000
_LONGEST_FILE_NAME = 50  # characters of the end of a name, which any file system can hold
SHRINK = "Delete the empty rows and columns below and beside the table, or split it, save it and try again."
_EMPTY = "holds no text and no numbers. Check that it is the right file"
_FORMULA = re.compile(r"[\t\r]|[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


class SpreadsheetProblem(Exception):
    """A file that cannot be read; its text is a plain sentence or two: the file, what is wrong, the remedy."""

    def __init__(self, text: str) -> None:
        super().__init__(without_controls(text))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may ask for. `ratio` is unpacked to packed size of one part of a zip-based workbook."""

    file_bytes: int = 100 * 2**20
    unpacked_bytes: int = 2**30
    ratio: int = 400  # a LibreOffice table of nothing but "yes" has 280
    parts: int = 2_000
    rows: int = 300_000
    columns: int = 1_000
    cells: int = 10_000_000
    text_bytes: int = 256 * 2**20
    memory_bytes: int = 2**31
    cpu_seconds: int = 120  # 250,000 rows of 30 columns take 30 from .ods, 20 from .xlsx, 6 from .csv
    wall_seconds: float = 180


DEFAULT_LIMITS = Limits()
# For what people upload while others wait for the same server: some 20 times a whole region's list of staff.
UPLOAD_LIMITS = Limits(
    file_bytes=10 * 2**20,
    unpacked_bytes=2**28,
    rows=20_000,
    columns=200,
    cells=1_000_000,
    text_bytes=32 * 2**20,
    memory_bytes=2**30,
    cpu_seconds=20,
    wall_seconds=30,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text: rows[i] is row i + 1 of the spreadsheet, all rows are equally long, empty cells are "".

    `names` are all sheets of the workbook; a CSV file has none, and `name` is "". `hidden`: people do not see it.
    """

    file: str
    name: str
    names: tuple[str, ...]
    rows: list[list[str]]
    hidden: bool = False


def read(path: Path, *, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """Read a workbook's sheet (unnamed: the first visible one that is not empty) or a CSV file, whatever its name.

    Formulas give their saved value. The library tells no errors such as #REF! in .xls and .xlsb: they come as "".
    Raises SpreadsheetProblem.
    """
    with named(path):
        lines = child_lines(path, {"sheet": sheet}, limits)
        head = next(lines)
        rows = _squared(list(_sharing_texts(lines)))
    return Sheet(path.name, head["name"], tuple(head["names"]), rows)


def read_sheets(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """Every sheet that is not empty, also those `hidden`, under one limit for them all. Raises SpreadsheetProblem."""
    found: list[tuple[dict[str, Any], list[list[str]]]] = []
    with named(path):
        for line in child_lines(path, {"every": True}, limits):
            if isinstance(line, dict):
                found.append((line, []))
            else:
                found[-1][1].append(line)
        filled = [(head, rows) for head, rows in found if any(text.strip() for row in rows for text in row)]
        sheets = [
            Sheet(path.name, head["name"], tuple(head["names"]), _squared(rows), head.get("hidden", False))
            for head, rows in filled
        ]
        if not sheets:
            raise SpreadsheetProblem(f"{_EMPTY}.")
    return sheets


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Puts the file's name before the text of a SpreadsheetProblem."""
    try:
        yield
    except SpreadsheetProblem as problem:
        raise SpreadsheetProblem(f"The file {path.name} {problem}") from None


def read_upload(file: Any, *, sheet: str | None = None) -> Sheet:
    """As `read`, of a file that somebody has sent (it has a `name` and `chunks()`); no copy of it stays.

    Raises SpreadsheetProblem.
    """
    with copied(file, UPLOAD_LIMITS) as path:
        return read(path, sheet=sheet, limits=UPLOAD_LIMITS)


def read_uploaded_sheets(file: Any) -> list[Sheet]:
    """As `read_sheets`, of a file that somebody has sent; no copy of it stays. Raises SpreadsheetProblem."""
    with copied(file, UPLOAD_LIMITS) as path:
        return read_sheets(path, limits=UPLOAD_LIMITS)


@contextmanager
def copied(file: Any, limits: Limits) -> Iterator[Path]:
    """The path of a copy of what somebody has sent; it is gone afterwards."""
    if file.size > limits.file_bytes:
        raise SpreadsheetProblem(f"The file {file.name} {_too_large(file.size, limits)}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name[-_LONGEST_FILE_NAME:]
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
        yield path


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def guard(text: str) -> str:
    """The text with a ' before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(stream: TextIO, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a CSV table whose texts are guarded; numbers stay numbers. Open the stream with newline=""."""
    writer = csv.writer(stream)
    writer.writerow(_guarded(headings))
    writer.writerows(map(_guarded, rows))


def _guarded(row: Iterable[Any]) -> list[Any]:
    return [guard(cell) if isinstance(cell, str) else cell for cell in row]


def _check_file(path: Path, limits: Limits) -> None:
    """SpreadsheetProblem unless the path is a file that can be opened, is not empty and is not too large."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SpreadsheetProblem("is a folder or a device. Give the name of a spreadsheet file.")
        path.open("rb").close()
    except FileNotFoundError:
        raise SpreadsheetProblem("does not exist. Check its name and folder.") from None
    except OSError as error:
        remedy = "Close it in other programs and check that you may read it."
        raise SpreadsheetProblem(f"cannot be opened ({error.strerror}). {remedy}") from None
    if size == 0:
        raise SpreadsheetProblem("is empty: it has 0 bytes. Export or save it again.")
    if size > limits.file_bytes:
        raise SpreadsheetProblem(_too_large(size, limits))


def _too_large(size: int, limits: Limits) -> str:
    return f"has {size:,} bytes; {limits.file_bytes:,} is the limit. Split it into several."


def child_lines(
    path: Path, request: dict[str, Any], limits: Limits, *, program: str = "cases.spreadsheet_reader"
) -> Iterator[Any]:
    """What the child process that reads the file prints, line by line. It never outlives this.

    It is told the path and the limits too, all by its standard input: arguments could be seen by others.
    """
    _check_file(path, limits)
    environment = {name: os.environ[name] for name in _CHILD_ENVIRONMENT if name in os.environ}
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own program, and no shell
        [sys.executable, "-m", program],
        cwd=_ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        alarm = threading.Timer(limits.wall_seconds, child.kill)
        alarm.start()
        try:
            asked, answered = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
            _ask(asked, {**request, "path": str(path.absolute()), "limits": asdict(limits)})
            yield from _parsed(answered, limits.text_bytes)
            status = child.wait()
        finally:
            alarm.cancel()
            child.kill()
    if status:
        raise SpreadsheetProblem(_why_it_died(status, time.monotonic() - started, limits))


def _ask(stream: IO[bytes], request: dict[str, Any]) -> None:
    """Hand the request over, all of it before the first answer. A child that died before says nothing."""
    with suppress(BrokenPipeError), stream:
        stream.write(json.dumps(request).encode())


def _parsed(stream: IO[bytes], most: int) -> Iterator[Any]:
    """The stream's lines of JSON, up to `most` bytes. A last line cut short means that the child died."""
    for line in iter(partial(stream.readline, most), b""):
        most -= len(line)
        if most <= 0:
            raise SpreadsheetProblem("holds more text than can be read at once. Split it into smaller files.")
        if not line.endswith(b"\n"):
            return
        value = json.loads(line)
        if isinstance(value, dict) and "problem" in value:
            raise SpreadsheetProblem(value["problem"])
        yield value


def _why_it_died(status: int, seconds: float, limits: Limits) -> str:
    if seconds >= limits.wall_seconds:
        what = f"could not be read within {limits.wall_seconds:g} seconds"
    elif status == -getattr(signal, "SIGXCPU", 0):
        what = f"takes more than {limits.cpu_seconds} seconds of computing to read"
    else:
        what = f"takes more than {limits.memory_bytes // 2**20:,} MB of memory to read (status {status})"
    return f"{what}. {SHRINK}"


def _sharing_texts(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The same rows, frequent texts such as "yes" held in memory once."""
    known: dict[str, str] = {}
    for row in rows:
        share = known.setdefault if len(known) < _TEXTS_SHARED else known.get
        yield [share(text, text) for text in row]


def _squared(rows: list[list[str]]) -> list[list[str]]:
    """Rows of one length without the empty rows and columns at the end; SpreadsheetProblem if nothing is left."""
    if not any(text.strip() for row in rows for text in row):
        raise SpreadsheetProblem(f"{_EMPTY} and sheet.")
    while not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows))
    while not any(row[width - 1 :] and row[width - 1] for row in rows):
        width -= 1
    return [row if len(row) == width else (row + [""] * (width - len(row)))[:width] for row in rows]
