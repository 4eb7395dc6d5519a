"""What pages call the facts by which figures are broken down, and their groups."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.formats import date_format

from audit.method.groups.shown import ShownGroup
from audit.method.groups.values import FLAG, Fact
from cases.case_values import ETHNIC_GROUPS, FLAGS, NOT_KNOWN, SENTENCE_TYPES, SEXES

TITLES = {
    "sex": "Sex",
    "ethnic_group": "Ethnic group",
    "minority_ethnic": "White and minority ethnic",
    "disability": "Disability",
    "age_band": "Age at start",
    "sentence_type": "Sentence",
    "rosh_level": "Risk of serious harm",
    "flags": "Flags",
    "grade": "Grade of the practitioner",
    "team": "Team",
    "start_month": "Month of start",
    "oversight": "Management oversight",
}
NAMES = {
    "sex": SEXES,
    "ethnic_group": ETHNIC_GROUPS,
    "minority_ethnic": {"no": "White", "yes": "Minority ethnic"},
    "disability": {"yes": "Disability recorded", "no": "No disability"},
    "age_band": {"under 18": "Under 18"},
    "sentence_type": SENTENCE_TYPES,
    "rosh_level": {"low": "Low", "medium": "Medium", "high": "High or very high"},
    "oversight": {"effective": "Effective", "not effective": "Not effective", "not required": "Not required"},
}
OF_FLAG = {"yes": "With", "no": "Without"}


def title_of(fact: Fact) -> str:
    """Return the heading of a fact, such as "Sex", or "Sex and team" of crossed facts."""
    if isinstance(fact, tuple):
        first, *others = map(title_of, fact)
        return " and ".join([first, *(other[0].lower() + other[1:] for other in others)])
    if fact.startswith(FLAG):
        return f"Flag: {_flag(fact).lower()}"
    return TITLES[fact]


def name_of_value(fact: Fact, value: Any) -> str:
    """Return the name of a group of this fact; of crossed facts such as "Female, PQiP and PSO"."""
    if isinstance(fact, tuple):
        parts = zip(fact, value, strict=True)
        return ", ".join(" and ".join(name_of_value(each, one) for one in joined) for each, joined in parts)
    if fact.startswith(FLAG):
        return f"{OF_FLAG[value]} {_flag(fact).lower()} flag"
    if not value:
        return NOT_KNOWN.capitalize()
    if fact == "start_month":
        return date_format(date.fromisoformat(f"{value}-01"), "F Y")
    return NAMES.get(fact, {}).get(value, value)


def in_order(fact: Fact, groups: Sequence[ShownGroup]) -> list[ShownGroup]:
    """Return the groups of a fact as tables list them, in each the values too; those not known come last."""

    def order(value: Any) -> tuple:
        if isinstance(fact, tuple):
            return tuple(_place(each, joined[0]) for each, joined in zip(fact, value, strict=True))
        return _place(fact, value)

    sorted_inside = [replace(group, values=tuple(sorted(group.values, key=order))) for group in groups]
    return sorted(sorted_inside, key=lambda group: order(group.values[0]))


def _place(fact: str, value: str) -> tuple[bool, int, str]:
    known = list(OF_FLAG if fact.startswith(FLAG) else NAMES.get(fact, ()))
    return (not value, known.index(value) if value in known else len(known), value)


def _flag(fact: str) -> str:
    code = fact.removeprefix(FLAG)
    return FLAGS.get(code, code)
