"""How far a percentage changed between two audits, and whether that is more than the luck of the samples.

Formulas and worked checks: docs/method.md, "What changed".
"""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from audit.method.certainty.interval import Draw, Interval, interval_of, wilson
from audit.method.tally import Tally


@dataclass(frozen=True)
class Change:
    """How far a question's percentage moved, in percentage points, with the 95% interval of that.

    `interval`: None where there is no luck of a sample that could be worked out.
    """

    points: Fraction
    interval: Interval | None

    @property
    def within_chance(self) -> bool:
        """Return whether two samples of the same work could differ this much by chance; False without an interval."""
        return self.interval is not None and self.interval.low <= 0 <= self.interval.high


def change_between(before: Tally, draw_before: Draw, after: Tally, draw_after: Draw) -> Change:
    """Return the Change from one tally to the other. Both have applicable cases."""
    shares = Fraction(before.yes, before.applicable), Fraction(after.yes, after.applicable)
    points = 100 * (shares[1] - shares[0])
    if not leaves_luck(draw_before, draw_after):
        return Change(points, None)
    intervals = [_or_exact(interval_of(*each), each[1]) for each in ((draw_before, before), (draw_after, after))]
    return Change(points, _newcombe(float(100 * shares[0]), intervals[0], float(100 * shares[1]), intervals[1]))


def leaves_luck(before: Draw, after: Draw) -> bool:
    """Return whether another pair of samples could have shown another change, by chance that can be worked out."""
    return before.random and after.random and (before.leaves_luck or after.leaves_luck)


def points_beyond_chance(before: Draw, after: Draw) -> int | None:
    """Return how many percentage points a change needs, in a question asked in every case, to be more than chance.

    It is worked out around 50%, where chance moves a percentage most. None if samples so small can show no change.
    """
    return next((points for points in range(1, 101) if _around_half(points, before, after).low > 0), None)


def _around_half(points: int, before: Draw, after: Draw) -> Interval:
    low, high = 50 - points / 2, 50 + points / 2
    return _newcombe(low, _interval_at(low, before), high, _interval_at(high, after))


def _interval_at(percent: float, draw: Draw) -> Interval:
    if not draw.unseen:
        return Interval(percent, percent)
    return wilson(percent * draw.cases / 100, draw.cases, draw.population_of(draw.cases))


def _newcombe(before: float, of_before: Interval, after: float, of_after: Interval) -> Interval:
    """Return Newcombe's interval of after - before, from their percentages and the interval of each."""
    points = after - before
    down = sqrt((after - of_after.low) ** 2 + (of_before.high - before) ** 2)
    up = sqrt((of_after.high - after) ** 2 + (before - of_before.low) ** 2)
    return Interval(points - down, points + up)


def _or_exact(interval: Interval | None, tally: Tally) -> Interval:
    """Return the interval, or the share itself where every eligible case was audited."""
    share = 100 * tally.yes / tally.applicable
    return interval or Interval(share, share)
