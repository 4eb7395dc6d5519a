"""Which questions apply to a case, by its facts and the framework's conditions."""

import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from audit.method.framework import Condition, Framework

KIND = "kind"  # the fact that names a case's Kind


def is_met(condition: Condition, facts: Mapping[str, object]) -> bool:
    """Return whether the case's facts meet the condition.

    An unknown fact (None, "" or missing) meets it: it is safer to ask a question too many.
    """
    return all(facts.get(fact) in (None, "", *allowed) for fact, allowed in condition.facts.items())


def applicable_questions(framework: Framework, facts: Mapping[str, object]) -> frozenset[str]:
    """Return the codes of the questions that apply to a case with these facts.

    A prompt applies only if its key question does; a question of a kind of case applies to cases of that kind only.
    """
    return questions_by_facts(framework)(facts)


def _applicable_questions(framework: Framework, facts: Mapping[str, object]) -> frozenset[str]:
    met = {code for code, condition in framework.conditions.items() if is_met(condition, facts)} | {None}
    kind = facts.get(KIND) or framework.usual_kind
    groups = [group for group in framework.item_groups if group.kind in ("", kind)]
    asked = {item.code for group in groups for item in group.items if item.applies_to in met}
    for standard in framework.standards:
        for question in standard.key_questions if standard.kind in ("", kind) else ():
            if question.applies_to in met:
                asked.add(question.code)
                asked.update(prompt.code for prompt in question.prompts if prompt.applies_to in met)
    return frozenset(asked)


@functools.lru_cache(maxsize=16)
def questions_by_facts(framework: Framework) -> Callable[[Mapping[str, object]], frozenset[str]]:
    """Return applicable_questions as a function of the facts alone, for many cases.

    It works out once what cases have in common whose facts are alike as far as the conditions look.
    """
    named = sorted({KIND, *(fact for condition in framework.conditions.values() for fact in condition.facts)})

    @functools.lru_cache(maxsize=1000)
    def of_kind(*values: object) -> frozenset[str]:
        return _applicable_questions(framework, dict(zip(named, values, strict=True)))

    return lambda facts: of_kind(*map(facts.get, named))


@dataclass(frozen=True)
class ChangedQuestions:
    """What a change of facts does to a review: codes of questions, in the framework's order.

    `set_aside`: answered, but they no longer apply. `come_back`: answered, and they apply again. `unanswered`: they
    apply from now on and have no answer.
    """

    set_aside: tuple[str, ...]
    come_back: tuple[str, ...]
    unanswered: tuple[str, ...]


def changed_questions(
    framework: Framework, before: Mapping[str, object], after: Mapping[str, object], answered: Collection[str]
) -> ChangedQuestions:
    """Return what changing the facts from `before` to `after` does to a review that has `answered` these codes."""
    asked, asked_then = (applicable_questions(framework, facts) for facts in (before, after))
    gone, added = asked - asked_then, asked_then - asked

    def in_order(codes: Collection[str]) -> tuple[str, ...]:
        return tuple(code for code in framework.questions if code in codes)

    given = frozenset(answered)
    return ChangedQuestions(in_order(gone & given), in_order(added & given), in_order(added - given))
