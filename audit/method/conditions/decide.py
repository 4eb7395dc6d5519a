"""Whether a case meets the conditions of a framework. Three-valued: None where unknown facts leave it open."""

import operator
from collections.abc import Callable, Mapping

from audit.method.conditions.rules import SKIP, AllOf, AnyOf, Compared, Condition, Decided, Listed, Not, Rule, Test
from audit.method.facts.derived import Facts

Truth = bool | None
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}


def reader_of(test: Test, read: Callable[[Facts], object]) -> Callable[[Facts], Truth]:
    """Return the test as a function of a case's facts. `read` gives the value of the fact that it looks at."""
    if isinstance(test, Listed):
        return lambda facts: _is_listed(read(facts), test.values)
    compare, number = COMPARISONS[test.by], test.number
    return lambda facts: _compared(read(facts), compare, number)


def _is_listed(value: object, values: tuple[object, ...]) -> Truth:
    if value is None or value == "":
        return None
    return any(each in values for each in value) if isinstance(value, list) else value in values


def _compared(value: object, compare: Callable[[int, int], bool], number: int) -> Truth:
    return compare(value, number) if type(value) is int else None  # True is an int, too


def truth_of(rule: Rule, tests: Mapping[Test, Truth], decided: Callable[[str], Truth]) -> Truth:
    """Return whether the rule holds. `tests`: the truth of each test; `decided`: whether another condition is met."""
    match rule:
        case Listed() | Compared():
            return tests[rule]
        case Decided(condition):
            return decided(condition)
        case Not(part):
            truth = truth_of(part, tests, decided)
            return None if truth is None else not truth
        case AllOf(parts):
            return _first_of([truth_of(part, tests, decided) for part in parts], False)
        case AnyOf(parts):
            return _first_of([truth_of(part, tests, decided) for part in parts], True)


def _first_of(truths: list[Truth], settles: bool) -> Truth:
    """Return `settles` if one truth is that, whatever is unknown; else None if one is unknown."""
    if settles in truths:
        return settles
    return None if None in truths else not settles


def decide(conditions: Mapping[str, Condition], tests: Mapping[Test, Truth]) -> dict[str, bool]:
    """Return {name: whether a case with these truths meets the condition}. No condition looks at itself."""
    return {name: bool(met) for name, met in _settle(conditions, tests, _despite_unknown).items()}


def truths_of(conditions: Mapping[str, Condition], tests: Mapping[Test, Truth]) -> dict[str, Truth]:
    """Return {name: whether the facts alone show that a case meets the condition}; None where they leave it open."""
    return _settle(conditions, tests, lambda condition, truth: truth)


def _despite_unknown(condition: Condition, truth: Truth) -> bool:
    return condition.unknown != SKIP if truth is None else truth


def _settle(
    conditions: Mapping[str, Condition], tests: Mapping[Test, Truth], settle: Callable[[Condition, Truth], Truth]
) -> dict[str, Truth]:
    found: dict[str, Truth] = {}

    def truth_of_condition(name: str) -> Truth:
        if name not in found:
            found[name] = settle(conditions[name], truth_of(conditions[name].rule, tests, truth_of_condition))
        return found[name]

    return {name: truth_of_condition(name) for name in conditions}
