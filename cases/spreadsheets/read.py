"""Read tables from workbooks and text files, as text.

A file from outside may be broken or hostile, so `child` parses it in a process of its own, within `limits`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.spreadsheets.limits import DEFAULT_LIMITS, EMPTY, UPLOAD_LIMITS, Limits, SpreadsheetProblem
from cases.spreadsheets.process import child_lines, naming_file, temporary_copy

_TEXTS_SHARED = 100_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text: rows[i] is row i + 1 of the spreadsheet, all rows are equally long, empty cells are "".

    `names`: all sheets of the workbook. A CSV file has none, and its `name` is "".
    """

    file: str
    name: str
    names: tuple[str, ...]
    rows: list[list[str]]
    hidden: bool = False


def read(path: Path, *, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """Read a workbook's sheet, or a CSV file, whatever the file's name.

    Without `sheet`, the first visible one that is not empty. Formulas give their saved value. Errors such as #REF! in
    .xls and .xlsb come as "". Raises SpreadsheetProblem.
    """
    with naming_file(path):
        lines = child_lines(path, {"sheet": sheet}, limits)
        head = next(lines)
        rows = _rows_of_one_length(list(_sharing_texts(lines)))
    return Sheet(path.name, head["name"], tuple(head["names"]), rows)


def read_sheets(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """Read every sheet that is not empty, hidden ones too. The limits hold for all together.

    Raises SpreadsheetProblem.
    """
    found: list[tuple[dict[str, Any], list[list[str]]]] = []
    with naming_file(path):
        for line in child_lines(path, {"every": True}, limits):
            if isinstance(line, dict):
                found.append((line, []))
            else:
                found[-1][1].append(line)
        filled = [(head, rows) for head, rows in found if any(text.strip() for row in rows for text in row)]
        sheets = [
            Sheet(path.name, head["name"], tuple(head["names"]), _rows_of_one_length(rows), head.get("hidden", False))
            for head, rows in filled
        ]
        if not sheets:
            raise SpreadsheetProblem(f"{EMPTY}.")
    return sheets


def read_upload(file: Any, *, sheet: str | None = None) -> Sheet:
    """Read a sheet of an uploaded file (with `name`, `size` and `chunks()`), as `read` does. No copy stays.

    Raises SpreadsheetProblem.
    """
    with temporary_copy(file, UPLOAD_LIMITS) as path:
        return read(path, sheet=sheet, limits=UPLOAD_LIMITS)


def read_uploaded_sheets(file: Any) -> list[Sheet]:
    """Read every sheet of an uploaded file, as `read_sheets` does. No copy stays. Raises SpreadsheetProblem."""
    with temporary_copy(file, UPLOAD_LIMITS) as path:
        return read_sheets(path, limits=UPLOAD_LIMITS)


def _sharing_texts(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the same rows, with frequent texts such as "yes" in memory once."""
    known: dict[str, str] = {}
    for row in rows:
        share = known.setdefault if len(known) < _TEXTS_SHARED else known.get
        yield [share(text, text) for text in row]


def _rows_of_one_length(rows: list[list[str]]) -> list[list[str]]:
    """Return rows of one length, without empty rows and columns at the end.

    Raises SpreadsheetProblem if nothing is left.
    """
    if not any(text.strip() for row in rows for text in row):
        raise SpreadsheetProblem(f"{EMPTY} and sheet.")
    while not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows))
    while not any(row[width - 1 :] and row[width - 1] for row in rows):
        width -= 1
    return [row if len(row) == width else (row + [""] * (width - len(row)))[:width] for row in rows]
