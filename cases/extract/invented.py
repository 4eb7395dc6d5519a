"""Invented extracts of a caseload, for demonstrations and tests: realistic in shape and dirt, and nobody's data."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

HEADINGS = (
    "CRN",
    "Name",
    "Date of birth",
    "Gender",
    "Ethnicity",
    "Disability",
    "Sentence type",
    "Sentence length (months)",
    "Commencement date",
    "Expected end date",
    "RoSH level",
    "MAPPA category",
    "MAPPA level",
    "Registrations",
    "Region",
    "PDU",
    "Team",
    "Officer name",
    "Officer grade",
    "SPO name",
    "Court report type",
    "Resettlement case",
    "Custody status",
    "Limited access",
    "Tier",
    "Requirements",
    "Last contact date",
    "Next appointment",
    "OGRS score",
    "Nationality",
)
TEAMS = ("Ipswich", "Lowestoft", "Bury St Edmunds")
_FIRST_NAMES_TEXT = (
    "Alder Basil Briar Clover Fern Hazel Heather Iris Ivy Jasper Juniper Laurel Linden Myrtle Olive Rowan Sage"
)
_SURNAMES_TEXT = (
    "Bindweed Bramble Burdock Campion Celandine Comfrey Coltsfoot Foxglove Harebell Hogweed Larkspur Lovage "
    "Mallow Marigold Meadowsweet Mugwort Nettle Pimpernel Ragwort Samphire Sorrel Speedwell Tansy Yarrow"
)
_OFFICER_SURNAMES_TEXT = (
    "Avocet Bittern Bunting Curlew Dunlin Dunnock Fieldfare Gannet Godwit Harrier Kestrel Lapwing Linnet "
    "Martin Merlin Nuthatch Ouzel Pipit Plover Redwing Siskin Sparrow Starling Swift Teal Wagtail"
)
_FIRST_NAMES, _SURNAMES, _OFFICER_SURNAMES = (
    text.split() for text in (_FIRST_NAMES_TEXT, _SURNAMES_TEXT, _OFFICER_SURNAMES_TEXT)
)
_SEXES = (("Male", 84), ("Female", 13), ("Not recorded", 1), ("Other", 1), ("M", 1))
_ETHNICITIES = (
    ("White: English, Welsh, Scottish, Northern Irish or British", 74),
    ("White: Any other background", 6),
    ("Black or Black British: African", 4),
    ("Black or Black British: Caribbean", 3),
    ("A1: Indian", 2),
    ("Asian or Asian British: Pakistani", 3),
    ("Mixed: White and Black Caribbean", 3),
    ("Other: Arab", 1),
    ("Not stated", 3),
    ("", 1),
)
_SENTENCES = (
    ("ORA Community Order", 38),
    ("SA2020 Suspended Sentence Order", 22),
    ("Adult Custody (on licence)", 30),
    ("Post Sentence Supervision", 7),
    ("CJA - Std Determinate Custody", 3),
)
_RISKS = (("RLRH - Low RoSH", 30), ("RMRH - Medium RoSH", 50), ("RHRH - High RoSH", 16), ("RVHR", 1), ("", 3))
_FLAGS = ("ADVP", "RCPR", "RCCO", "RVAD", "RMDO", "ALSH", "STRG", "IOM", "Weapons")
_GRADES = (("PO", 45), ("PSO", 40), ("PQiP", 15))
_REPORTS = (("Fast delivery report", 40), ("Oral report", 20), ("Standard report", 5), ("None", 35))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CASES_OF_OFFICER = 35
DIRT = {"blank": 0.004, "double": 0.01, "restricted": 0.01, "spaces": 0.03, "date": 0.05, "future": 0.005, "gap": 0.004}


def invented_rows(
    rows: int, *, seed: int, today: date, unit: str = "Suffolk PDU", teams: Sequence[str] = TEAMS, dirty: bool = True
) -> Iterator[list[Any]]:
    """The headings, then so many rows of cases, always the same of one seed; with dirt, blank rows come on top.

    References count down from Z999999, and people and staff are called after plants and birds.
    """
    dice = random.Random(f"extract {seed}")  # noqa: S311 - invented, not secret
    staff = _staff(max(rows // _CASES_OF_OFFICER, 4), teams, dice)
    yield list(HEADINGS)
    before: list[Any] = []
    for number in range(rows):
        case = _case(number, unit, staff, today, dice)
        before = _with_dirt(case, before, today, dice) if dirty else case
        if dirty and dice.random() < DIRT["blank"]:
            yield [""] * len(HEADINGS)
        yield before


def _staff(number: int, teams: Sequence[str], dice: random.Random) -> list[tuple[str, str, str, str]]:
    """(team, name, grade, SPO) of so many practitioners."""
    names = [f"{first} {last}" for first in _FIRST_NAMES for last in _OFFICER_SURNAMES]
    names += [
        f"{first} {initial} {last}"
        for initial in "BCDFGHJKLMNPRSTW"
        for first in _FIRST_NAMES
        for last in _OFFICER_SURNAMES
    ]
    spos = {team: f"{_FIRST_NAMES[at % len(_FIRST_NAMES)]} Wren" for at, team in enumerate(teams)}
    dice.shuffle(names)
    staff = []
    for at in range(number):
        team = teams[at % len(teams)]
        staff.append((team, names[at % len(names)], _weighted(_GRADES, dice), spos[team]))
    return staff


def _weighted(values: Sequence[tuple[str, int]], dice: random.Random) -> str:
    return dice.choices([value for value, _ in values], [weight for _, weight in values])[0]


def _case(
    number: int, unit: str, staff: list[tuple[str, str, str, str]], today: date, dice: random.Random
) -> list[Any]:
    sentence, sex, risk = _weighted(_SENTENCES, dice), _weighted(_SEXES, dice), _weighted(_RISKS, dice)
    months, begun = dice.choice((6, 8, 12, 18, 24, 36)), dice.randrange(730)
    start = today - timedelta(days=begun)
    team, officer, grade, spo = dice.choice(staff)
    flags = "; ".join(dice.sample(_FLAGS, dice.choice((0, 0, 1, 1, 2, 3))))
    mappa = dice.random() < 0.1
    custody = "Custod" in sentence
    return [
        f"Z{999_999 - number:06}",
        f"{dice.choice(_FIRST_NAMES)} {dice.choice(_SURNAMES)}",
        today - timedelta(days=dice.randrange(18 * 366, 75 * 365)),
        sex,
        _weighted(_ETHNICITIES, dice),
        "Yes" if dice.random() < 0.3 else "No",
        sentence,
        months,
        start,
        start + timedelta(days=30 * months),
        risk,
        dice.choice("123") if mappa else "",
        "1" if mappa else "",
        flags,
        "East of England",
        unit,
        team,
        officer,
        grade,
        spo,
        *_work_columns(custody, today, dice),
    ]


def _work_columns(custody: bool, today: date, dice: random.Random) -> list[Any]:
    """The columns from the court report on."""
    return [
        "" if custody else _weighted(_REPORTS, dice),
        "Yes" if custody else "No",
        "In the community",
        "No",
        dice.choice("ABCD") + dice.choice("0123"),
        dice.choice(("RAR", "UPW", "RAR, UPW", "Programme", "")),
        today - timedelta(days=dice.randrange(1, 40)),
        today + timedelta(days=dice.randrange(1, 40)),
        dice.randrange(5, 95),
        "British" if dice.random() < 0.9 else "Not recorded",
    ]


_AT = {heading: at for at, heading in enumerate(HEADINGS)}


def _with_dirt(case: list[Any], before: list[Any], today: date, dice: random.Random) -> list[Any]:
    """The case with what extracts suffer from, now and then."""
    if before and dice.random() < DIRT["double"]:
        case[_AT["CRN"]], case[_AT["Name"]] = before[_AT["CRN"]], before[_AT["Name"]]
    if dice.random() < DIRT["restricted"]:
        case[_AT["Name"]] = "Restricted"
        case[_AT["Limited access"]] = dice.choice(("Yes", "No"))
    if dice.random() < DIRT["future"]:
        case[_AT["Commencement date"]] = today + timedelta(days=dice.randrange(1, 30))
    if dice.random() < DIRT["gap"]:
        case[_AT[dice.choice(("CRN", "Commencement date", "Team", "RoSH level"))]] = dice.choice(("", "tbc"))
    for heading in ("Commencement date", "Expected end date"):
        if dice.random() < DIRT["date"]:
            case[_AT[heading]] = _other_date(case[_AT[heading]], dice)
    if dice.random() < DIRT["spaces"]:
        heading = dice.choice(("CRN", "Team", "Officer name", "Sentence type", "RoSH level"))
        case[_AT[heading]] = f" {case[_AT[heading]]}  "
    return case


def _other_date(day: Any, dice: random.Random) -> Any:
    """The day as another system would have written it: as text, or as the number that a spreadsheet counts."""
    if not isinstance(day, date):
        return day
    serial = (day - date(1899, 12, 30)).days
    month = _MONTHS[day.month - 1]
    return dice.choice(
        (day.isoformat(), f"{day.day} {month} {day.year}", f"{day:%d-%m-%y}", serial, f"{day:%d/%m/%Y} 00:00")
    )
