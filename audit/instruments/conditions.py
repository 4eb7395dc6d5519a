"""Conditions of a framework in words."""

from audit.method.framework import Condition, Framework
from audit.trail.case_facts import fact_in_words, name_of_fact
from cases.listed import listed


def condition_in_words(framework: Framework, condition: Condition) -> str:
    """Return what a case must have for the condition, such as "Sentence type: Licence"."""
    facts = [
        f"{name_of_fact(fact)}: {listed([fact_in_words(fact, value) for value in allowed], 'or')}"
        for fact, allowed in condition.facts.items()
    ]
    return "; ".join(facts)
