"""Funnel limits: what chance alone can do to a unit, and nothing it cannot."""

from fractions import Fraction
from math import comb

import pytest

from audit.method.funnel import Place, funnel_limits, share_of_all
from audit.method.tally import Tally


def chance_of_at_most(count, cases, share):
    """The slow way: every count's chance as a fraction."""
    return sum(comb(cases, y) * share**y * (1 - share) ** (cases - y) for y in range(count + 1))


def slow_place(yes, cases, share):
    low, high = chance_of_at_most(yes, cases, share), 1 - chance_of_at_most(yes - 1, cases, share)
    for tail, below, above in (
        (Fraction(1, 1000), Place.BELOW_WIDE, Place.ABOVE_WIDE),
        (Fraction(25, 1000), Place.BELOW_NARROW, Place.ABOVE_NARROW),
    ):
        if low < tail or high < tail:
            return below if low < tail else above
    return Place.INSIDE


@pytest.mark.parametrize("share", [Fraction(45, 100), Fraction(11, 97), Fraction(9, 11)])
def test_every_count_lies_where_exact_sums_put_it(share):
    sizes = (1, 2, 5, 10, 23, 56)
    limits = funnel_limits(share, sizes)
    for cases in sizes:
        found = [limits[cases].place(Tally(yes=yes, no=cases - yes)) for yes in range(cases + 1)]
        assert found == [slow_place(yes, cases, share) for yes in range(cases + 1)]


def test_the_limits_of_56_cases_around_45_percent():
    limits = funnel_limits(Fraction(45, 100), [56])[56]
    assert [round(number, 1) for number in (*limits.narrow, *limits.wide)] == [31.1, 59.0, 23.9, 66.6]


@pytest.mark.parametrize(("share", "alike"), [(Fraction(0), Tally(no=20)), (Fraction(1), Tally(yes=20))])
def test_where_all_units_are_alike_none_lies_outside(share, alike):
    assert funnel_limits(share, [20])[20].place(alike) == Place.INSIDE


def test_the_share_of_all_counts_cases_and_not_units():
    assert share_of_all([Tally(yes=1, no=1), Tally(yes=8)]) == Fraction(9, 10)
    assert share_of_all([Tally(not_applicable=3)]) is None
