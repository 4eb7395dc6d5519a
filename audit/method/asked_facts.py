"""Which facts a review asks for before its questions: those that a condition with "ask_fact" needs and no one knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from audit.method.applicability import kind_of, questions_where, truths_of_tests
from audit.method.conditions.decide import Truth, decide, truth_of
from audit.method.conditions.rules import (
    ASK_FACT,
    AllOf,
    Compared,
    Listed,
    Rule,
    Test,
    conditions_in,
    parts_of,
)
from audit.method.facts.derived import Facts, day_of
from audit.method.framework import Framework

NOT_IN_RECORD = "not_in_record"  # the fact that lists those which the case record does not say


@dataclass(frozen=True)
class AskedFact:
    """A fact to ask for. `questions`: codes of those that hang on it, in the framework's order."""

    fact: str
    questions: tuple[str, ...]


def facts_to_ask(framework: Framework, facts: Facts) -> tuple[AskedFact, ...]:
    """Return the facts to ask for in a case with these facts, the first one first; () if its questions are settled."""
    asking = {name: each for name, each in framework.conditions.items() if each.unknown == ASK_FACT}
    if not asking:
        return ()
    tests = truths_of_tests(framework, facts)
    met = decide(framework.conditions, tests)
    needed = {name: _open_facts(framework, each.rule, facts, tests, met) for name, each in asking.items()}
    asked = []
    for fact in dict.fromkeys(fact for named in needed.values() for fact in named):
        deciding = {name for name, named in needed.items() if fact in named}
        if hang := _hang_on(framework, kind_of(framework, facts), met, deciding):
            asked.append(AskedFact(fact, tuple(code for code in framework.questions if code in hang)))
    return tuple(asked)


def waiting_questions(framework: Framework, facts: Facts) -> frozenset[str]:
    """Return the codes of the questions that wait for a fact that is asked for first."""
    return frozenset(code for asked in facts_to_ask(framework, facts) for code in asked.questions)


def _open_facts(
    framework: Framework, rule: Rule, facts: Facts, tests: Mapping[Test, Truth], met: Mapping[str, bool]
) -> list[str]:
    """Return the facts that could settle the rule; [] if it is settled or the case record says none of them."""
    if truth_of(rule, tests, met.__getitem__) is not None:
        return []
    if isinstance(rule, Listed | Compared):
        return _unknown_facts(framework, rule.fact, facts)
    found = [_open_facts(framework, part, facts, tests, met) for part in parts_of(rule)]
    if isinstance(rule, AllOf):  # the next part matters only once the one before it holds
        found = list(filter(None, found))[:1]
    return [fact for part in found for fact in part]


def _unknown_facts(framework: Framework, fact: str, facts: Facts) -> list[str]:
    derived = framework.facts.get(fact)
    unknown = [day for day in derived.dates if day_of(facts.get(day)) is None] if derived else [fact]
    not_said = facts.get(NOT_IN_RECORD)
    return [each for each in unknown if not isinstance(not_said, list) or each not in not_said]


def _hang_on(framework: Framework, kind: object, met: Mapping[str, bool], deciding: Collection[str]) -> frozenset[str]:
    """Return the questions that apply or not by how these conditions, and those that look at them, are decided."""
    looks_at = {name: {*conditions_in(each.rule)} for name, each in framework.conditions.items()}
    hanging = set(deciding)
    while more := {name for name, others in looks_at.items() if hanging & others} - hanging:
        hanging |= more
    held = {None, *(name for name, holds in met.items() if holds)}
    return questions_where(framework, kind, held | hanging) - questions_where(framework, kind, held - hanging)
