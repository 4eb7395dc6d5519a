"""What pages call the facts by which figures are broken down, and their groups."""

from datetime import date

from django.utils.formats import date_format

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
OF_FLAG = {"yes": "With this flag", "no": "Without it"}


def title_of(fact: Fact) -> str:
    """Return the heading of a fact, such as "Sex", or "Sex and team" of crossed facts."""
    if isinstance(fact, tuple):
        first, *others = map(title_of, fact)
        return " and ".join([first, *(other[0].lower() + other[1:] for other in others)])
    if fact.startswith(FLAG):
        return f"Flag: {_flag(fact).lower()}"
    return TITLES[fact]


def name_of_value(fact: Fact, value) -> str:
    """Return the name of a group of this fact; of crossed facts both names, such as "Female, medium"."""
    if isinstance(fact, tuple):
        return ", ".join(name_of_value(each, part) for each, part in zip(fact, value, strict=True))
    if fact.startswith(FLAG):
        return OF_FLAG[value]
    if not value:
        return NOT_KNOWN.capitalize()
    if fact == "start_month":
        return date_format(date.fromisoformat(f"{value}-01"), "F Y")
    return NAMES.get(fact, {}).get(value, value)


def order_of(fact: Fact, value):
    """Return what sorts the groups of a fact as tables list them; those not known come last."""
    if isinstance(fact, tuple):
        return [order_of(each, part) for each, part in zip(fact, value, strict=True)]
    known = list(OF_FLAG if fact.startswith(FLAG) else NAMES.get(fact, ()))
    return (not value, known.index(value) if value in known else len(known), str(value))


def _flag(fact):
    code = fact.removeprefix(FLAG)
    return FLAGS.get(code, code)
