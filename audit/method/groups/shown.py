"""Which groups of a fact a reader may see: what is too small is joined, so that it does not follow from the total.

Pages show the total of a question beside its groups. A single group that is left out could be worked out by
subtracting the others, so it is joined to the next smallest and shown with it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import compress
from typing import Any

from audit.method.certainty.interval import Draw, Interval, interval_of
from audit.method.disclosure.small_numbers import FEWEST
from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.rating.banding import percent
from audit.method.tally import Tally

FEW = 10  # cases: a group of fewer shows its counts, no percentage
FEWEST_OF_PRACTICE = 10  # cases
FEWEST_PRACTITIONERS = 3


class Rule(Enum):
    """What a group must satisfy to be shown. PRACTICE: by team, grade or month, for every reader."""

    PEOPLE = "people"
    PRACTICE = "practice"


class Reason(Enum):
    """Why a group is not shown alone. OTHERS: it would be large enough, but keeps company to one that is not.

    UNSEEN: the cases that the reader does not see are of few practitioners, and could be told apart by subtracting.
    OTHER_FACTS: with the groups of another fact it would give one practitioner's figure away.
    """

    CASES = "cases"
    CASES_OF_PRACTICE = "cases of practice"
    PRACTITIONERS = "practitioners"
    ONE_PRACTITIONER = "one practitioner"
    UNSEEN = "unseen"
    OTHERS = "others"
    OTHER_FACTS = "other facts"


@dataclass(frozen=True)
class GroupCount:
    """The tally of one question in the cases of one group. `value`: of the fact; "" if it is not known.

    `by_practitioner`: {any key of a practitioner: how many of the cases that the question applies to they hold}; None
    is the key of cases whose practitioner is not known. The keys tell practitioners apart when groups are joined, and
    no figure comes out by key. Needed for Rule.PRACTICE only.
    `seen`: how many of the cases that the question applies to the reader sees, and so could subtract.
    `unseen_by_practitioner`: as by_practitioner, of the cases that they do not see.
    `extra`: the extra cases that were drawn for this group, beside the sample; the other fields leave them out.
    """

    value: str
    tally: Tally
    by_practitioner: Mapping[Any, int] = field(default_factory=dict)
    seen: int = 0
    unseen_by_practitioner: Mapping[Any, int] = field(default_factory=dict)
    extra: "GroupCount | None" = None


@dataclass(frozen=True)
class ShownGroup:
    """One group, or several joined, as a reader may see it. `values`: of the fact, in the order they came.

    `tally`: None if it is not shown; then this is the only group of the fact.
    `reasons`: {value: Reason} of joined groups and of those not shown; {} for a group that stands alone.
    `few`: too few cases for a percentage, so it is None, as is its interval.
    `extra`: how many of its cases are extra ones. A joined group has none.
    """

    values: tuple[str, ...]
    tally: Tally | None
    reasons: Mapping[str, Reason]
    few: bool
    percent: int | None
    interval: Interval | None
    extra: int = 0


Groups = Sequence[GroupCount]


def rule_of(fact: str) -> Rule:
    return Rule.PRACTICE if fact in PRACTICE_FACTS else Rule.PEOPLE


def shown_groups(
    counts: Iterable[GroupCount],
    *,
    rule: Rule,
    sees_cases: bool,
    draw: Draw,
    within: Mapping[str, str] | None = None,
) -> tuple[ShownGroup, ...]:
    """Return the groups of a fact as a reader may see them; () if the question has no answer in any of them.

    `counts`: one for each value of the fact; every case belongs to one. `sees_cases`: the reader may see all of them.
    `within`: {value: value of a coarser fact that pages show too}, such as whether an ethnic group is a minority.
    Groups are then joined within the coarser ones, so that nothing follows from those figures either.
    """

    def passes(groups: Groups) -> bool:
        return _why_not(groups, rule, sees_cases) is None

    counts = [_without_few_extra(count, passes) for count in counts]
    asked = [count for count in counts if count.tally.answered]
    if not asked:
        return ()
    reasons = {count.value: _why_not([count], rule, sees_cases) for count in asked}
    coarser: dict[str, list[GroupCount]] = {}
    for count in sorted(asked, key=lambda count: count.value):
        coarser.setdefault((within or {}).get(count.value, ""), []).append(count)
    blocks = join_small([coarser[name] for name in sorted(coarser)], passes)
    cells = [cell for block in blocks for cell in join_small([[count] for count in block], passes)]
    nothing = len(cells) == 1 and (len(asked) > 1 or not passes(asked))
    cells.sort(key=lambda cell: min(map(asked.index, cell)))
    shown = [_shown(sorted(cell, key=asked.index), reasons, draw, hidden=nothing) for cell in cells]
    only_extra = [count for count in counts if count.extra and not count.tally.answered]
    return (*shown, *(_shown([count], {}, draw, hidden=False) for count in only_extra))


def _without_few_extra(count: GroupCount, passes: Callable[[Groups], bool]) -> GroupCount:
    """Leave out extra cases that may not be shown by themselves: their figure is the group's less what the total gives.

    The group's cases of the sample must satisfy the rule without them for the same reason.
    """
    return count if count.extra is None or passes([count.extra]) else replace(count, extra=None)


def may_be_shown(groups: Groups, rule: Rule, *, sees_cases: bool) -> bool:
    """Return whether groups that are joined may be shown to a reader. `sees_cases`: they may see every case."""
    return _why_not(groups, rule, sees_cases) is None


def show_joined(groups: Groups, rule: Rule, draw: Draw, *, hidden: bool = False) -> ShownGroup:
    """Return these groups as one. `hidden`: without their figures."""
    reasons = {count.value: _why_not([count], rule, sees_cases=True) for count in groups}
    return _shown(groups, reasons, draw, hidden=hidden)


def join_small(blocks: Sequence[Sequence[Any]], passes: Callable[[Any], bool]) -> list[Sequence[Any]]:
    """Return the blocks, but those that do not pass joined to one another, and to the next smallest until they do.

    They are of GroupCounts or of ShownGroups. Of two that are as small, the first is joined; so the blocks come in an
    order that is always the same.
    """
    passed = [passes(block) for block in blocks]
    alone = sorted(compress(blocks, passed), key=_applicable)
    joined = [count for block, passes_alone in zip(blocks, passed, strict=True) if not passes_alone for count in block]
    while joined and alone and not passes(joined):
        joined += alone.pop(0)
    return [*alone, joined] if joined else [*alone]


def _why_not(groups: Groups, rule: Rule, sees_cases: bool) -> Reason | None:
    """Return why these groups, taken together, may not be shown; None if they may."""
    applicable = _applicable(groups)
    unseen = 0 if sees_cases else applicable - sum(count.seen for count in groups)
    if 0 < unseen < FEWEST or not (applicable or sees_cases):
        return Reason.CASES
    if rule is Rule.PEOPLE:
        return None
    if applicable < FEWEST_OF_PRACTICE:
        return Reason.CASES_OF_PRACTICE
    why_not = _why_not_held([count.by_practitioner for count in groups])
    if unseen and not why_not and _why_not_held([count.unseen_by_practitioner for count in groups]):
        return Reason.UNSEEN
    return why_not


def _why_not_held(held_in: Iterable[Mapping[Hashable, int]]) -> Reason | None:
    """Cases whose practitioner is not known could be anyone's: they add no practitioner, and count as the busiest's."""
    held: Counter[Hashable] = Counter()
    for each in held_in:
        held.update(each)
    cases, not_known = held.total(), held.pop(None, 0)
    if len(+held) < FEWEST_PRACTITIONERS:
        return Reason.PRACTITIONERS
    return Reason.ONE_PRACTITIONER if 2 * (max(held.values()) + not_known) > cases else None


def _applicable(groups: Sequence[GroupCount | ShownGroup]) -> int:
    return sum(count.tally.applicable for count in groups if count.tally)


def _shown(cell: Groups, reasons: Mapping[str, Reason | None], draw: Draw, *, hidden: bool) -> ShownGroup:
    alone = len(cell) == 1 and not hidden
    extra = cell[0].extra.tally if alone and cell[0].extra else Tally()
    tally = sum((count.tally for count in cell), extra)
    few = tally.applicable < FEW
    return ShownGroup(
        values=tuple(count.value for count in cell),
        tally=None if hidden else tally,
        reasons={} if alone else {count.value: reasons[count.value] or Reason.OTHERS for count in cell},
        few=few and not hidden,
        percent=None if few or hidden else percent(tally),
        interval=None if few or hidden else interval_of(draw, tally),
        extra=extra.applicable,
    )
