"""What a caseload extract may say of a case, how a cell is read, and the headings that each goes by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.extract.values import codes as values
from cases.extract.values.dates import read_birth_date, read_date, read_end_date
from cases.extract.values.sentences import read_sentence_type


@dataclass(frozen=True)
class Field:
    """Something that an extract says of a case: its name, how a cell is read, and the headings that it goes by."""

    name: str
    read: Callable[[Any], Any]
    headings: tuple[str, ...]


FIELDS = {
    "reference": Field(
        "CRN or local reference",
        values.read_reference,
        (
            *("crn", "crn number", "case reference number", "case reference", "case ref", "case ref no", "reference"),
            *("ref", "case number", "case no", "case id", "crn or local reference", "local reference", "delius crn"),
            *("case", "case reference number crn", "ndelius crn", "nomis crn", "service user crn", "pop crn"),
        ),
    ),
    "person_name": Field(
        "Person's name",
        values.read_text,
        (
            *("name", "person on probation", "person on probation name", "pop", "pop name", "service user"),
            *("service user name", "offender", "offender name", "full name", "person name", "person", "case name"),
            *("surname", "last name", "supervised person", "client name", "su name", "forename", "forenames"),
            *("first name", "first names", "given name", "family name", "given names", "middle name", "middle names"),
            *("name of person", "offender surname", "offender forename"),
        ),
    ),
    "pnc": Field(
        "PNC number",
        values.read_pnc,
        (
            "pnc",
            "pnc number",
            "pnc no",
            "pnc id",
            "pncid",
            "pnc ref",
            "pnc reference",
            "police national computer number",
        ),
    ),
    "date_of_birth": Field(
        "Date of birth", read_birth_date, ("date of birth", "dob", "birth date", "birthdate", "d o b", "born")
    ),
    "sex": Field("Sex", values.read_sex, ("sex", "gender", "sex or gender", "sex gender", "gender identity at birth")),
    "ethnicity": Field(
        "Ethnicity",
        values.read_ethnic_group,
        ("ethnicity", "ethnic group", "ethnic origin", "ethnicity description", "ethnicity code", "race"),
    ),
    "disability": Field("Disability", values.read_text, ("disability", "disabilities", "disabled", "disability type")),
    "sentence_type": Field(
        "Sentence type",
        read_sentence_type,
        (
            *("sentence type", "order type", "sentence", "order", "disposal", "disposal type", "type of order"),
            *("type of sentence", "main sentence", "event type", "sentence order type", "order or licence"),
            *("disposal description", "supervision type", "case type", "type", "order licence type"),
            *("case sentence type", "sentence case type"),
        ),
    ),
    "start_date": Field(
        "Start date",
        read_date,
        (
            *("start date", "commencement date", "sentence start date", "order start date"),
            *("start", "date started", "date of commencement", "started", "sentence date"),
            *("supervision start date", "start of supervision", "order commencement date", "commenced"),
            *(
                "start or release date",
                "commencement or release date",
                "date of sentence or release",
                "start release date",
                "date of sentence or release on licence",
                "sentence date or release on licence date",
                "date of sentence",
            ),
            *("order or licence start date", "date of start", "event start date", "disposal date"),
        ),
    ),
    "release_date": Field(
        "Release date: a licence starts then",
        read_date,
        (
            *("release date", "date of release", "actual release date", "released", "released on"),
            *("licence start date", "licence commencement date", "start of licence", "date released"),
        ),
    ),
    "end_date": Field(
        "End date",
        read_end_date,
        (
            *("end date", "expected end date", "termination date", "sentence end date", "order end date", "ended"),
            *("terminated", "licence end date", "supervision end date", "end", "notional end date", "date ended"),
            *("sentence expiry date", "expiry date", "actual end date", "termination", "order or licence terminated"),
        ),
    ),
    "rosh_level": Field(
        "Risk of serious harm",
        values.read_rosh_level,
        (
            *("rosh", "rosh level", "risk of serious harm", "risk of harm", "rosh category", "roh", "roh level"),
            *("risk of serious harm level", "rosh risk level", "risk level", "rosh level code", "rosh register"),
            *("risk of serious harm rosh", "rosh rating", "overall rosh", "risk of serious harm classification"),
            *("rosh classification", "risk of serious harm rosh classification"),
        ),
    ),
    "mappa_category": Field(
        "MAPPA category", values.read_mappa_category, ("mappa category", "mappa cat", "mappa", "mappa cat level")
    ),
    "mappa_level": Field("MAPPA level", values.read_mappa_level, ("mappa level",)),
    "flags": Field(
        "Flags",
        values.read_flags,
        ("flags", "registrations", "registers", "registration", "register", "risk flags", "registration codes", "flag"),
    ),
    "unit": Field(
        "PDU",
        values.read_name,
        (
            *("pdu", "probation delivery unit", "delivery unit", "ldu", "local delivery unit", "ldu cluster"),
            *("cluster", "pdu name", "ldu name", "unit", "pdu description", "ldu description", "cluster name"),
        ),
    ),
    "team": Field(
        "Office or team",
        values.read_name,
        (
            "team",
            "team name",
            "office",
            "team description",
            "team or office",
            "office or team",
            "om team",
            "office name",
        ),
    ),
    "practitioner": Field(
        "Practitioner",
        values.read_practitioner,
        (
            *(
                "practitioner",
                "practitioner name",
                "officer",
                "officer name",
                "pp",
                "pp name",
                "probation practitioner",
            ),
            *("om", "om name", "offender manager", "offender manager name", "allocated officer", "case manager"),
            *("allocated officer name", "responsible officer", "supervising officer", "com", "probation officer"),
            *(
                "community offender manager",
                "com name",
                "case holder",
                "allocated to",
                "officer allocated",
                "manager name",
            ),
        ),
    ),
    "grade": Field(
        "Practitioner's grade",
        values.read_grade,
        ("grade", "officer grade", "practitioner grade", "om grade", "staff grade", "pp grade", "officer role", "role"),
    ),
    "spo": Field(
        "SPO",
        values.read_name,
        ("spo", "spo name", "senior probation officer", "line manager", "team manager", "senior", "manager"),
    ),
    "court_report": Field(
        "Court report",
        values.read_court_report,
        (
            *("court report", "court report present", "psr", "pre sentence report", "report type", "court report type"),
            *("psr type", "psr completed", "report", "court report prepared", "pre sentence report type"),
        ),
    ),
    "resettlement": Field(
        "Resettlement case",
        values.read_yes_or_no,
        ("resettlement", "resettlement case", "resettlement work", "pre release work", "resettlement cohort"),
    ),
    "contact_suspended_on": Field(
        "Contact suspended on",
        read_date,
        (
            "contact suspended",
            "contact suspended on",
            "reset date",
            "impact date",
            "suspension date",
            "reset start date",
        ),
    ),
    "custody": Field(
        "In custody",
        values.read_custody,
        ("custody", "in custody", "custody status", "custodial status", "in prison"),
    ),
    "restricted": Field(
        "Restricted",
        values.is_marked_restricted,
        (
            *("restricted", "lao", "limited access", "limited access offender", "restricted case", "lao flag"),
            *("restricted flag", "exclusion", "restriction", "restricted access", "limited access case", "lao case"),
        ),
    ),
}
FIELD_OF = {heading: name for name, field in FIELDS.items() for heading in field.headings}
CHECKED_BY_VALUES = {  # fields whose values show whether a column was rightly taken for them
    *("date_of_birth", "sex", "ethnicity", "sentence_type", "start_date", "release_date", "end_date"),
    *("rosh_level", "custody", "court_report", "resettlement", "contact_suspended_on", "grade", "mappa_level"),
}
GIVEN_NAMES = {  # headings of columns that hold only a part of a name
    *("forename", "forenames", "first name", "first names", "given name", "given names", "middle name"),
    *("middle names", "offender forename"),
}
FAMILY_NAMES = {"surname", "last name", "family name", "offender surname"}
FIELDS_OF_SEVERAL_COLUMNS = {"restricted", "person_name", "flags"}  # fields that several columns may give together


class CachedReader(dict[Any, Any]):
    """{value of a cell: what it means}; each value is read once, as far as that takes no more memory than this."""

    def __init__(self, read: Callable[[Any], Any], most: int = 300_000) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, value: Any) -> Any:
        meaning = self._read(value)
        if len(self) < self._most:
            self[value] = meaning
        return meaning
