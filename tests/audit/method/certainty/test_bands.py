"""The chance of each band of one question: as worked out by hand, and by trying every share."""

import pytest

from audit.method.certainty.bands import chance_of_each_band, edges_of
from audit.method.certainty.interval import Draw
from audit.method.certainty.strictness import chance_of_lowest
from audit.method.tally import Tally
from tests.audit.method.certainty.slow_certainty import chances_by_trying
from tests.audit.method.frameworks import RATINGS, exact, pdu


def chances(yes, n, population=None):
    return chance_of_each_band(pdu(), Tally(yes=yes, no=n - yes), Draw(n, population))


@pytest.mark.slow  # the first to ask for scipy
@pytest.mark.parametrize(("counts", "percents"), [((25, 56), [76.6, 23.3]), ((28, 56), [47.0, 51.7, 1.3])])
def test_the_chances_of_bands_are_as_worked_out_by_hand(counts, percents):
    found = [round(100 * chances(*counts)[rating], 1) for rating in RATINGS]
    assert found[: len(percents)] == percents


@pytest.mark.slow
@pytest.mark.parametrize("counts", [(25, 56), (28, 56), (6, 10), (10, 10), (1, 10), (6, 10, 20), (20, 30, 40)])
def test_trying_every_share_gives_the_same_chances(counts):
    assert chances(*counts) == pytest.approx(chances_by_trying(*counts), abs=0.01)


@pytest.mark.slow
def test_the_more_of_the_population_was_audited_the_surer_is_its_band():
    found = [chances(25, 56, population)["Inadequate"] for population in (None, 10_000, 240, 60)]
    assert found == sorted(found)
    assert chances(25, 56, 60)["Inadequate"] > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("population", [None, 57, 500])
def test_chances_add_up_to_one(population):
    assert all(sum(chances(yes, 56, population).values()) == pytest.approx(1) for yes in range(0, 57, 7))


def test_bands_begin_where_rounding_puts_them():
    assert (edges_of(pdu()), edges_of(exact())) == ([49.5, 64.5, 79.5], [50, 65, 80])


def test_the_rule_is_strict():
    assert round(100 * chance_of_lowest(pdu(), 56, 3)) == 83
    assert round(100 * chance_of_lowest(pdu(), 56, 1), 1) == 44.7
    assert round(100 * chance_of_lowest(pdu(), 1, 1)) == 50


def test_five_thousand_cases_overflow_no_float():
    assert round(100 * chance_of_lowest(pdu(), 5_000, 3)) == 55
