"""The facts that an audit keeps of a case, in words, and what they may be."""

from django.utils.text import capfirst

from audit.trail.sentences import listed
from cases.case_values import FLAGS
from cases.models import Case

FACTS = Case.COPIED  # those that are copied for an audit under the case's own names, and can be corrected
NOT_KNOWN = "Not known"
NUMBERS = {"mappa_category": range(1, 5), "mappa_level": range(1, 4)}


def name_of_fact(fact):
    """As the case's own field is called: "Risk of serious harm"."""
    return capfirst(Case._meta.get_field(fact).verbose_name)


def choices_of_fact(fact):
    """[(value, in words)] of what may be chosen; none where it is a text."""
    if fact in Case.YES_OR_NO:
        return [(True, "Yes"), (False, "No")]
    if fact in NUMBERS:
        return [(number, str(number)) for number in NUMBERS[fact]]
    return list(FLAGS.items()) if fact == "flags" else [*(Case._meta.get_field(fact).choices or ())]


def fact_in_words(fact, value):
    """A value, or what is not known, as people say it."""
    if value in (None, "", []):
        return NOT_KNOWN
    words = dict(choices_of_fact(fact))
    return str(
        listed([words.get(each, each) for each in value]) if isinstance(value, list) else words.get(value, value)
    )
