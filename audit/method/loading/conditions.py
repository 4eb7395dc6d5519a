"""From the tables [conditions.NAME] of a framework file to its conditions."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from audit.method.conditions.decide import COMPARISONS
from audit.method.conditions.rules import (
    ASK,
    UNKNOWN,
    AllOf,
    AnyOf,
    Compared,
    Condition,
    Decided,
    Listed,
    Not,
    Rule,
    conditions_in,
)
from audit.method.loading.toml_table import Table

DEEPEST = 10  # any, all and not inside each other; more is hard to read
_OF_SEVERAL: dict[str, type[AnyOf | AllOf]] = {"any": AnyOf, "all": AllOf}
NOT_FOR_FACTS = (*_OF_SEVERAL, "not", "condition", "title", "unknown", "answers")  # what a condition's keys mean


def read_conditions(top: Table) -> dict[str, Condition]:
    """Return {name: Condition} of a file. Whether cases have the facts is for the caller to check."""
    conditions = {name: table.made_by(_read_condition) for name, table in top.named("conditions")}
    _check_names(top, conditions)
    return conditions


def _read_condition(table: Table) -> Condition:
    title, unknown = table.get("title", str), table.one_of("unknown", UNKNOWN, ASK)
    return Condition(title, read_rule(table), unknown)


def read_rule(table: Table, depth: int = 1) -> Rule:
    """Return the rule of a table: every key that was not read before must hold."""
    if depth > DEEPEST:
        table.note(f'"any", "all" and "not" stand more than {DEEPEST} deep. Make a condition of one part and name it.')
        return AllOf(())
    keys = list(table.items())
    if not keys:
        table.note("it does not name a fact of a case. Add one, for example resettlement = [true].")
    rules = tuple(rule for key, value in keys for rule in _read_key(table, key, value, depth))
    return rules[0] if len(rules) == 1 else AllOf(rules)


def _read_key(table: Table, key: str, value: Any, depth: int) -> Iterator[Rule]:
    if key in _OF_SEVERAL:
        parts = table.build(key, partial(read_rule, depth=depth + 1))
        if not parts:
            table.note(f'"{key}" lists nothing. Write it as {key} = [{{ … }}, {{ … }}].')
        yield _OF_SEVERAL[key](parts)
    elif key == "not":
        yield Not(table.table(key).made_by(partial(read_rule, depth=depth + 1)))
    elif key == "condition":
        yield Decided(table.get(key, str))
    elif isinstance(value, dict):
        yield from _read_comparisons(table, key, value)
    elif _is_list_of_values(table, key, value):
        yield Listed(key, tuple(value))


def _read_comparisons(table: Table, fact: str, values: Mapping[str, Any]) -> Iterator[Rule]:
    known = ", ".join(COMPARISONS)
    if not values:
        table.note(f'"{fact}" compares with nothing. Write it as {fact} = {{ at_most = 8 }}.')
    for by, number in values.items():
        if by not in COMPARISONS:
            table.note(f'"{fact}" has "{by[:40]}", which is no comparison. Use: {known}.')
        elif type(number) is not int:
            table.note(f'"{fact}" is compared with {str(number)[:40]}. Write a whole number, as in {by} = 8.')
        else:
            yield Compared(fact, by, number)
    if _leaves_none({by: number for by, number in values.items() if type(number) is int}):
        table.note(f'no number of "{fact}" meets all of its comparisons. Correct one of them.')


def _leaves_none(compared: Mapping[str, int]) -> bool:
    """Return whether no whole number meets every comparison."""
    least = [compared["at_least"]] if "at_least" in compared else []
    most = [compared["at_most"]] if "at_most" in compared else []
    least += [compared["above"] + 1] if "above" in compared else []
    most += [compared["below"] - 1] if "below" in compared else []
    return bool(least and most) and max(least) > min(most)


def _is_list_of_values(table: Table, fact: str, values: Any) -> bool:
    if not isinstance(values, list) or not values:
        table.note(f'"{fact}" must list the values that match. Write it as {fact} = ["…"].')
    elif not all(isinstance(value, str | bool | int) for value in values):
        table.note(f'"{fact}" lists {values}. A fact of a case is a text, a whole number, true or false.')
    else:
        return True
    return False


def _check_names(top: Table, conditions: Mapping[str, Condition]) -> None:
    """Note a condition that names one that is not there, or itself through others."""
    known = ", ".join(conditions)
    for name, condition in conditions.items():
        for other in conditions_in(condition.rule):
            if other and other not in conditions:
                top.note(f'the condition {name} names "{other[:40]}". Conditions in this file: {known}.')
    if circle := _find_circle({name: list(conditions_in(each.rule)) for name, each in conditions.items()}):
        top.note(f"conditions name each other in a circle: {', then '.join(circle)}. Take one of them out.")


def _find_circle(named: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the names of a circle, the first one again at its end; () without one."""
    left = dict(named)
    while ready := [name for name, others in left.items() if not any(other in left for other in others)]:
        for name in ready:
            del left[name]
    way: list[str] = list(left)[:1]
    while way and way[-1] not in way[:-1]:
        way.append(next(other for other in left[way[-1]] if other in left))
    return tuple(way[way.index(way[-1]) :]) if way else ()
