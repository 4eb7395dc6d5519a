"""Which questions a case is asked, from its facts and the framework's conditions."""

import functools
from collections.abc import Callable, Mapping

from .framework import Condition, Framework


def is_met(condition: Condition, facts: Mapping[str, object]) -> bool:
    """Whether the case's facts match. An unknown fact (None, "" or missing) matches: asking is the safe side."""
    return all(facts.get(fact) in (None, "", *allowed) for fact, allowed in condition.facts.items())


def applicable_questions(framework: Framework, facts: Mapping[str, object]) -> frozenset[str]:
    """The codes of the questions asked for a case with these facts; a prompt goes with its key question."""
    met = {code for code, condition in framework.conditions.items() if is_met(condition, facts)} | {None}
    asked = {item.code for item in framework.items if item.applies_to in met}
    for question in framework.key_questions:
        if question.applies_to in met:
            asked.add(question.code)
            asked.update(prompt.code for prompt in question.prompts if prompt.applies_to in met)
    return frozenset(asked)


def questions_by_facts(framework: Framework) -> Callable[[Mapping[str, object]], frozenset[str]]:
    """applicable_questions for many cases: those that are alike in what the conditions ask are worked out once."""
    named = sorted({fact for condition in framework.conditions.values() for fact in condition.facts})
    of_kind = functools.cache(lambda values: applicable_questions(framework, dict(zip(named, values, strict=True))))
    return lambda facts: of_kind(tuple(facts.get(fact) for fact in named))
