"""A condition as a person reads it. How facts and their values are called comes from outside."""

from collections.abc import Callable, Mapping

from audit.method.conditions.rules import (
    ASK,
    ASK_FACT,
    SKIP,
    AllOf,
    AnyOf,
    Compared,
    Condition,
    Decided,
    Listed,
    Rule,
    tests_in,
)
from cases.listed import listed

COMPARED = {"at_least": "{} or more", "at_most": "{} at most", "above": "more than {}", "below": "less than {}"}
IF_UNKNOWN = {
    ASK: "If a fact is not known, the question is asked.",
    SKIP: "If a fact is not known, the question is left out.",
    ASK_FACT: "If a fact is not known, the reviewer is asked for it first.",
}


def condition_in_words(
    condition: Condition,
    titles: Mapping[str, str],
    name_of: Callable[[str], str],
    value_in_words: Callable[[str, object], str],
) -> str:
    """Return what a case must have, and what an unknown fact does. `titles`: {name: title of a condition}."""

    def words(rule: Rule, *, within: bool = False) -> str:
        match rule:
            case Listed(fact, values):
                return f"{name_of(fact)}: {listed([value_in_words(fact, value) for value in values], 'or')}"
            case Compared(fact, by, number):
                return f"{name_of(fact)}: {COMPARED[by].format(number)}"
            case Decided(name):
                return f"“{titles[name]}”"
            case AllOf(rules) | AnyOf(rules):
                joined = listed(
                    [words(each, within=True) for each in rules], "and" if isinstance(rule, AllOf) else "or"
                )
                return f"({joined})" if within and len(rules) > 1 else joined
            case _:
                return f"not {words(rule.rule, within=True)}"

    if not any(tests_in(condition.rule)):  # it looks at other conditions only, which are decided whatever is unknown
        return f"{words(condition.rule)}."
    return f"{words(condition.rule)}. {IF_UNKNOWN[condition.unknown]}"
