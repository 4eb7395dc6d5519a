"""Say how each column of an extract was read, and which are unclear to the program."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cases.extract.drawn import ColumnRead
from cases.extract.headings.fields import CHECKED_BY_VALUES, FIELD_OF, FIELDS, FIELDS_OF_SEVERAL_COLUMNS
from cases.extract.headings.find import Cells, Headings, heading_key
from cases.extract.restricted.columns import (
    has_requirements,
    is_doubtful_mark,
)
from cases.extract.restricted.masks import is_masked
from cases.extract.values.text import UNREADABLE, one_line
from cases.spreadsheets.cells import column_letter

SAMPLES, LONGEST_SAMPLE = 3, 40
_ENOUGH = 5  # with fewer values we cannot say that they do not fit


VALUES_NOT_SHOWN = "values not shown"
_UNSEEN = {"pnc", "person_name"}
_DATES = {"start_date", "release_date", "end_date", "date_of_birth", "contact_suspended_on", "ended_early_on"}
_OF_NO_NAMES = {"", "reference", "ended_early_by", *_DATES}
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’`-]*(?:[ ,.'’`-]+[^\W\d_][^\W\d_]*)*\.?")  # Ann Ash; ASH, Ann; Ash


def read_columns(headings: Headings, rows: Sequence[Cells], mapping: Mapping[str, str]) -> tuple[ColumnRead, ...]:
    """Return every column that has a heading: the field it was read as, and whether a user has to choose.

    `rows`: some rows below the headings. No value of theirs is in the result (see with_samples).
    """
    chosen = {heading_key(heading) for heading in mapping}
    field_of = {column: name for name, columns in headings.fields.items() for column in columns}
    read = []
    for column, text in enumerate(headings.texts):
        if not text:
            continue
        name = field_of.get(column, "")
        cells = _filled_cells(rows, column)
        several = name not in FIELDS_OF_SEVERAL_COLUMNS and name != "" and len(headings.fields[name]) > 1
        doubtful = several or (heading_key(text) not in chosen and not _values_fit(name, heading_key(text), cells))
        read.append(ColumnRead(column_letter(column), text, name, doubtful, ()))
    return tuple(read)


def _filled_cells(rows: Sequence[Cells], column: int) -> list[Any]:
    return [row[column] for row in rows if column < len(row) and one_line(row[column])]


def with_samples(columns: Sequence[ColumnRead], headings: Headings, rows: Sequence[Cells]) -> tuple[ColumnRead, ...]:
    """Return the columns with sample values from these rows, none of which may be of a restricted person.

    PNC numbers and what may be people's names are not shown.
    """
    of_letter = {column_letter(at): at for at in range(len(headings.texts))}
    return tuple(
        replace(one, samples=_sample_values(one.field, _filled_cells(rows, of_letter[one.letter]))) for one in columns
    )


def _sample_values(field: str, cells: Sequence[Any]) -> tuple[str, ...]:
    if cells and (field in _UNSEEN or (field in _OF_NO_NAMES and look_like_names(cells))):
        return (VALUES_NOT_SHOWN,)
    return tuple(one_line(cell)[:LONGEST_SAMPLE] for cell in _commonest_values(cells))


def look_like_names(cells: Sequence[Any]) -> bool:
    """Whether most values are words without a digit, and most of these occur once."""
    texts = [one_line(cell) for cell in cells]
    named = [text for text in texts if _NAME.fullmatch(text)]
    return 2 * len(named) > len(texts) and 2 * len({*named}) > len(named)


def _values_fit(name: str, key: str, cells: Sequence[Any]) -> bool:
    if name == "restricted":
        return not (has_requirements(cells) if key in FIELD_OF else is_doubtful_mark(key, cells))
    cells = [cell for cell in cells if not is_masked(cell)]
    if name not in CHECKED_BY_VALUES or len(cells) < _ENOUGH:
        return True
    return 2 * sum(FIELDS[name].read(cell) is UNREADABLE for cell in cells) <= len(cells)


def _commonest_values(cells: Sequence[Any]) -> list[Any]:
    return [cell for cell, _ in Counter(cells).most_common(SAMPLES)]
