"""How much work must be sufficient to reach a band in 8 of 10 samples, worked out a second time by plain sums."""

from math import comb

import pytest

from audit.method.certainty.interval import Draw
from audit.method.raising.aim import percent_to_aim_at
from audit.method.rating.banding import band_by
from tests.audit.method.frameworks import exact, pdu


def reaches(framework, place, yes, cases):
    bands = framework.rating_bands
    return bands.index(band_by(framework, yes, cases, rounds=framework.rounds)) >= place


def chance(framework, place, cases, percent, population=None):
    """The chance that a sample reaches the band, from the chance of each number of sufficient cases."""
    found = [yes for yes in range(cases + 1) if reaches(framework, place, yes, cases)]
    if population is None:
        share = percent / 100
        return sum(comb(cases, yes) * share**yes * (1 - share) ** (cases - yes) for yes in found)
    sufficient = -(-percent * population // 100)
    ways = sum(comb(sufficient, yes) * comb(population - sufficient, cases - yes) for yes in found)
    return ways / comb(population, cases)


def test_to_reach_half_in_8_of_10_samples_of_56_about_55_per_cent_must_be_sufficient():
    assert percent_to_aim_at(pdu(), pdu().rating_bands[1], Draw(56)) == 55


@pytest.mark.parametrize("framework", [pdu, exact])
@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize(("cases", "population"), [(1, None), (10, None), (56, None), (56, 240), (56, 60), (5, 5000)])
def test_the_aim_reaches_the_band_often_enough_and_one_per_cent_less_does_not(framework, place, cases, population):
    found = percent_to_aim_at(framework(), framework().rating_bands[place], Draw(cases, population))
    assert chance(framework(), place, cases, found, population) >= 0.8
    assert chance(framework(), place, cases, found - 1, population) < 0.8
