"""Turn a spreadsheet's cell into text, and a column's number into its letters."""

import re
from datetime import datetime, timedelta
from typing import Any


def column_letter(index: int) -> str:
    """Return a spreadsheet's letters for a column counted from 0: A, B, … Z, AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # refused by XML and databases
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EXACT = 10**15  # a spreadsheet keeps 15 digits


def without_controls(text: str) -> str:
    """Return the text without signs that control a terminal or the direction of reading."""
    return text if text.isprintable() else _STEERING.sub("", text)


def cell_text(value: Any) -> str:
    """Return a cell as text: "" for empty, 5 for 5.0, TRUE, 2024-02-01, 2024-02-01T10:30:00, 10:30:00, 30:00:00."""
    if isinstance(value, str):
        return value if value.isprintable() else _CONTROLS.sub("", value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(abs(value).total_seconds()), 60)
        return f"{'-' if value < timedelta() else ''}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)
