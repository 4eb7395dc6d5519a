"""Which column of a caseload extract is what: headings in the words of the case record, and what is unclear."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.extract.drawn import ColumnRead
from cases.extract.headings.fields import CHECKED_BY_VALUES, FIELD_OF, FIELDS, FIELDS_OF_SEVERAL_COLUMNS
from cases.extract.restricted.columns import (
    has_requirements,
    identifying_field,
    is_doubtful_mark,
    is_restriction_heading,
)
from cases.extract.restricted.masks import is_masked, mask_in_birth, mask_in_name, mask_in_own_name, mask_in_reference
from cases.extract.restricted.rows import KnownRestricted, RestrictedPeople, RestrictedRows, crns_within, name_key
from cases.extract.values import codes as values
from cases.spreadsheets.cells import column_letter

HEADING_ROWS = 20  # titles may stand above the headings
NEEDED = ("reference", "start_date")
SAMPLES, LONGEST_SAMPLE = 3, 40
_ENOUGH = 5  # values from which one can tell that they do not fit

_MASKS = {
    "person_name": mask_in_name,
    "date_of_birth": mask_in_birth,
    "reference": mask_in_reference,
    "pnc": mask_in_reference,
}

NOT_SHOWN = "values not shown"
_UNSEEN = {"pnc", "person_name"}
_OF_NO_NAMES = {"", "reference", "start_date", "release_date", "end_date", "date_of_birth", "contact_suspended_on"}
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’`-]*(?:[ ,.'’`-]+[^\W\d_][^\W\d_]*)*\.?")  # Ann Ash; ASH, Ann; Ash

Cells = Sequence[Any]


_NOISE = re.compile(r"\b(the|current|latest|s)\b|[^a-z0-9]+")
_SAYS_LITTLE = {"", "flag", "indicator", "marker", "status", "type", "y n", "yes no", "current", "value", "code"}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DIGITS = re.compile(r"\d\D*\d\D*\d")  # three, which no heading has and every reference and date


@dataclass(frozen=True)
class Headings:
    """Where the headings end (rows counted from 0), what they say, and the columns that give each field."""

    row: int
    texts: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]

    @property
    def places(self) -> dict[str, int]:
        """{field: its one column}; where one of several must be chosen there is none."""
        return {
            name: columns[0]
            for name, columns in self.fields.items()
            if len(columns) == 1 and name not in FIELDS_OF_SEVERAL_COLUMNS
        }

    def name_of(self, field: str) -> str:
        """How a problem names a field's column."""
        return f"column {column_letter(self.places[field])} ({self.texts[self.places[field]]})"


def heading_key(heading: Any) -> str:
    """What makes two headings the same: capitals and signs do not matter."""
    said = values.one_line(heading).casefold()
    return " ".join(_NOISE.sub(" ", said).split()) or said


def field_of_heading(heading: str) -> str:
    """The field that a heading is of, "" for none. What stands in brackets explains it, or says that it marks cases."""
    key = heading_key(heading)
    if key not in FIELD_OF and is_restriction_heading(key):
        return "restricted"
    return FIELD_OF.get(key) or FIELD_OF.get(heading_key(_BRACKETS.sub(" ", heading)), "")


def find_headings(rows: Sequence[Cells], mapping: Mapping[str, str]) -> Headings | None:
    """The headings among the first rows: the row that gives most fields, also where it is the second of two."""
    found = [_headings(rows, at, _by_key(mapping)) for at in range(len(rows))]
    found = [each for each in found if "reference" in each.fields or not _is_data(rows[each.row])]
    best = max(found, key=lambda each: len(each.fields), default=None)  # of equals the first
    return best if best and len(best.fields) > 1 else None


def fullest_row_as_headings(rows: Sequence[Cells], mapping: Mapping[str, str]) -> Headings | None:
    """The row that is taken for headings where none is known: the first of those with most texts. None where it holds
    what a case's row does, which nobody should be shown."""
    filled = [sum(1 for cell in row if values.one_line(cell)) for row in rows]
    fullest = filled.index(max(filled))
    return None if _is_data(rows[fullest]) else _headings(rows, fullest, _by_key(mapping))


def _is_data(row: Cells) -> bool:
    """Whether a cell is a number, a date, or a text with as many digits as a reference or a date has."""
    return any(cell not in ("", None) and _DIGITS.search(values.one_line(cell)) is not None for cell in row)


def _by_key(mapping: Mapping[str, str]) -> dict[str, str]:
    return {heading_key(heading): name for heading, name in mapping.items()}


def _headings(rows: Sequence[Cells], at: int, chosen: Mapping[str, str]) -> Headings:
    above = _carried(rows[at - 1]) if at else []
    is_title = len(set(above)) < 3  # one text, that may be carried over everything, and what is empty left of it
    texts = []
    for column, cell in enumerate(rows[at]):
        own, over = values.one_line(cell), above[column] if column < len(above) else ""
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
    return Headings(at, names, _as_chosen(fields, names, chosen))


def _with_repeats_numbered(texts: Sequence[str]) -> tuple[str, ...]:
    """The same texts; a heading that stands there before is followed by its number, so that either can be chosen."""
    times: Counter[str] = Counter()
    names = []
    for text in texts:
        times[heading_key(text)] += 1
        names.append(f"{text} no. {times[heading_key(text)]}" if text and times[heading_key(text)] > 1 else text)
    return tuple(names)


