"""Guard texts so that no program takes one for a formula, and write CSV tables of them."""

import csv
import re
from collections.abc import Iterable
from typing import Any, TextIO

_FORMULA = re.compile(r"[\t\r]|[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def guard(text: str) -> str:
    """Return the text, with a ' before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text as it was before `guard`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def write_csv(stream: TextIO, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a CSV table with guarded texts; numbers stay numbers. Open the stream with newline=""."""
    writer = csv.writer(stream)
    writer.writerow(_guarded(headings))
    writer.writerows(map(_guarded, rows))


def _guarded(row: Iterable[Any]) -> list[Any]:
    return [guard(cell) if isinstance(cell, str) else cell for cell in row]
