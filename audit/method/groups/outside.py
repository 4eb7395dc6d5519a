"""Which groups leave the unit in a file: nothing that is hidden in it can be worked out from all that it holds.

A group below five cases is joined, with the next smallest where it would be alone, until what each of the joined groups
has is open (disclosure/possible_numbers.py). A fact of which one group would be left is left out.
"""

from collections.abc import Sequence
from dataclasses import replace

from audit.method.certainty.interval import Draw
from audit.method.disclosure.possible_numbers import are_hidden
from audit.method.groups.apart import keep_apart
from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.groups.shown import (
    GroupCount,
    Rule,
    ShownGroup,
    join_small,
    may_be_shown,
    rule_of,
    show_joined,
)
from audit.method.groups.tallies import GroupTallies, counts_of
from audit.method.groups.values import Fact, value_of
from audit.method.tally import Tally

Groups = Sequence[GroupCount]
FINE, COARSE = "ethnic_group", "minority_ethnic"  # a group of the second is made of groups of the first
OVERSIGHT = "oversight"


def groups_that_leave(
    found: GroupTallies, code: str, every_case: Tally, draw: Draw, *, oversight: str
) -> dict[Fact, tuple[ShownGroup, ...]]:
    """Return {fact: its groups} of a question; a fact is left out where its groups would tell what they hide.

    `found`: by single facts, for a reader who sees no case. `every_case`: the question's Tally that the file holds too.
    `oversight`: code of the question that the fact of this name is made of.
    """
    rules = {rule: OutsideRule(rule, every_case, draw) for rule in Rule}
    facts = dict.fromkeys(str(fact) for fact, _ in found.tallies)
    counts = {fact: counts_of(found, fact, code) for fact in facts}
    shown = {fact: outside_groups(each, rules[rule_of(fact)]) for fact, each in counts.items()}
    if FINE in counts and COARSE in counts:
        shown[FINE], shown[COARSE] = nested_groups(counts[FINE], counts[COARSE], rules[Rule.PEOPLE])
    if code == oversight or any(len(group.values) > 1 for group in shown.get(OVERSIGHT, ())):
        shown[OVERSIGHT] = ()  # the figures of its question tell how large each of these groups is
    practice = {fact: shown.get(fact, ()) for fact in PRACTICE_FACTS}
    kept = shown | keep_apart(practice, found.cells.get(code, ()))
    return {fact: groups for fact, groups in kept.items() if groups and groups[0].tally}


class OutsideRule:
    """What groups of one question's cases must satisfy. `every_case`: the Tally that the file holds too."""

    def __init__(self, rule: Rule, every_case: Tally, draw: Draw) -> None:
        self.rule, self.every_case, self.draw = rule, every_case, draw

    def passes(self, groups: Groups) -> bool:
        """Return whether these groups may stand in a file as one."""
        if not may_be_shown(groups, self.rule, sees_cases=False):
            return False
        joined = sum((group.tally for group in groups), Tally())
        return len(groups) == 1 or are_hidden(joined, len(groups), self.every_case)

    def split(self, groups: Groups) -> list[Groups]:
        """Return the cells that these groups leave in; the last may be one that does not pass."""
        return join_small([[group] for group in groups], self.passes)

    def can_be_split(self, groups: Groups) -> bool:
        """Return whether these groups pass as one group of a coarser fact, and whatever they are split into too."""
        return may_be_shown(groups, self.rule, sees_cases=False) and all(map(self.passes, self.split(groups)))

    def show(self, cells: Sequence[Groups], order: Groups) -> tuple[ShownGroup, ...]:
        """Return the cells as groups in this order; () where they are no breakdown, or one of them does not pass."""
        if not all(map(self.passes, cells)) or (len(cells) == 1 and len(order) > 1):
            return ()
        cells = sorted((sorted(cell, key=order.index) for cell in cells), key=lambda cell: order.index(cell[0]))
        return tuple(show_joined(cell, self.rule, self.draw) for cell in cells)


def outside_groups(counts: Groups, rule: OutsideRule) -> tuple[ShownGroup, ...]:
    """Return the groups of a fact that leave; () where it is left out. `counts`: one for each value of the fact."""
    asked = _asked(counts)
    return rule.show(rule.split(_in_order(asked)), asked)


def nested_groups(
    fine: Groups, coarse: Groups, rule: OutsideRule
) -> tuple[tuple[ShownGroup, ...], tuple[ShownGroup, ...]]:
    """Return the groups that leave of a fact and of a coarser one, whose groups are made of those of the first.

    Both are joined alike, so that the figures of one add nothing to those of the other.
    """
    within = {count.value: str(value_of(COARSE, {FINE: count.value})) for count in fine}
    asked, asked_coarse = _asked(fine), _asked(coarse)
    blocks: dict[str, list[GroupCount]] = {}
    for count in _in_order(asked):
        blocks.setdefault(within[count.value], []).append(count)
    joined = join_small([blocks[name] for name in sorted(blocks)], rule.can_be_split)
    cells = [cell for block in joined for cell in rule.split(block)]
    names = [{within[count.value] for count in block} for block in joined]
    coarse_cells = [[count for count in asked_coarse if count.value in name] for name in names]
    finer = rule.show(cells, asked)
    return finer, rule.show([cell for cell in coarse_cells if cell], asked_coarse) if finer else ()


def _asked(counts: Groups) -> list[GroupCount]:
    """Return the groups with an answer in the sample: extra cases leave in no file for outside."""
    return [replace(count, extra=None) for count in counts if count.tally.answered]


def _in_order(counts: Groups) -> list[GroupCount]:
    """Return the groups in an order that is always the same, so that equally small ones are joined alike."""
    return sorted(counts, key=lambda count: count.value)