def _as_chosen(
    fields: dict[str, tuple[int, ...]], texts: Sequence[str], chosen: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """The same, but a column that somebody chose wins over those that were guessed. Marks are heeded in all of them."""
    said = {name: tuple(at for at in columns if heading_key(texts[at]) in chosen) for name, columns in fields.items()}
    return {name: (name != "restricted" and said[name]) or columns for name, columns in fields.items()}


def _carried(row: Cells) -> list[str]:
    """The row's texts; an empty cell has what stands left of it, as under a heading merged over several columns."""
    carried, last = [], ""
    for cell in row:
        last = values.one_line(cell) or last
        carried.append(last)
    return carried


def read_columns(headings: Headings, rows: Sequence[Cells], mapping: Mapping[str, str]) -> tuple[ColumnRead, ...]:
    """Every column with a heading: what it was read as, and whether somebody has to choose. `rows` are some of its own;
    no value of theirs is told (see with_samples)."""
    chosen = {heading_key(heading) for heading in mapping}
    field_of = {column: name for name, columns in headings.fields.items() for column in columns}
    read = []
    for column, text in enumerate(headings.texts):
        if not text:
            continue
        name = field_of.get(column, "")
        cells = _filled(rows, column)
        several = name not in FIELDS_OF_SEVERAL_COLUMNS and name != "" and len(headings.fields[name]) > 1
        doubtful = several or (heading_key(text) not in chosen and not _fits(name, heading_key(text), cells))
        read.append(ColumnRead(column_letter(column), text, name, doubtful, ()))
    return tuple(read)


def _filled(rows: Sequence[Cells], column: int) -> list[Any]:
    return [row[column] for row in rows if column < len(row) and values.one_line(row[column])]


def with_samples(columns: Sequence[ColumnRead], headings: Headings, rows: Sequence[Cells]) -> tuple[ColumnRead, ...]:
    """The same with samples from these rows alone, of which none is of a restricted case. PNC numbers and what may be
    names of people stay unseen."""
    of_letter = {column_letter(at): at for at in range(len(headings.texts))}
    return tuple(replace(one, samples=_samples(one.field, _filled(rows, of_letter[one.letter]))) for one in columns)


def _samples(field: str, cells: Sequence[Any]) -> tuple[str, ...]:
    if cells and (field in _UNSEEN or (field in _OF_NO_NAMES and look_like_names(cells))):
        return (NOT_SHOWN,)
    return tuple(values.one_line(cell)[:LONGEST_SAMPLE] for cell in _different(cells))


def look_like_names(cells: Sequence[Any]) -> bool:
    """Whether most values are words without a digit, and most of these stand there once."""
    texts = [values.one_line(cell) for cell in cells]
    named = [text for text in texts if _NAME.fullmatch(text)]
    return 2 * len(named) > len(texts) and 2 * len({*named}) > len(named)


def _fits(name: str, key: str, cells: Sequence[Any]) -> bool:
    if name == "restricted":
        return not (has_requirements(cells) if key in FIELD_OF else is_doubtful_mark(key, cells))
    cells = [cell for cell in cells if not is_masked(cell)]
    if name not in CHECKED_BY_VALUES or len(cells) < _ENOUGH:
        return True
    return 2 * sum(FIELDS[name].read(cell) is values.UNREADABLE for cell in cells) <= len(cells)


def _different(cells: Sequence[Any]) -> list[Any]:
    return [cell for cell, _ in Counter(cells).most_common(SAMPLES)]


def restricted_rows_reader(headings: Headings) -> RestrictedRows:
    """What tells the rows of restricted cases under these headings."""
    fields = headings.fields
    read = {at: name for name, columns in fields.items() for at in columns}
    meaning = {at: read.get(at) or identifying_field(heading_key(text)) for at, text in enumerate(headings.texts)}
    masks = {at: _MASKS[name] for at, name in meaning.items() if name in _MASKS}
    masks |= dict.fromkeys(fields.get("person_name", ()), mask_in_own_name)
    names = [at for at, name in meaning.items() if name == "person_name"]
    officers = [at for name in ("practitioner", "spo") for at in fields.get(name, ())]
    marks, flags = fields.get("restricted", ()), fields.get("flags", ())
    return RestrictedRows(headings.texts, marks, masks, flags, names, officers)


class ShowableRows:
    """Looks through all rows of an extract, of which `shown` are left to show values of: those of people who are not
    restricted on any row. Where columns are unclear, a person is told by whatever looks like a CRN, their PNC
    number or their name."""

    def __init__(self, headings: Headings, known: KnownRestricted) -> None:
        self._restricted, self._known, self._people = restricted_rows_reader(headings), known, RestrictedPeople()
        self._references = headings.fields.get("reference", ())
        self._names, self._numbers = headings.fields.get("person_name", ()), headings.fields.get("pnc", ())
        self._hidden_names: set[str] = set()

    def note(self, row: Cells) -> None:
        """Note who is restricted on this row. Most rows are of nobody who is, and every cell of a row takes long."""
        if self._restricted.has(row) or (self._known.digests and any(map(self._known.has, self._references_of(row)))):
            for reference in self._references_of(row):
                self._people.add(reference, None)
            self._hidden_names |= {self._name_of(row)} - {""}

    def open_rows(self, rows: Sequence[Cells]) -> list[Cells]:
        """Those of the rows that may be shown, once all rows are heeded."""
        return [row for row in rows if not self._hides(row)]

    def _hides(self, row: Cells) -> bool:
        if self._restricted.has(row) or self._name_of(row) in self._hidden_names:
            return True
        return any(self._people.has(each, None) or self._known.has(each) for each in self._references_of(row))

    def _references_of(self, row: Cells) -> list[str]:
        said = [values.read_reference(row[at]) for at in self._references if at < len(row)]
        said += [pnc for at in self._numbers if at < len(row) and isinstance(pnc := values.read_pnc(row[at]), str)]
        return [*filter(None, said), *crns_within(" ".join(values.one_line(cell) for cell in row))]

    def _name_of(self, row: Cells) -> str:
        return name_key([row[at] for at in self._names if at < len(row)])
