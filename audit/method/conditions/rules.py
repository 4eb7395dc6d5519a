"""Conditions on the facts of a case, as a framework file writes them."""

from collections.abc import Iterator
from dataclasses import dataclass

ASK, SKIP, ASK_FACT = "ask", "skip", "ask_fact"
UNKNOWN = (ASK, SKIP, ASK_FACT)  # what a condition does while a fact that decides it is not known


@dataclass(frozen=True)
class Listed:
    """The fact has one of these values; of a fact that is a list, such as flags, one of its entries is."""

    fact: str
    values: tuple[str | bool | int, ...]


@dataclass(frozen=True)
class Compared:
    """The fact is a number on this side of `number`. `by`: a key of COMPARISONS (decide.py)."""

    fact: str
    by: str
    number: int


@dataclass(frozen=True)
class Decided:
    """Another condition is met, whatever it does about facts that are not known."""

    condition: str


@dataclass(frozen=True)
class AllOf:
    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class AnyOf:
    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class Not:
    rule: "Rule"


Test = Listed | Compared  # what looks at a fact
Rule = Test | Decided | AllOf | AnyOf | Not


@dataclass(frozen=True)
class Condition:
    """What the facts of a case must be for a question to apply. `unknown`: one of UNKNOWN."""

    title: str
    rule: Rule
    unknown: str = ASK


def parts_of(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules that this one is made of; () for a test or another condition."""
    if isinstance(rule, AllOf | AnyOf):
        return rule.rules
    return (rule.rule,) if isinstance(rule, Not) else ()


def tests_in(rule: Rule) -> Iterator[Test]:
    """Yield every test of a fact in the rule, not those of other conditions."""
    if isinstance(rule, Listed | Compared):
        yield rule
    for part in parts_of(rule):
        yield from tests_in(part)


def conditions_in(rule: Rule) -> Iterator[str]:
    """Yield the name of every other condition that the rule looks at."""
    if isinstance(rule, Decided):
        yield rule.condition
    for part in parts_of(rule):
        yield from conditions_in(part)
