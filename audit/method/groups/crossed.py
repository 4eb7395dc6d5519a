"""Two facts crossed. What is too small is joined for a whole value, so that no cell follows from a row or a column."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from audit.method.certainty.interval import Draw
from audit.method.groups.shown import GroupCount, Rule, ShownGroup, may_be_shown, show_joined

Blocks = list[list[str]]  # the values of one fact, those that are joined together


def crossed_groups(counts: Sequence[GroupCount], *, rule: Rule, sees_cases: bool, draw: Draw) -> tuple[ShownGroup, ...]:
    """Return the groups of two crossed facts as a reader may see them. `sees_cases`: they may see every case.

    The value of a count is a pair; that of a group a pair of tuples, since values of either fact may be joined.
    While a cell may not be shown, the value with the fewest cases is joined to the next of its fact. Where that leaves
    one of the facts with a single group, the only group returned is not shown.
    """
    asked = [count for count in counts if count.tally.answered]
    axes = [_smallest_first(asked, place) for place in (0, 1)]
    while not all(may_be_shown(cell, rule, sees_cases=sees_cases) for _, cell in _cells(asked, axes)):
        place = min((0, 1), key=lambda each: _cases_of(asked, each, axes[each][0]))
        if len(axes[place]) <= 2:
            values: Any = (tuple(sorted(chain(*axes[0]))), tuple(sorted(chain(*axes[1]))))
            return (replace(show_joined(asked, rule, draw, hidden=True), values=(values,), reasons={}),)
        first, second, *others = axes[place]
        axes[place] = sorted([first + second, *others], key=lambda block: _cases_of(asked, place, block))
    cells = _cells(asked, axes)
    return tuple(replace(show_joined(cell, rule, draw), values=(value,), reasons={}) for value, cell in cells)


def _cells(asked: Sequence[GroupCount], axes: Sequence[Blocks]) -> list[tuple[Any, list[GroupCount]]]:
    cells = [
        ((tuple(row), tuple(column)), [each for each in asked if each.value[0] in row and each.value[1] in column])
        for row in axes[0]
        for column in axes[1]
    ]
    return [(value, cell) for value, cell in cells if cell]


def _smallest_first(asked: Sequence[GroupCount], place: int) -> Blocks:
    blocks = [[value] for value in sorted({count.value[place] for count in asked})]
    return sorted(blocks, key=lambda block: _cases_of(asked, place, block))


def _cases_of(asked: Sequence[GroupCount], place: int, block: Sequence[str]) -> int:
    return sum(count.tally.applicable for count in asked if count.value[place] in block)
