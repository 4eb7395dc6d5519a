"""Conditions decided the slow way: by trying every way in which the unknown tests of a rule may come out."""

from datetime import date, timedelta
from itertools import product

from audit.method.conditions.rules import AllOf, Compared, Decided, Listed, Not
from audit.method.facts.derived import HAS_DATE

MOST = 10_000  # no number of a case is larger
ALLOWED = {
    "at_least": lambda number: range(number, MOST),
    "at_most": lambda number: range(number + 1),
    "above": lambda number: range(number + 1, MOST),
    "below": lambda number: range(number),
}


def holds(rule, facts, derived, met):
    """{True}, {False} or both: what the rule can be, whatever the unknown facts are. No test of a rule twice."""
    if isinstance(rule, Listed):
        value = value_of(rule.fact, facts, derived)
        if value in (None, ""):
            return {True, False}
        return {any(one in rule.values for one in (value if isinstance(value, list) else [value]))}
    if isinstance(rule, Compared):
        value = value_of(rule.fact, facts, derived)
        return {True, False} if value is None else {value in ALLOWED[rule.by](rule.number)}
    if isinstance(rule, Decided):
        return {met[rule.condition]}
    if isinstance(rule, Not):
        return {not each for each in holds(rule.rule, facts, derived, met)}
    ways = list(product(*(holds(part, facts, derived, met) for part in rule.rules)))
    return {all(way) if isinstance(rule, AllOf) else any(way) for way in ways}


def value_of(fact, facts, derived):
    if fact not in derived:
        return facts.get(fact)
    dates = [facts.get(name) and date.fromisoformat(facts[name]) for name in derived[fact].dates]
    if derived[fact].how == HAS_DATE:
        return dates[0] is not None
    if None in dates or dates[1] < dates[0]:
        return None
    step, weeks = timedelta(weeks=1), 0
    while dates[0] + step * (weeks + 1) <= dates[1]:
        weeks += 1
    return weeks


def met_by(conditions, facts, derived):
    """{name: bool}; each condition looks only at conditions before it."""
    met = {}
    for name, condition in conditions.items():
        found = holds(condition.rule, facts, derived, met)
        met[name] = found == {True} if len(found) == 1 else condition.unknown != "skip"
    return met
