"""Find the row of headings in an extract and the field that each column gives."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.extract.headings.fields import FIELD_OF, FIELDS, FIELDS_OF_SEVERAL_COLUMNS
from cases.extract.restricted.columns import (
    is_restriction_heading,
)
from cases.extract.values.text import one_line
from cases.spreadsheets.cells import column_letter

HEADING_ROWS = 20  # titles may stand above the headings
NEEDED_FIELDS = ("reference", "start_date")
Cells = Sequence[Any]
_NOISE = re.compile(r"\b(the|current|latest|s)\b|[^a-z0-9]+")
_SAYS_LITTLE = {"", "flag", "indicator", "marker", "status", "type", "y n", "yes no", "current", "value", "code"}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DIGITS = re.compile(r"\d\D*\d\D*\d")  # three: no heading has them, every reference and date does


@dataclass(frozen=True)
class Headings:
    """The row of headings (counted from 0), their texts, and {field: the columns that give it}."""

    row: int
    texts: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]

    @property
    def places(self) -> dict[str, int]:
        """Return {field: its one column}, without fields for which a user must choose one of several."""
        return {
            name: columns[0]
            for name, columns in self.fields.items()
            if len(columns) == 1 and name not in FIELDS_OF_SEVERAL_COLUMNS
        }

    def only(self, names: Collection[str]) -> "Headings":
        """Return the same row, of which only these fields are read."""
        return replace(self, fields={name: columns for name, columns in self.fields.items() if name in names})

    def name_of(self, field: str) -> str:
        """Return a field's column as a problem names it: column B (Start date)."""
        return f"column {column_letter(self.places[field])} ({self.texts[self.places[field]]})"


def heading_key(heading: Any) -> str:
    """Return what two spellings of one heading have in common: capitals and signs do not count."""
    said = one_line(heading).casefold()
    return " ".join(_NOISE.sub(" ", said).split()) or said


def field_of_heading(heading: str) -> str:
    """Return the field that a heading names, "" for none. A text in brackets explains it, or makes it a mark."""
    key = heading_key(heading)
    if key not in FIELD_OF and is_restriction_heading(key):
        return "restricted"
    return FIELD_OF.get(key) or FIELD_OF.get(heading_key(_BRACKETS.sub(" ", heading)), "")


def find_headings(rows: Sequence[Cells], mapping: Mapping[str, str]) -> Headings | None:
    """Return the headings among the first rows: the row that gives most fields, which may be the second of two."""
    found = [_headings_at(rows, at, _fields_by_key(mapping)) for at in range(len(rows))]
    found = [each for each in found if "reference" in each.fields or not _is_data(rows[each.row])]
    best = max(found, key=lambda each: len(each.fields), default=None)  # of equals the first
    return best if best and len(best.fields) > 1 else None


def fullest_row_as_headings(rows: Sequence[Cells], mapping: Mapping[str, str]) -> Headings | None:
    """Return the first of the rows with most texts, for an extract without known headings.

    Return None if that row holds what a case's row does, since it will be shown.
    """
    filled = [sum(1 for cell in row if one_line(cell)) for row in rows]
    fullest = filled.index(max(filled))
    return None if _is_data(rows[fullest]) else _headings_at(rows, fullest, _fields_by_key(mapping))


def _is_data(row: Cells) -> bool:
    """Whether a cell holds three digits, as a number, a date or a reference does."""
    return any(cell not in ("", None) and _DIGITS.search(one_line(cell)) is not None for cell in row)


def _fields_by_key(mapping: Mapping[str, str]) -> dict[str, str]:
    return {heading_key(heading): name for heading, name in mapping.items()}


def _headings_at(rows: Sequence[Cells], at: int, chosen: Mapping[str, str]) -> Headings:
    above = _texts_carried_right(rows[at - 1]) if at else []
    is_title = len(set(above)) < 3  # one text, that may be carried over everything, and what is empty left of it
    texts = []
    for column, cell in enumerate(rows[at]):
        own, over = one_line(cell), above[column] if column < len(above) else ""
        joined = f"{over} {own}".strip()
        knows = next(
            (text for text in (joined, own) if heading_key(text) in chosen or heading_key(text) in FIELD_OF), own
        )
        may_be = not is_title or (above[:1] == [""] and heading_key(own) in _SAYS_LITTLE)
        marks = knows == own and not field_of_heading(own) and may_be and is_restriction_heading(heading_key(over))
        texts.append(joined if marks else knows)
    names = _with_repeats_numbered(texts)
    fields: dict[str, tuple[int, ...]] = {}
    for column, text in enumerate(texts):
        field = chosen.get(heading_key(names[column]), field_of_heading(text)) if text else ""
        if field in FIELDS:
            fields[field] = (*fields.get(field, ()), column)
    if "start_date" not in fields and "release_date" in fields:
        fields["start_date"] = fields.pop("release_date")  # of an extract of licences alone
    return Headings(at, names, _with_chosen_columns(fields, names, chosen))


def _with_repeats_numbered(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the same texts, with a number after a repeated heading, so that a user can choose either."""
    times: Counter[str] = Counter()
    names = []
    for text in texts:
        times[heading_key(text)] += 1
        names.append(f"{text} no. {times[heading_key(text)]}" if text and times[heading_key(text)] > 1 else text)
    return tuple(names)


def _with_chosen_columns(
    fields: dict[str, tuple[int, ...]], texts: Sequence[str], chosen: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """Return the same fields, with only the columns that a user chose if there are any. Of marks, all count."""
    said = {name: tuple(at for at in columns if heading_key(texts[at]) in chosen) for name, columns in fields.items()}
    return {name: (name != "restricted" and said[name]) or columns for name, columns in fields.items()}


def _texts_carried_right(row: Cells) -> list[str]:
    """Return the row's texts. An empty cell takes the text to its left, as under a heading merged over columns."""
    carried, last = [], ""
    for cell in row:
        last = one_line(cell) or last
        carried.append(last)
    return carried
