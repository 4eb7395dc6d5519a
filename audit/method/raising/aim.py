"""How much of all work must be sufficient for the next audit to reach a band in most samples. Ours, not HMIP's.

A sample can miss a band by bad luck, so who aims at exactly 50% misses it in nearly half of all samples.
"""

from math import ceil
from typing import Any

from audit.method.certainty.interval import Draw
from audit.method.framework import Framework, RatingBand
from audit.method.rating.banding import least_yes

OFTEN = 8  # the band must be reached in this many of TEN samples
TEN = 10


def percent_to_aim_at(framework: Framework, band: RatingBand, draw: Draw) -> int:
    """Return the least whole per cent of all work that reaches `band` in 8 of 10 samples of the draw's cases.

    The cases of a sample are drawn from the draw's population where its size is known (hypergeometric), and else from
    any number of cases (binomial). The draw has at least one case.
    """
    needed = least_yes(framework, draw.cases, band)
    if draw.unseen < 1 and draw.population:
        return _least_percent_of(draw.population, draw.cases, needed)
    from scipy.special import betaincinv  # 0.3 s

    return ceil(100 * float(betaincinv(needed, draw.cases - needed + 1, OFTEN / TEN)))


def _least_percent_of(population: int, cases: int, needed: int) -> int:
    low, high = 0, 100
    while low < high:
        middle = (low + high) // 2
        sufficient = -(-middle * population // 100)
        if _chance_of_reaching(needed, cases, sufficient, population) * TEN >= OFTEN:
            high = middle
        else:
            low = middle + 1
    return low


def _chance_of_reaching(needed: int, cases: int, sufficient: int, population: int) -> float:
    """Return the chance that at least `needed` of `cases`, drawn from the population, are among its sufficient ones."""
    import numpy
    from scipy.special import gammaln

    def ways(of: int, drawn: Any) -> Any:  # their logarithm
        return gammaln(of + 1) - gammaln(drawn + 1) - gammaln(of - drawn + 1)

    found = numpy.arange(max(needed, cases - (population - sufficient)), min(cases, sufficient) + 1)
    drawn = ways(sufficient, found) + ways(population - sufficient, cases - found)
    return float(numpy.exp(drawn - ways(population, numpy.array(cases))).sum())
