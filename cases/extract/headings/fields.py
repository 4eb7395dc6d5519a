"""The fields that an extract may give of a case: how a cell is read, and the headings that each goes by."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.extract.restricted.marks import is_marked_restricted
from cases.extract.values.codes import (
    read_court_report,
    read_custody,
    read_decided_by,
    read_ethnic_group,
    read_flags,
    read_grade,
    read_mappa_category,
    read_mappa_level,
    read_rosh_level,
    read_sex,
    read_yes_or_no,
)
from cases.extract.values.dates import read_birth_date, read_date, read_end_date
from cases.extract.values.references import read_pnc, read_reference
from cases.extract.values.sentences import read_sentence_type
from cases.extract.values.text import read_name, read_practitioner, read_text


@dataclass(frozen=True)
class Field:
    """A field that an extract may give: its name for users, how a cell is read, and the headings it goes by."""

    name: str
    read: Callable[[Any], Any]
    headings: tuple[str, ...]


_HEADINGS = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
_LABELS_AND_READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "reference": ("CRN or local reference", read_reference),
    "person_name": ("Person's name", read_text),
    "pnc": ("PNC number", read_pnc),
    "date_of_birth": ("Date of birth", read_birth_date),
    "sex": ("Sex", read_sex),
    "ethnicity": ("Ethnicity", read_ethnic_group),
    "disability": ("Disability", read_text),
    "sentence_type": ("Sentence type", read_sentence_type),
    "start_date": ("Start date", read_date),
    "release_date": ("Release date: a licence starts then", read_date),
    "end_date": ("End date", read_end_date),
    "rosh_level": ("Risk of serious harm", read_rosh_level),
    "mappa_category": ("MAPPA category", read_mappa_category),
    "mappa_level": ("MAPPA level", read_mappa_level),
    "flags": ("Flags", read_flags),
    "unit": ("PDU", read_name),
    "team": ("Office or team", read_name),
    "practitioner": ("Practitioner", read_practitioner),
    "grade": ("Practitioner's grade", read_grade),
    "spo": ("SPO", read_name),
    "court_report": ("Court report", read_court_report),
    "resettlement": ("Resettlement case", read_yes_or_no),
    "contact_suspended_on": ("Contact suspended on", read_date),
    "allocated_on": ("Allocated on", read_date),
    "ended_early": ("Ended early", read_yes_or_no),
    "ended_early_on": ("Ended early on", read_date),
    "ended_early_by": ("Early end decided by", read_decided_by),
    "custody": ("In custody", read_custody),
    "restricted": ("Restricted", is_marked_restricted),
}
FIELDS = {name: Field(label, read, tuple(_HEADINGS[name])) for name, (label, read) in _LABELS_AND_READERS.items()}
FIELD_OF = {heading: name for name, field in FIELDS.items() for heading in field.headings}
CHECKED_BY_VALUES = {  # fields whose values show whether a column was rightly taken for them
    "date_of_birth",
    "sex",
    "ethnicity",
    "sentence_type",
    "start_date",
    "release_date",
    "end_date",
    "rosh_level",
    "custody",
    "court_report",
    "resettlement",
    "contact_suspended_on",
    "allocated_on",
    "ended_early",
    "ended_early_on",
    "ended_early_by",
    "grade",
    "mappa_level",
}
LISTED_FIELDS = (  # what a team's own list keeps of a case
    "reference",
    "practitioner",
    "start_date",
    "end_date",
    "allocated_on",
    "rosh_level",
    "flags",
)
LOOKED_AT = ("restricted", "person_name", "pnc", "date_of_birth", "sex", "release_date", "spo")
READ_FOR_A_LIST = (*LISTED_FIELDS, *LOOKED_AT)  # LOOKED_AT serve to find restricted people and the start of a licence
READ_FOR_A_DRAW = tuple(name for name in FIELDS if name != "allocated_on")
GIVEN_NAMES = {  # headings of columns that hold only a part of a name
    "forename",
    "forenames",
    "first name",
    "first names",
    "given name",
    "given names",
    "middle name",
    "middle names",
    "offender forename",
}
FAMILY_NAMES = {"surname", "last name", "family name", "offender surname"}
FIELDS_OF_SEVERAL_COLUMNS = {"restricted", "person_name", "flags"}  # fields that several columns may give together


class CachedReader(dict[Any, Any]):
    """{value of a cell: what it means}. Each value is read once, up to `most` different ones, to bound the memory."""

    def __init__(self, read: Callable[[Any], Any], most: int = 300_000) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, value: Any) -> Any:
        meaning = self._read(value)
        if len(self) < self._most:
            self[value] = meaning
        return meaning
