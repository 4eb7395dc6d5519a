"""Draw some cases of each practitioner, where cases that matter more have a greater chance of being drawn.

The chance of a case is in proportion to its weight, and at most 1. The cases of a practitioner stand in random order,
each as long as its chance; from a random start, one point is set at every whole step, and the case under each point is
drawn (systematic sampling). So the number of cases is fixed, and each case's chance is exactly the stated one.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Weighted:
    """A case that can be drawn: its `key`, which no other has, its practitioner ("" if none), a weight above 0."""

    key: str
    practitioner: str
    weight: int


def draw_weighted(cases: Iterable[Weighted], size: int, *, seed: int) -> dict[str, Fraction]:
    """Draw `size` cases of each practitioner, or all if there are fewer. Return {key of a drawn case: its chance}.

    The order of the cases makes no difference.
    """
    held: dict[str, list[Weighted]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: case.key):
        held[case.practitioner].append(case)
    drawn: dict[str, Fraction] = {}
    for practitioner, theirs in held.items():
        dice = random.Random(f"{seed} {practitioner}")  # noqa: S311 - it has to be repeatable, not secret
        dice.shuffle(theirs)
        chances = find_chances([case.weight for case in theirs], size)
        taken = take(chances, Fraction(dice.random()))
        drawn |= {case.key: chance for case, chance, is_taken in zip(theirs, chances, taken, strict=True) if is_taken}
    return drawn


def find_chances(weights: Sequence[int], size: int) -> list[Fraction]:
    """Return each case's chance of being among `size` drawn ones, in proportion to its weight and at most 1.

    The chances add up to `size`, or to the number of cases if there are fewer.
    """
    sure: set[int] = set()
    while True:
        rest = [at for at in range(len(weights)) if at not in sure]
        left, total = size - len(sure), sum(weights[at] for at in rest)
        above = {at for at in rest if weights[at] * left >= total}
        if not above:
            return [Fraction(1) if at in sure else Fraction(weights[at] * left, total) for at in range(len(weights))]
        sure |= above


def take(chances: Iterable[Fraction], start: Fraction) -> list[bool]:
    """Return which cases lie under a point, with the first one at `start` (from 0, below 1)."""
    end, taken = Fraction(0), []
    for chance in chances:
        begin, end = end, end + chance
        taken.append(math.ceil(end - start) > math.ceil(begin - start))
    return taken
