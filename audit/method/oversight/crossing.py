"""Management oversight set against quality: a key question crossed with the item on oversight, in both directions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.method.answers import APPLICABLE, Value
from audit.method.certainty.interval import Draw
from audit.method.disclosure.small_numbers import FEWEST
from audit.method.groups.shown import GroupCount, Rule, ShownGroup, shown_groups
from audit.method.groups.values import OVERSIGHT
from audit.method.tally import Tally, tally_answers

EFFECTIVE, INSUFFICIENT, ABSENT, NOT_REQUIRED = Value.YES, Value.NO, Value.ABSENT, Value.NOT_APPLICABLE
NEEDED = (EFFECTIVE.key, INSUFFICIENT.key, ABSENT.key)  # in the order of the sentences
NO_ANSWER = ""
GROUPS = (*NEEDED, NOT_REQUIRED.key, NO_ANSWER)
COARSER = {value.key: group for value, group in OVERSIGHT.items()}  # by which the page of groups shows oversight


@dataclass(frozen=True)
class CrossedCase:
    """One case's answers, {question code: Value}. `seen`: the reader may see the case."""

    answers: Mapping[str, Value]
    seen: bool


@dataclass(frozen=True)
class Crossing:
    """One key question by oversight. `groups`: those in which oversight was needed, alone or joined with others.

    A group without a tally is not shown, and then it is the only one. `if_sufficient`, `if_insufficient`: the other
    direction, (cases with effective oversight, cases); None without a case, or with too few for this reader.
    """

    code: str
    groups: tuple[ShownGroup, ...]
    if_sufficient: tuple[int, int] | None
    if_insufficient: tuple[int, int] | None

    @property
    def hidden(self) -> bool:
        """Return whether the reader may not know these figures."""
        return any(group.tally is None for group in self.groups)

    def group_of(self, value: str) -> ShownGroup | None:
        """Return the group that this answer about oversight is in; None if no case has it."""
        return next((group for group in self.groups if value in group.values), None)


def count_by_oversight(cases: Iterable[CrossedCase], code: str, oversight: str) -> tuple[GroupCount, ...]:
    """Return the tally of the question `code` for each answer to the item `oversight`, one for each of GROUPS."""
    asked = [case for case in cases if code in case.answers]
    groups = [_group_of(case, oversight) for case in asked]
    tallies = tally_answers((code, case.answers[code], (group,)) for case, group in zip(asked, groups, strict=True))
    applies = [case.seen and case.answers[code] in APPLICABLE for case in asked]
    seen = {group: sum(each for each, of in zip(applies, groups, strict=True) if of == group) for group in GROUPS}
    return tuple(GroupCount(g, tallies.get(g, {}).get(code, Tally()), seen=seen[g]) for g in GROUPS)


def cross_with_oversight(
    cases: Iterable[CrossedCase], code: str, oversight: str, *, sees_cases: bool, draw: Draw
) -> Crossing:
    """Return the Crossing of a key question as a reader may see it. `sees_cases`: they may see every case."""
    counts = count_by_oversight(cases, code, oversight)
    shown = shown_groups(counts, rule=Rule.PEOPLE, sees_cases=sees_cases, draw=draw, within=COARSER)
    groups = tuple(group for group in shown if set(group.values) & set(NEEDED))
    tallies = [(group, group.tally) for group in groups if group.tally]
    good = [(EFFECTIVE.key in group.values, tally.yes) for group, tally in tallies]
    bad = [(EFFECTIVE.key in group.values, tally.applicable - tally.yes) for group, tally in tallies]
    return Crossing(code, groups, _share(good, sees_cases), _share(bad, sees_cases))


def _group_of(case: CrossedCase, oversight: str) -> str:
    return case.answers[oversight].usual.key if oversight in case.answers else NO_ANSWER


def _share(numbers: list[tuple[bool, int]], sees_cases: bool) -> tuple[int, int] | None:
    """Return (cases with effective oversight, cases) of [(oversight was effective, cases)]."""
    cases = sum(number for _, number in numbers)
    if not cases or (cases < FEWEST and not sees_cases):
        return None
    return sum(number for effective, number in numbers if effective), cases
