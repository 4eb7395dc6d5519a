"""The 95% interval of a percentage: Wilson's, with the finite population correction where the population is known.

Formulas and worked checks: docs/method.md, "How sure a percentage is".
"""

from dataclasses import dataclass
from math import sqrt

from audit.method.tally import Tally

Z = 1.959963984540054  # standard deviations to either side of the mean that hold 95% of a normal distribution


@dataclass(frozen=True)
class Interval:
    """Where a percentage lies with a confidence of 95%. `low` and `high`: per cent, 0 to 100."""

    low: float
    high: float


@dataclass(frozen=True)
class Draw:
    """How the counted cases were chosen: `cases` at random from a `population`, None if its size is not known.

    `random`: False if they were picked by hand, so that no chance can be worked out.
    """

    cases: int
    population: int | None = None
    random: bool = True

    @property
    def unseen(self) -> float:
        """Return the share of the population that was not audited: 1.0 if its size is not known, 0.0 if all of it was.

        Cases that came in beside the draw can outnumber the population, which then says nothing.
        """
        known = self.population is not None and self.population >= self.cases
        return 1 - self.cases / self.population if known and self.population else 1.0

    @property
    def leaves_luck(self) -> bool:
        """Return whether another sample could have come out otherwise, by chance that can be worked out."""
        return self.random and self.cases > 0 and self.unseen > 0

    def population_of(self, applicable: int) -> float | None:
        """Return to how many cases of the population a question applies, at the sample's rate; None if not known."""
        return applicable / (1 - self.unseen) if self.unseen < 1 else None


def wilson(yes: float, applicable: int, population: float | None = None) -> Interval:
    """Return Wilson's interval of yes / applicable. `applicable` is at least 1, and below `population`.

    With a population of N, n·(N-1)/(N-n) stands for n: a large part of a small population says more than its n.
    """
    n = float(applicable) if population is None else applicable * (population - 1) / (population - applicable)
    share = yes / applicable
    middle = share + Z * Z / (2 * n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    low, high = ((middle + side * half) / (1 + Z * Z / n) for side in (-1, 1))
    return Interval(100 * max(low, 0.0), 100 * min(high, 1.0))


def interval_of(draw: Draw, tally: Tally) -> Interval | None:
    """Return the interval of a tally's percentage; None without a case, and where the draw leaves no luck."""
    if not tally.applicable or not draw.leaves_luck:
        return None
    return wilson(tally.yes, tally.applicable, draw.population_of(tally.applicable))
