"""Invent extracts of a caseload for demonstrations and tests: real in shape and dirt, with no real person's data."""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_WORDS = tomllib.loads(Path(__file__).with_name("invented.toml").read_text(encoding="utf-8"))
HEADINGS, TEAMS = tuple(_WORDS["headings"]), tuple(_WORDS["teams"])
_FIRST_NAMES, _SURNAMES, _OFFICER_SURNAMES = (_WORDS[key] for key in ("first_names", "surnames", "officer_surnames"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CASES_OF_OFFICER = 35
DIRT = {"blank": 0.004, "double": 0.01, "restricted": 0.01, "spaces": 0.03, "date": 0.05, "future": 0.005, "gap": 0.004}


def invented_rows(
    rows: int, *, seed: int, today: date, unit: str = "Suffolk PDU", teams: Sequence[str] = TEAMS, dirty: bool = True
) -> Iterator[list[Any]]:
    """Yield the headings, then `rows` rows of cases, always the same for a seed. With dirt, blank rows come on top.

    References count down from Z999999. People are called after plants, staff after birds.
    """
    dice = random.Random(f"extract {seed}")  # noqa: S311 - invented, not secret
    staff = _invented_staff(max(rows // _CASES_OF_OFFICER, 4), teams, dice)
    yield list(HEADINGS)
    before: list[Any] = []
    for number in range(rows):
        case = _invented_case(number, unit, staff, today, dice)
        before = _with_dirt(case, before, today, dice) if dirty else case
        if dirty and dice.random() < DIRT["blank"]:
            yield [""] * len(HEADINGS)
        yield before


def _invented_staff(number: int, teams: Sequence[str], dice: random.Random) -> list[tuple[str, str, str, str]]:
    """Return (team, name, grade, SPO) of `number` practitioners."""
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
        staff.append((team, names[at % len(names)], _draw_weighted(_WORDS["grades"], dice), spos[team]))
    return staff


def _draw_weighted(values: Mapping[str, int], dice: random.Random) -> str:
    return dice.choices([*values], [*values.values()])[0]


def _invented_case(
    number: int, unit: str, staff: list[tuple[str, str, str, str]], today: date, dice: random.Random
) -> list[Any]:
    sentence, sex, risk = (_draw_weighted(_WORDS[fact], dice) for fact in ("sentences", "sexes", "risks"))
    months, begun = dice.choice((6, 8, 12, 18, 24, 36)), dice.randrange(730)
    start = today - timedelta(days=begun)
    team, officer, grade, spo = dice.choice(staff)
    flags = "; ".join(dice.sample(_WORDS["flags"], dice.choice((0, 0, 1, 1, 2, 3))))
    mappa = dice.random() < 0.1
    custody = "Custod" in sentence
    return [
        f"Z{999_999 - number:06}",
        f"{dice.choice(_FIRST_NAMES)} {dice.choice(_SURNAMES)}",
        today - timedelta(days=dice.randrange(18 * 366, 75 * 365)),
        sex,
        _draw_weighted(_WORDS["ethnicities"], dice),
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
    """Return the columns from the court report on."""
    return [
        "" if custody else _draw_weighted(_WORDS["reports"], dice),
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
    """Return the case, now and then with an error that real extracts have."""
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
            case[_AT[heading]] = _date_written_otherwise(case[_AT[heading]], dice)
    if dice.random() < DIRT["spaces"]:
        heading = dice.choice(("CRN", "Team", "Officer name", "Sentence type", "RoSH level"))
        case[_AT[heading]] = f" {case[_AT[heading]]}  "
    return case


def _date_written_otherwise(day: Any, dice: random.Random) -> Any:
    """Return the day as another system writes it: as text, or as a spreadsheet's serial number."""
    if not isinstance(day, date):
        return day
    serial = (day - date(1899, 12, 30)).days
    month = _MONTHS[day.month - 1]
    return dice.choice(
        (day.isoformat(), f"{day.day} {month} {day.year}", f"{day:%d-%m-%y}", serial, f"{day:%d/%m/%Y} 00:00")
    )
