"""Which groups leave the unit in a file: nothing that is hidden in it can be worked out from all that it holds.

They are the groups that a reader who sees no case gets on pages, joined on until what each of the joined groups has is
open (disclosure/possible_numbers.py). So a file adds nothing to the pages for a person who reads both. A fact of
which one group would be left is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from audit.method.certainty.interval import Draw, interval_of
from audit.method.disclosure.possible_numbers import are_hidden
from audit.method.groups.of_question import COARSE, FINE, minority_of
from audit.method.groups.shown import FEW, Reason, ShownGroup, join_small
from audit.method.groups.values import Fact
from audit.method.rating.banding import percent
from audit.method.tally import Tally

Shown = Sequence[ShownGroup]
OVERSIGHT = "oversight"


def groups_that_leave(
    shown: Mapping[Fact, Shown], code: str, every_case: Tally, draw: Draw, *, oversight: str
) -> dict[Fact, tuple[ShownGroup, ...]]:
    """Return {fact: its groups} of a question; a fact is left out where its groups would tell what they hide.

    `shown`: its groups on pages for a reader who sees no case, without extra cases. `every_case`: the question's Tally
    that the file holds too. `oversight`: code of the question that the fact of this name is made of.
    """
    rule = _Outside(every_case, draw)
    on_pages = {fact: groups for fact, groups in shown.items() if groups and groups[0].tally}
    leaving = {fact: rule.show(rule.join(groups), groups) for fact, groups in on_pages.items()}
    if COARSE in on_pages:
        leaving |= _nested(on_pages.get(FINE, ()), on_pages[COARSE], rule)
    if code == oversight or any(len(group.values) > 1 for group in leaving.get(OVERSIGHT, ())):
        leaving[OVERSIGHT] = ()  # the figures of its question tell how large each of these groups is
    return {fact: groups for fact, groups in leaving.items() if groups}


def _nested(fine: Shown, coarse: Shown, rule: "_Outside") -> dict[Fact, tuple[ShownGroup, ...]]:
    """Return the groups of a fact and of a coarser one, whose groups are made of those of the first.

    Both are joined alike, so that the figures of one add nothing to those of the other.
    """
    blocks = [[group for group in fine if minority_of(group.values[0]) in each.values] for each in coarse]
    joined = join_small([block for block in blocks if block], rule.can_be_joined)
    finer = rule.show([cell for block in joined for cell in rule.join(block)], fine)
    names = [{minority_of(value) for value in _values(block)} for block in joined]
    coarser = rule.show([[group for group in coarse if set(group.values) & name] for name in names], coarse)
    return {FINE: finer, COARSE: coarser if finer else ()}


class _Outside:
    """The rule for the groups of one question. `every_case`: the Tally that the file holds too."""

    def __init__(self, every_case: Tally, draw: Draw) -> None:
        self.every_case, self.draw = every_case, draw

    def passes(self, groups: Shown) -> bool:
        """Return whether these groups may stand in a file as one: each is large enough for pages already."""
        values = _values(groups)
        return len(values) == 1 or are_hidden(_tally(groups), len(values), self.every_case)

    def join(self, groups: Shown) -> list[Shown]:
        """Return the groups that leave as one, each time; the last may not pass."""
        return join_small([[group] for group in groups], self.passes)

    def can_be_joined(self, groups: Shown) -> bool:
        """Return whether whatever these groups of a finer fact are joined to passes."""
        return all(map(self.passes, self.join(groups)))

    def show(self, cells: Sequence[Shown], order: Shown) -> tuple[ShownGroup, ...]:
        """Return each cell as one group, in this order; () where they are no breakdown, or one does not pass."""
        if not all(map(self.passes, cells)) or (len(cells) == 1 and len(_values(cells[0])) > 1):
            return ()
        in_order = sorted((sorted(cell, key=order.index) for cell in cells), key=lambda cell: order.index(cell[0]))
        return tuple(map(self._joined, in_order))

    def _joined(self, groups: Shown) -> ShownGroup:
        tally, values = _tally(groups), _values(groups)
        few = tally.applicable < FEW
        return replace(
            groups[0],
            values=values,
            tally=tally,
            reasons=dict.fromkeys(values, Reason.OTHERS) if len(values) > 1 else {},
            few=few,
            percent=None if few else percent(tally),
            interval=None if few else interval_of(self.draw, tally),
        )


def _values(groups: Shown) -> tuple[str, ...]:
    return tuple(chain.from_iterable(group.values for group in groups))


def _tally(groups: Shown) -> Tally:
    return sum((group.tally for group in groups if group.tally), Tally())


def are_unions(leaving: Shown, own: Shown) -> bool:
    """Return whether the groups that leave are made of whole groups that a reader sees on their own pages."""
    seen = [set(group.values) for group in own if group.tally]
    return bool(own) and all(
        set().union(*(each for each in seen if each <= set(group.values))) == set(group.values) for group in leaving
    )
