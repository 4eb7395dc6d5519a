"""Which reviewer gets which case: evenly or by capacity, never one that is barred, mixed as the offices are.

First it is decided how many cases each reviewer gets, by the cheapest assignment (scipy) in which every further case of
a reviewer costs more than the one before: so loads are as even as the barred cases allow, and nobody is left without
reason. Then cases change hands between two reviewers for as long as that spreads practitioners and offices further.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

_NEVER, _LITTLE = 1e12, 1e-7  # the latter decides only who waits where not all have room


@dataclass(frozen=True)
class CaseToShare:
    """A case without reviewer. `barred`: the keys of reviewers who must not get it. `group`: that of the sample."""

    number: int
    practitioner: str = ""
    office: str = ""
    barred: frozenset[int] = frozenset()
    group: str = ""


@dataclass(frozen=True)
class Reader:
    """A reviewer: how many cases they can take in all (None: any number), and those that they hold already."""

    key: int
    capacity: int | None = None
    held: tuple[CaseToShare, ...] = field(default=())


def share_out(cases: Sequence[CaseToShare], readers: Sequence[Reader]) -> dict[int, int]:
    """{number of a case: key of its reader}; a case that nobody may or can take is left out. The same for any order.

    Where somebody's capacity is given, loads are in proportion to the capacities (those without one count as the
    largest that is given); otherwise they are even. Where there is not room for all, those of all groups of the sample
    wait in proportion.
    """
    cases = sorted(cases, key=lambda case: case.number)
    readers = sorted(readers, key=lambda reader: reader.key)
    places = [(reader, cost) for reader in readers for cost in _places(reader, readers, len(cases))]
    if not cases or not places:
        return {}
    chosen = _cheapest(cases, places)
    return _mixed({case.number: case for case in cases}, chosen, readers)


def _places(reader: Reader, readers: Sequence[Reader], number: int) -> Iterator[Fraction]:
    """What each further case costs that the reader can take: the more they have for their capacity, the more."""
    largest = max((each.capacity or 0 for each in readers), default=0) or 1
    share = reader.capacity if reader.capacity is not None else largest
    most = number if reader.capacity is None else min(reader.capacity - len(reader.held), number)
    for further in range(most):
        yield Fraction(2 * (len(reader.held) + further) + 1, share)


def _cheapest(cases: Sequence[CaseToShare], places: Sequence[tuple[Reader, Fraction]]) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment  # here: importing it takes longer than most pages

    turns = _turns(cases)
    costs = [
        [_NEVER if r.key in case.barred else float(cost) + _LITTLE * turns[case.number] for r, cost in places]
        for case in cases
    ]
    pairs = zip(*linear_sum_assignment(costs), strict=True)
    return {cases[i].number: places[j][0].key for i, j in pairs if costs[i][j] < _NEVER}


def _turns(cases: Sequence[CaseToShare]) -> dict[int, int]:
    """{number of a case: its turn}: after any number of turns each group has had its part."""
    groups: dict[str, list[int]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append(case.number)
    parts = [
        (Fraction(2 * at + 1, 2 * len(numbers)), number)
        for numbers in groups.values()
        for at, number in enumerate(numbers)
    ]
    return {number: turn for turn, (_, number) in enumerate(sorted(parts))}


def _mixed(cases: Mapping[int, CaseToShare], chosen: dict[int, int], readers: Iterable[Reader]) -> dict[int, int]:
    """Exchange cases between two readers while that brings somebody fewer of one practitioner or office."""
    loads = {reader.key: _places_of(reader.held) for reader in readers}
    for number, key in chosen.items():
        loads[key].update(_places_of([cases[number]]))
    numbers = sorted(chosen)
    better = True
    while better:
        better = False
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                if _is_better(cases[one], cases[other], chosen[one], chosen[other], loads):
                    _exchange(cases[one], cases[other], chosen, loads)
                    better = True
    return chosen


def _places_of(cases: Iterable[CaseToShare]) -> Counter[tuple[str, str]]:
    """How often each practitioner and office is there; a practitioner counts once more by the office."""
    return Counter(place for case in cases for place in _named(case))


def _named(case: CaseToShare) -> list[tuple[str, str]]:
    return [place for place in (("practitioner", case.practitioner), ("office", case.office)) if place[1]]


def _is_better(
    one: CaseToShare, other: CaseToShare, first: int, second: int, loads: Mapping[int, Counter[tuple[str, str]]]
) -> bool:
    """Whether the sum of the squares of all counts falls where `first` gives `one` for `other` of `second`."""
    if first == second or second in one.barred or first in other.barred:
        return False
    gone, come = set(_named(one)) - set(_named(other)), set(_named(other)) - set(_named(one))
    mine, theirs = loads[first], loads[second]
    saved = sum(mine[place] - theirs[place] - 1 for place in gone) + sum(
        theirs[place] - mine[place] - 1 for place in come
    )
    return saved > 0


def _exchange(
    one: CaseToShare, other: CaseToShare, chosen: dict[int, int], loads: Mapping[int, Counter[tuple[str, str]]]
) -> None:
    first, second = chosen[one.number], chosen[other.number]
    chosen[one.number], chosen[other.number] = second, first
    for key, gone, come in ((first, one, other), (second, other, one)):
        loads[key].subtract(_places_of([gone]))
        loads[key].update(_places_of([come]))
