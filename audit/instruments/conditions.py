"""Facts and conditions of a framework in the words of people."""

from audit.frameworks.facts import NUMBERS
from audit.method.applicability import KIND
from audit.method.conditions.words import condition_in_words
from audit.method.framework import Framework
from audit.trail.case_facts import choices_of_fact, fact_in_words, name_of_fact
from cases.case_values import GRADES
from cases.models import Case

_NAMES = {KIND: "Kind of case", "grade": "Grade", "team": "Team", "age_at_start": "Age at start"}


def conditions_in_words(framework: Framework) -> dict[str, str]:
    """Return {name of a condition: what a case must have, in words}."""
    titles = {name: condition.title for name, condition in framework.conditions.items()}
    return {
        name: condition_in_words(condition, titles, lambda fact: name_in(framework, fact), _value_in_words)
        for name, condition in framework.conditions.items()
    }


def name_in(framework: Framework, fact: str) -> str:
    """Return what people call a fact: of a case, or one that the framework works out."""
    if fact in framework.facts:
        return framework.facts[fact].title
    return _NAMES.get(fact) or name_of_fact(fact)


def values_in(framework: Framework, fact: str) -> list[tuple[object, str]]:
    """Return [(value, in words)] of a fact of a case; [] for a date, an age or a text."""
    if fact == KIND:
        return [(kind.code, kind.title) for kind in framework.kinds]
    if fact == "grade":
        return list(GRADES.items())
    return [] if fact in (*Case.DATES, "team", "age_at_start") else choices_of_fact(fact)


def _value_in_words(fact: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if fact in NUMBERS or fact not in Case.COPIED else fact_in_words(fact, value)
