"""The interval of a percentage: as docs/method.md works it out, and as statsmodels does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.certainty.interval import Draw, interval_of, wilson
from audit.method.tally import Tally
from tests.audit.method.certainty.slow_certainty import hypergeometric_bounds
from tests.audit.method.rating.any_answers import splits

WORKED = [((25, 56), (32.4, 57.6)), ((25, 56, 240), (33.8, 56.0)), ((15, 52), (18.3, 42.3)), ((1, 5), (3.6, 62.4))]


@pytest.mark.parametrize(("counts", "bounds"), WORKED)
def test_an_interval_is_as_worked_out_by_hand(counts, bounds):
    found = wilson(*counts)
    assert (round(found.low, 1), round(found.high, 1)) == bounds


@pytest.mark.slow
def test_statsmodels_has_the_same_intervals():
    from statsmodels.stats.proportion import proportion_confint

    for yes, n in [(yes, cases) for cases in range(1, 31) for yes in range(cases + 1)]:
        low, high = proportion_confint(yes, n, method="wilson")
        assert (wilson(yes, n).low, wilson(yes, n).high) == pytest.approx((100 * low, 100 * high), abs=1e-9)


def test_a_population_gives_nearly_the_exact_interval():
    low, high = (round(100 * number / 240, 1) for number in hypergeometric_bounds(25, 56, 240))
    assert (low, high) == (32.9, 56.7)
    assert (wilson(25, 56, 240).low, wilson(25, 56, 240).high) == pytest.approx((low, high), abs=1)


@given(splits(200), st.integers(1, 1000))
def test_an_interval_holds_its_percentage_and_is_narrower_the_more_of_a_population_was_audited(split, more):
    (yes, n), whole = split, wilson(*split)
    part = wilson(yes, n, n + more)
    assert 0 <= whole.low <= 100 * yes / n + 1e-9 <= whole.high + 2e-9 <= 100 + 4e-9
    assert part.high - part.low <= whole.high - whole.low + 1e-9


@given(splits(200))
def test_yes_and_no_have_mirrored_intervals(split):
    yes, n = split
    assert wilson(yes, n).low == pytest.approx(100 - wilson(n - yes, n).high)


def test_a_question_that_applies_to_half_of_the_sample_applies_to_half_of_the_population():
    assert interval_of(Draw(56, 240), Tally(yes=10, no=18, not_applicable=28)) == wilson(10, 28, 120)


@pytest.mark.parametrize(
    "draw", [Draw(56, random=False), Draw(56, 56), Draw(0)], ids=["picked by hand", "all audited", "no case"]
)
def test_there_is_no_interval_without_the_luck_of_a_sample(draw):
    assert interval_of(draw, Tally(yes=25, no=31)) is None


def test_a_population_smaller_than_the_sample_says_nothing():
    assert interval_of(Draw(56, 40), Tally(yes=25, no=31)) == wilson(25, 56)


def test_no_case_has_no_interval():
    assert interval_of(Draw(56), Tally(not_applicable=56)) is None
