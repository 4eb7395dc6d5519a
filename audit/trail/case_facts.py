"""The facts of a case that an audit keeps: their names, their values in words, and the values to choose from."""

from django.utils.formats import date_format
from django.utils.text import capfirst

from audit.method.asked_facts import NOT_IN_RECORD
from audit.method.facts.derived import day_of
from audit.trail.sentences import listed
from cases.case_values import FLAGS
from cases.models import Case

FACTS = Case.COPIED  # these are copied for an audit, under the names of the case's fields, and can be corrected
NOT_KNOWN = "Not known"
# of what is no field of a case
OTHER_NAMES = {"age_at_start": "age at the start", NOT_IN_RECORD: "what the case record does not say"}
NUMBERS = {"mappa_category": range(1, 5), "mappa_level": range(1, 4)}


def name_of_fact(fact: str) -> str:
    """Return the name of the case's field, for example "Risk of serious harm"."""
    return capfirst(OTHER_NAMES.get(fact) or Case._meta.get_field(fact).verbose_name)


def choices_of_fact(fact: str) -> list[tuple[object, str]]:
    """Return [(value, in words)] to choose from; [] for a date, or a fact that is free text."""
    if fact in Case.YES_OR_NO:
        return [(True, "Yes"), (False, "No")]
    if fact in NUMBERS:
        return [(number, str(number)) for number in NUMBERS[fact]]
    if fact == NOT_IN_RECORD:
        return [(each, name_of_fact(each)) for each in FACTS]
    if fact in OTHER_NAMES:
        return []
    return list(FLAGS.items()) if fact == "flags" else [*(Case._meta.get_field(fact).choices or ())]


def fact_in_words(fact: str, value: object) -> str:
    """Return the value in words; NOT_KNOWN for None, "" and []."""
    if value in (None, "", []):
        return NOT_KNOWN
    if fact in Case.DATES:
        return date_format(day_of(value), "j F Y")
    words = dict(choices_of_fact(fact))
    return str(
        listed([words.get(each, each) for each in value]) if isinstance(value, list) else words.get(value, value)
    )
