"""Share cases out among reviewers: evenly or by capacity, never to a reviewer who is barred, mixed by office.

The first step finds the cheapest assignment (with scipy). Each further case of a reviewer costs more than the one
before, so loads are as even as the barred cases allow. The second step swaps cases between two reviewers as long as
that spreads practitioners and offices more evenly.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

# costs: of a barred case, and of a later turn, which only decides which cases wait if there is not room for all
_NEVER, _LITTLE = 1e12, 1e-7


@dataclass(frozen=True)
class CaseToShare:
    """A case without a reviewer. `barred`: keys of reviewers who must not get it. `group`: its group in the sample."""

    number: int
    practitioner: str = ""
    office: str = ""
    barred: frozenset[int] = frozenset()
    group: str = ""


@dataclass(frozen=True)
class ReviewerLoad:
    """A reviewer. `capacity`: how many cases they can take in all, None for any number. `held`: those they have."""

    key: int
    capacity: int | None = None
    held: tuple[CaseToShare, ...] = field(default=())


def share_out(cases: Sequence[CaseToShare], reviewers: Sequence[ReviewerLoad]) -> dict[int, int]:
    """Return {number of a case: key of its reviewer}, the same in whatever order cases and reviewers come.

    A case that no reviewer may or can take is not in it. Loads are even, or in proportion to the capacities if one is
    given; a reviewer without one then counts as the largest given. If there is not room for all, cases of each group
    of the sample wait in proportion.
    """
    cases = sorted(cases, key=lambda case: case.number)
    reviewers = sorted(reviewers, key=lambda reviewer: reviewer.key)
    places = [
        (reviewer, cost) for reviewer in reviewers for cost in _costs_of_further_cases(reviewer, reviewers, len(cases))
    ]
    if not cases or not places:
        return {}
    chosen = _assign_cheapest(cases, places)
    return _swap_to_mix({case.number: case for case in cases}, chosen, reviewers)


def _costs_of_further_cases(
    reviewer: ReviewerLoad, reviewers: Sequence[ReviewerLoad], number: int
) -> Iterator[Fraction]:
    """Yield the cost of each further case that the reviewer can take: it grows with their load for their capacity."""
    largest = max((each.capacity or 0 for each in reviewers), default=0) or 1
    share = reviewer.capacity if reviewer.capacity is not None else largest
    most = number if reviewer.capacity is None else min(reviewer.capacity - len(reviewer.held), number)
    for further in range(most):
        yield Fraction(2 * (len(reviewer.held) + further) + 1, share)


def _assign_cheapest(cases: Sequence[CaseToShare], places: Sequence[tuple[ReviewerLoad, Fraction]]) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment  # here: importing it takes longer than most pages

    turns, prices = _turns_by_group(cases), [(reviewer.key, float(cost)) for reviewer, cost in places]
    costs = [
        [_NEVER if key in case.barred else price + _LITTLE * turns[case.number] for key, price in prices]
        for case in cases
    ]
    pairs = zip(*linear_sum_assignment(costs), strict=True)
    return {cases[i].number: places[j][0].key for i, j in pairs if costs[i][j] < _NEVER}


def _turns_by_group(cases: Sequence[CaseToShare]) -> dict[int, int]:
    """Return {number of a case: its turn}. After any number of turns each group has had its share."""
    groups: dict[str, list[int]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append(case.number)
    parts = [
        (Fraction(2 * at + 1, 2 * len(numbers)), number)
        for numbers in groups.values()
        for at, number in enumerate(numbers)
    ]
    return {number: turn for turn, (_, number) in enumerate(sorted(parts))}


def _swap_to_mix(
    cases: Mapping[int, CaseToShare], chosen: dict[int, int], reviewers: Iterable[ReviewerLoad]
) -> dict[int, int]:
    """Swap cases between two reviewers as long as that spreads practitioners and offices more evenly."""
    loads = {reviewer.key: _count_sources(reviewer.held) for reviewer in reviewers}
    for number, key in chosen.items():
        loads[key].update(_count_sources([cases[number]]))
    numbers = sorted(chosen)
    better = True
    while better:
        better = False
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                if _swap_is_better(cases[one], cases[other], chosen[one], chosen[other], loads):
                    _swap(cases[one], cases[other], chosen, loads)
                    better = True
    return chosen


def _count_sources(cases: Iterable[CaseToShare]) -> Counter[tuple[str, str]]:
    """Count the cases of each practitioner and of each office."""
    return Counter(place for case in cases for place in _sources_of(case))


def _sources_of(case: CaseToShare) -> list[tuple[str, str]]:
    return [place for place in (("practitioner", case.practitioner), ("office", case.office)) if place[1]]


def _swap_is_better(
    one: CaseToShare, other: CaseToShare, first: int, second: int, loads: Mapping[int, Counter[tuple[str, str]]]
) -> bool:
    """Return whether a swap makes the sum of the squares of all counts smaller.

    The reviewer `first` gives `one` and gets `other` from the reviewer `second`.
    """
    if first == second or second in one.barred or first in other.barred:
        return False
    gone, come = set(_sources_of(one)) - set(_sources_of(other)), set(_sources_of(other)) - set(_sources_of(one))
    mine, theirs = loads[first], loads[second]
    saved = sum(mine[place] - theirs[place] - 1 for place in gone) + sum(
        theirs[place] - mine[place] - 1 for place in come
    )
    return saved > 0


def _swap(
    one: CaseToShare, other: CaseToShare, chosen: dict[int, int], loads: Mapping[int, Counter[tuple[str, str]]]
) -> None:
    first, second = chosen[one.number], chosen[other.number]
    chosen[one.number], chosen[other.number] = second, first
    for key, gone, come in ((first, one, other), (second, other, one)):
        loads[key].subtract(_count_sources([gone]))
        loads[key].update(_count_sources([come]))
