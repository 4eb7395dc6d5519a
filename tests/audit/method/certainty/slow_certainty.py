"""How sure a result is, a second time: slow, by trying, and written from docs/method.md alone."""

from math import comb
from statistics import mean

import numpy

RATINGS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]


def banded(share):
    """The rating of a share, rounded half up to a whole per cent."""
    whole = int(100 * share + 0.5)
    return RATINGS[sum(whole >= begins for begins in (50, 65, 80))]


def true_shares(yes, n, points=2000):
    """[(a share that all cases may have, its weight)] after yes of n, with Jeffreys' prior."""
    shares = [(point + 0.5) / points for point in range(points)]
    weights = [share ** (yes - 0.5) * (1 - share) ** (n - yes - 0.5) for share in shares]
    return [(share, weight / sum(weights)) for share, weight in zip(shares, weights, strict=True)]


def chances_by_trying(yes, n, population=None):
    """{rating: chance}: every share that all cases may have and, in a population, every number of unseen cases."""
    chances = dict.fromkeys(RATINGS, 0.0)
    for share, weight in true_shares(yes, n, 2000 if population is None else 300):
        if population is None:
            chances[banded(share)] += weight
            continue
        unseen = population - n
        for k in range(unseen + 1):
            chance = comb(unseen, k) * share**k * (1 - share) ** (unseen - k)
            chances[banded((yes + k) / population)] += weight * chance
    return chances


def hypergeometric_bounds(yes, n, population):
    """(lowest, highest) number of sufficient cases in the population that 2.5% of samples at each side do not speak
    against."""

    def at_least(sufficient):
        return sum(_chance(k, sufficient, n, population) for k in range(yes, n + 1))

    def at_most(sufficient):
        return sum(_chance(k, sufficient, n, population) for k in range(yes + 1))

    fits = [each for each in range(population + 1) if at_least(each) > 0.025 and at_most(each) > 0.025]
    return min(fits), max(fits)


def _chance(k, sufficient, n, population):
    return comb(sufficient, k) * comb(population - sufficient, n - k) / comb(population, n)


def lowest_by_trying(cases, draws=3000):
    """{rating: share of draws} of one standard. `cases`: for each, True, False or None for each of its questions."""
    random = numpy.random.default_rng(1)
    found = []
    for weights in random.dirichlet([1] * len(cases), draws):
        shares = []
        for answers in zip(*cases, strict=True):
            asked = [(answer, weight) for answer, weight in zip(answers, weights, strict=True) if answer is not None]
            shares.append(sum(weight for answer, weight in asked if answer) / sum(weight for _, weight in asked))
        found.append(banded(min(shares)))
    return {rating: found.count(rating) / draws for rating in RATINGS}


def spread_by_urn(answers, population, draws=1500):
    """(mean, standard deviation) of the share in the population: each unseen case is like one that is known by then."""
    random = numpy.random.default_rng(1)
    shares = []
    for _ in range(draws):
        urn = list(answers)
        while len(urn) < population:
            urn.append(urn[random.integers(len(urn))])
        shares.append(mean(urn))
    return mean(shares), numpy.std(shares)
