"""How far two reviews of the same cases agree: as a percentage, and beyond what chance would give.

Cohen's kappa and its interval (from the asymptotic standard error) come from statsmodels. No library has a Gwet's AC1
that fits (docs/decisions.md), so this module works it out after K. L. Gwet, "Computing inter-rater reliability and its
variance in the presence of high agreement", British Journal of Mathematical and Statistical Psychology 61 (2008),
pages 29 to 48. The interval uses the t distribution, as his handbook does (4th edition, 2014).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from audit.method.answers import COUNTED, Value
from audit.method.rating.banding import round_half_up

FEWEST = 20  # pairs of answers: with fewer, a coefficient says more about chance than about the reviewers
LEVEL = 0.95  # of confidence, for both intervals

Pair = tuple[Value, Value]


@dataclass(frozen=True)
class Coefficient:
    """How far reviewers agree: 1 is always, 0 as often as chance, below 0 less often than chance.

    `low` and `high` are the ends of its interval. Both are None if no pair differs or all do: the answers then say
    nothing about how far the value could be off.
    """

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreement:
    """How many of `n` pairs of answers are the `same`.

    Both coefficients are None below FEWEST pairs. Kappa is also None if a reviewer gave the same answer every time: it
    would be 0 or undefined, whatever the other reviewer said.
    """

    n: int
    same: int
    kappa: Coefficient | None = None
    ac1: Coefficient | None = None

    @property
    def percent(self) -> int | None:
        """Return the whole per cent of pairs that are the same; None without a pair."""
        return round_half_up(Fraction(100 * self.same, self.n)) if self.n else None

    @property
    def is_enough(self) -> bool:
        return self.n >= FEWEST


def differing(first: Mapping[str, Value], second: Mapping[str, Value], asked: Set[str]) -> list[str]:
    """Return the codes, of those asked, that two reviews answer differently or that only one answers; sorted."""
    return sorted(code for code in asked if first.get(code) != second.get(code))


def agreement(pairs: Iterable[Pair], categories: Iterable[Value]) -> Agreement:
    """Return the Agreement of pairs (first reviewer's answer, second reviewer's answer).

    A pair counts only if both looked at the question. `categories`: every answer that could be given; AC1 depends on
    how many there are.
    """
    counts = Counter(pair for pair in pairs if set(pair) <= set(COUNTED))
    n, same = counts.total(), sum(number for (one, other), number in counts.items() if one == other)
    if n < FEWEST:
        return Agreement(n, same)
    of_one, of_other = ({pair[reviewer] for pair in counts} for reviewer in (0, 1))
    values = sorted({*categories, *of_one, *of_other} & set(COUNTED))
    table = [[counts[one, other] for other in values] for one in values]
    kappa = _kappa(table) if len(of_one) > 1 and len(of_other) > 1 else None
    return Agreement(n, same, kappa, _ac1(table))


def _kappa(table: Sequence[Sequence[int]]) -> Coefficient:
    from statsmodels.stats.inter_rater import cohens_kappa  # here: importing it takes seconds, which few pages need

    found = cohens_kappa(table, return_results=True)
    margin = sqrt(max(0.0, float(found.var_kappa))) * NormalDist().inv_cdf((1 + LEVEL) / 2)
    return _with_interval(float(found.kappa), margin)


def _ac1(table: Sequence[Sequence[int]]) -> Coefficient:
    """Return Gwet's AC1 from a square table of counts with two or more categories."""
    from scipy.stats import t  # here, as above

    n, q = sum(map(sum, table)), len(table)
    share = [(sum(table[k]) + sum(row[k] for row in table)) / (2 * n) for k in range(q)]
    observed = sum(table[k][k] for k in range(q)) / n
    chance = sum(p * (1 - p) for p in share) / (q - 1)
    value = (observed - chance) / (1 - chance)

    def weight(k: int, m: int) -> float:
        return (k == m) - 2 * (1 - value) * (1 - (share[k] + share[m]) / 2) / (q - 1)

    squares = sum(table[k][m] * weight(k, m) ** 2 for k in range(q) for m in range(q)) / n
    variance = (squares - (observed - 2 * (1 - value) * chance) ** 2) / (n * (1 - chance) ** 2)
    return _with_interval(value, sqrt(max(0.0, variance)) * float(t.ppf((1 + LEVEL) / 2, n - 1)))


def _with_interval(value: float, margin: float) -> Coefficient:
    if margin < 1e-9:  # rounding errors of floats leave a little where the margin is 0
        return Coefficient(value, None, None)
    return Coefficient(value, max(-1.0, value - margin), min(1.0, value + margin))
