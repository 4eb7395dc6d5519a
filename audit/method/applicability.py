"""Which questions apply to a case, by its facts and the framework's conditions."""

import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from audit.method.conditions.decide import Truth, decide, reader_of, truths_of
from audit.method.conditions.rules import Test, tests_in
from audit.method.framework import Framework

KIND = "kind"  # the fact that names a case's Kind


def applicable_questions(framework: Framework, facts: Mapping[str, object]) -> frozenset[str]:
    """Return the codes of the questions that apply to a case with these facts.

    A prompt applies only if its key question does; a question of a kind of case applies to cases of that kind only.
    """
    return questions_by_facts(framework)(facts)


def questions_where(framework: Framework, kind: object, met: Collection[str | None]) -> frozenset[str]:
    """Return the codes of the questions for a kind of case that meets these conditions. `met` holds None, too."""
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

    It works out once what cases have in common that the conditions cannot tell apart.
    """
    readers = _readers(framework)

    @functools.lru_cache(maxsize=1000)
    def of_kind(kind: object, *truths: Truth) -> frozenset[str]:
        decided = decide(framework.conditions, dict(zip(readers, truths, strict=True)))
        return questions_where(framework, kind, {None, *(name for name, met in decided.items() if met)})

    return lambda facts: of_kind(kind_of(framework, facts), *(read(facts) for read in readers.values()))


def known_conditions(framework: Framework, facts: Mapping[str, object]) -> dict[str, Truth]:
    """Return {name of a condition: whether the facts show that the case meets it}; None where they leave it open."""
    return truths_of(framework.conditions, truths_of_tests(framework, facts))


def truths_of_tests(framework: Framework, facts: Mapping[str, object]) -> dict[Test, Truth]:
    """Return {each test of a fact in the framework's conditions: its truth for these facts}."""
    return {test: read(facts) for test, read in _readers(framework).items()}


@functools.lru_cache(maxsize=16)
def _readers(framework: Framework) -> dict[Test, Callable[[Mapping[str, object]], Truth]]:
    """Return {each test of a fact in the framework's conditions: what gives its truth for the facts of a case}."""
    tests = dict.fromkeys(test for each in framework.conditions.values() for test in tests_in(each.rule))
    return {test: reader_of(test, reader_of_fact(framework, test.fact)) for test in tests}


def reader_of_fact(framework: Framework, fact: str) -> Callable[[Mapping[str, object]], object]:
    if fact == KIND:
        return functools.partial(kind_of, framework)
    return framework.facts[fact].of if fact in framework.facts else lambda facts: facts.get(fact)


def kind_of(framework: Framework, facts: Mapping[str, object]) -> object:
    """Return the code of the kind of a case with these facts."""
    return facts.get(KIND) or framework.usual_kind


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
