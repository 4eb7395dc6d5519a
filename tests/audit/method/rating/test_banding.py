from fractions import Fraction

import pytest

from audit.method.rating.banding import (
    Distance,
    band_of,
    distance_down,
    distance_up,
    figure_of,
    least_yes,
    percent,
    round_half_up,
    rounding_decides,
)
from audit.method.tally import Tally
from tests.audit.method.frameworks import exact, pdu, unrated

POOR, WEAK, GOOD, BEST = "Inadequate", "Requires improvement", "Good", "Outstanding"


def split(yes, applicable):
    return Tally(yes=yes, no=applicable - yes)


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("0", 0), ("1/2", 1), ("3/2", 2), ("5/2", 3), ("125/2", 63), ("129/2", 65), ("49/100", 0), ("4999/100", 50)],
)
def test_a_half_is_rounded_up_and_less_is_rounded_down(number, rounded):
    assert round_half_up(Fraction(number)) == rounded


@pytest.mark.parametrize(
    ("yes", "applicable", "printed"),
    [
        (28, 56, 50),
        (27, 56, 48),
        (25, 56, 45),
        (31, 48, 65),
        (22, 56, 39),
        (38, 56, 68),
        (31, 56, 55),
        (1, 8, 13),  # 12.5
        (5, 8, 63),  # 62.5, where rounding half to even gives 62
        (0, 3, 0),
        (3, 3, 100),
        (199, 200, 100),
        (495 * 10**15 - 1, 10**18, 49),  # a float would call it 49.5
    ],
)
def test_a_percentage_is_printed_as_it_would_be_published(yes, applicable, printed):
    assert percent(split(yes, applicable)) == printed


@pytest.mark.parametrize("tally", [Tally(), Tally(not_applicable=9)])
def test_no_applicable_case_is_no_percentage_and_not_nought(tally):
    assert percent(tally) is None
    assert band_of(pdu(), tally.yes, tally.applicable) is None
    assert distance_up(pdu(), 0, 0) is None
    assert distance_down(pdu(), 0, 0) is None
    assert not rounding_decides(pdu(), tally)


def test_not_applicable_does_not_dilute_a_percentage():
    assert percent(Tally(yes=3, no=1, not_applicable=96)) == 75


def test_absent_oversight_lowers_its_percentage_like_a_no():
    figure = figure_of(
        pdu(), pdu().questions["management-oversight"], Tally(yes=15, no=20, absent=17, not_applicable=4)
    )
    assert (figure.code, figure.percent) == ("management-oversight", 29)


@pytest.mark.parametrize(
    ("yes", "applicable", "rounded", "unrounded"),
    [
        (28, 56, WEAK, WEAK),
        (27, 56, POOR, POOR),
        (25, 56, POOR, POOR),
        (31, 48, GOOD, WEAK),
        (0, 1, POOR, POOR),
        (1, 1, BEST, BEST),
        (49, 100, POOR, POOR),
        (50, 100, WEAK, WEAK),
        (64, 100, WEAK, WEAK),
        (65, 100, GOOD, GOOD),
        (79, 100, GOOD, GOOD),
        (80, 100, BEST, BEST),
        (99, 200, WEAK, POOR),  # 49.5
        (129, 200, GOOD, WEAK),  # 64.5, where rounding half to even gives 64
        (159, 200, BEST, GOOD),  # 79.5
        (494, 1000, POOR, POOR),
        (644, 1000, WEAK, WEAK),
        (794, 1000, GOOD, GOOD),
        (10**18 // 2 - 1, 10**18, WEAK, POOR),  # a float would call it a half
    ],
)
def test_the_band_follows_the_rounding_of_the_framework(yes, applicable, rounded, unrounded):
    assert band_of(pdu(), yes, applicable).rating == rounded
    assert band_of(exact(), yes, applicable).rating == unrounded
    for framework in (pdu(), exact()):
        assert rounding_decides(framework, split(yes, applicable)) == (rounded != unrounded)


def test_an_unrated_framework_has_percentages_and_no_bands():
    assert percent(split(25, 56)) == 45
    assert band_of(unrated(), 25, 56) is None
    assert distance_up(unrated(), 25, 56) is None
    assert distance_down(unrated(), 25, 56) is None
    assert not rounding_decides(unrated(), split(31, 48))


UP = [
    (25, 56, (3, WEAK), (3, WEAK)),
    (27, 56, (1, WEAK), (1, WEAK)),
    (28, 56, (9, GOOD), (9, GOOD)),
    (30, 48, (1, GOOD), (2, GOOD)),
    (31, 48, (8, BEST), (1, GOOD)),
    (0, 56, (28, WEAK), (28, WEAK)),
    (49, 100, (1, WEAK), (1, WEAK)),
    (44, 55, None, None),
    (10**18 // 2 - 1, 10**18, (145 * 10**15 + 1, GOOD), (1, WEAK)),
    (56, 56, None, None),
    (0, 1, (1, BEST), (1, BEST)),  # one case jumps over two bands
    (1, 2, (1, BEST), (1, BEST)),
    (1, 3, (1, GOOD), (1, GOOD)),
]
DOWN = [
    (28, 56, (1, POOR), (1, POOR)),
    (40, 56, (4, WEAK), (4, WEAK)),
    (31, 48, (1, WEAK), (8, POOR)),
    (56, 56, (12, GOOD), (12, GOOD)),
    (100, 100, (21, GOOD), (21, GOOD)),
    (27, 56, None, None),
    (0, 1, None, None),
    (1, 1, (1, POOR), (1, POOR)),
    (2, 2, (1, WEAK), (1, WEAK)),
]


@pytest.mark.parametrize(
    ("distance", "yes", "applicable", "rounded", "unrounded"),
    [*((distance_up, *row) for row in UP), *((distance_down, *row) for row in DOWN)],
)
def test_so_many_more_sufficient_or_lost_cases_reach_the_next_band(distance, yes, applicable, rounded, unrounded):
    assert distance(pdu(), yes, applicable) == (Distance(*rounded) if rounded else None)
    assert distance(exact(), yes, applicable) == (Distance(*unrounded) if unrounded else None)


def test_the_fewest_sufficient_cases_of_each_band_are_whole_numbers():
    needed = [least_yes(pdu(), 56, band) for band in pdu().rating_bands]
    assert needed == [0, 28, 37, 45]
    assert [type(number) for number in needed] == [int] * 4
    assert [least_yes(exact(), 48, band) for band in exact().rating_bands] == [0, 24, 32, 39]
