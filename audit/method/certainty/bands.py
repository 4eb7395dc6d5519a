"""The chance that a question's percentage of all cases falls into each band, from one tally. Ours, not HMIP's."""

from fractions import Fraction

from audit.method.certainty.interval import Draw
from audit.method.framework import Framework
from audit.method.rating.banding import least_yes
from audit.method.tally import Tally


def edges_of(framework: Framework) -> list[float]:
    """Return where the second band begins, and each one above, in per cent: 49.5 where 50 is reached by rounding."""
    half = Fraction(1, 2) if framework.rounds else Fraction(0)
    return [float(band.from_percent - half) for band in framework.rating_bands[1:]]


def chance_of_each_band(framework: Framework, tally: Tally, draw: Draw) -> dict[str, float]:
    """Return {rating: chance} of a tally with at least one case, in a framework with bands.

    What is not known of the percentage follows Beta(yes + 1/2, no + 1/2), Jeffreys' choice. With a known population
    only its unseen cases are left to chance (beta-binomial), and the band is that of all its cases.
    """
    population = draw.population_of(tally.applicable)
    if population is None:
        below = _below_in_any_number(edges_of(framework), tally)
    else:
        below = _below_in_population(framework, tally, round(population))
    steps = [0.0, *below, 1.0]
    ratings = [band.rating for band in framework.rating_bands]
    return {rating: steps[place + 1] - steps[place] for place, rating in enumerate(ratings)}


def _below_in_any_number(edges: list[float], tally: Tally) -> list[float]:
    from scipy.special import betainc  # 0.3 s

    yes, no = tally.yes + 0.5, tally.applicable - tally.yes + 0.5
    return [float(betainc(yes, no, edge / 100)) for edge in edges]


def _below_in_population(framework: Framework, tally: Tally, population: int) -> list[float]:
    """Return for each band but the lowest the chance that too few cases of the population are sufficient for it."""
    import numpy
    from scipy.special import betaln, gammaln

    unseen = population - tally.applicable
    yes, no, k = tally.yes + 0.5, tally.applicable - tally.yes + 0.5, numpy.arange(unseen + 1)
    ways = gammaln(unseen + 1) - gammaln(k + 1) - gammaln(unseen - k + 1)
    chances = numpy.exp(ways + betaln(k + yes, unseen - k + no) - betaln(yes, no))
    needed = [least_yes(framework, population, band) - tally.yes for band in framework.rating_bands[1:]]
    return [float(min(chances[: max(least, 0)].sum(), 1.0)) for least in needed]
