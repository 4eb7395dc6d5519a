"""A question's percentages over the audits of a unit, in order, and the limits within which chance alone moves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from audit.method.tally import Tally

FEWEST_POINTS = 13  # audits before limits are drawn: fewer say too little about how the unit usually does
SIGMAS = 3


@dataclass(frozen=True)
class Limits:
    """The centre of a run chart and the limits of each point, in per cent. A point outside is more than chance."""

    centre: float
    low: tuple[float, ...]
    high: tuple[float, ...]


def split_at_breaks(points: Sequence[Tally | None], comparable: Sequence[bool]) -> list[list[int]]:
    """Return the places of the points that may be joined, in groups. What is not comparable parts two groups.

    A point that is None (too few cases, or hidden) is left out and parts nothing.
    """
    groups: list[list[int]] = [[]]
    for place, point in enumerate(points):
        if not comparable[place]:
            groups.append([])
        elif point is not None:
            groups[-1].append(place)
    return [group for group in groups if group]


def control_limits(tallies: Sequence[Tally]) -> Limits | None:
    """Return the limits of these points, from the first FEWEST_POINTS of them; None if there are fewer.

    Later points never move the centre: only a person can decide that a unit works at a new level.
    """
    if len(tallies) < FEWEST_POINTS:
        return None
    first = sum(tallies[:FEWEST_POINTS], Tally())
    share = first.yes / first.applicable
    halves = [100 * SIGMAS * sqrt(share * (1 - share) / tally.applicable) for tally in tallies]
    centre = 100 * share
    low = tuple(max(centre - half, 0.0) for half in halves)
    return Limits(centre, low, tuple(min(centre + half, 100.0) for half in halves))
