"""The funnel of units side by side: how far a unit's percentage can lie from the share of all by chance alone.

The limits are those of the exact binomial distribution, joined into a line as David Spiegelhalter does (Statistics in
Medicine, 2005). Formulas and worked checks: docs/method.md, "Units side by side".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from audit.method.tally import Tally

NARROW, WIDE = 0.95, 0.998  # how much of chance lies between the limits, half of the rest on either side


class Place(Enum):
    """Where a unit lies in the funnel."""

    INSIDE = "within the limits"
    BELOW_NARROW = "below the 95% limit"
    ABOVE_NARROW = "above the 95% limit"
    BELOW_WIDE = "below the 99.8% limit"
    ABOVE_WIDE = "above the 99.8% limit"


@dataclass(frozen=True)
class Limits:
    """Between which per cents a unit with this number of `cases` lies by chance, in 95 and in 99.8 of 100 samples."""

    cases: int
    narrow: tuple[float, float]
    wide: tuple[float, float]

    def place(self, tally: Tally) -> Place:
        """Return where a unit with this Tally, of the same number of cases, lies."""
        percent = 100 * tally.yes / tally.applicable
        if percent < self.narrow[0]:
            return Place.BELOW_WIDE if percent < self.wide[0] else Place.BELOW_NARROW
        if percent > self.narrow[1]:
            return Place.ABOVE_WIDE if percent > self.wide[1] else Place.ABOVE_NARROW
        return Place.INSIDE


def share_of_all(tallies: Iterable[Tally]) -> Fraction | None:
    """Return the share of sufficient cases in all units together; None without a case."""
    total = sum(tallies, Tally())
    return Fraction(total.yes, total.applicable) if total.applicable else None


def funnel_limits(share: Fraction, numbers: Sequence[int]) -> Mapping[int, Limits]:
    """Return {number of cases: Limits} around a `share` of 0 to 1, for each of `numbers`, which are at least 1."""
    bounds = {}
    for level in (NARROW, WIDE):
        tail = (1 - level) / 2
        # the upper limit of sufficient cases is the lower limit of insufficient ones
        below, above = _lowest(tail, share, numbers), _lowest(tail, 1 - share, numbers)
        bounds[level] = [(low, 100 - high) for low, high in zip(below, above, strict=True)]
    rows = zip(numbers, bounds[NARROW], bounds[WIDE], strict=True)
    return {cases: Limits(cases, narrow, wide) for cases, narrow, wide in rows}


def _lowest(tail: float, share: Fraction, numbers: Sequence[int]) -> list[float]:
    """Return the per cent of each number of cases that less than `tail` of all samples stay below.

    A count lies below its limit exactly if the chance of it or a lower one is smaller than `tail`.
    """
    from scipy.special import bdtr  # the chance of this count or a lower one; 0.3 s to import, scipy.stats 1 s

    chance, limits = float(share), []
    for cases in numbers:
        reached = bdtr(range(cases + 1), cases, chance)
        count = int(reached.searchsorted(tail))  # the lowest count whose chance reaches the tail
        before = reached[count - 1] if count else 0.0
        limits.append(100 * max(count - (reached[count] - tail) / (reached[count] - before), 0.0) / cases)
    return limits
