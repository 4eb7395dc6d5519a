"""How far a percentage changed, and whether chance alone could have done it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from audit.method.certainty.interval import Draw
from audit.method.change.difference import change_between, points_beyond_chance
from audit.method.change.words import change_text, how_far_chance_reaches, points_text
from audit.method.tally import Tally

SUFFOLK = Draw(56)


def change(before, after, *, draw=SUFFOLK, draw_after=None):
    """The Change between two (yes, applicable)."""
    tallies = [Tally(yes=yes, no=n - yes) for yes, n in (before, after)]
    return change_between(tallies[0], draw, tallies[1], draw_after or draw)


@st.composite
def counts(draw):
    applicable = draw(st.integers(1, 200))
    return draw(st.integers(0, applicable)), applicable


@given(counts(), counts())
def test_the_interval_of_a_change_is_newcombes(before, after):
    found = change(before, after).interval
    expected = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    assert (found.low / 100, found.high / 100) == pytest.approx(expected, abs=1e-9)


def test_the_change_drawn_in_the_method_comes_out():
    assert change_text(change((25, 56), (29, 56))) == "+7 points (-11 to +25): within chance"


@given(counts(), counts())
def test_a_change_seen_the_other_way_round_is_its_mirror(before, after):
    there, back = change(before, after), change(after, before)
    assert back.points == -there.points
    assert back.interval.low == pytest.approx(-there.interval.high)
    assert back.within_chance == there.within_chance


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (Draw(56), Draw(56), "With 56 cases each, less than about 19 points is within chance."),
        (Draw(56), Draw(40), "With 56 cases then and 40 now, less than about 21 points is within chance."),
        (Draw(56, 112), Draw(56, 112), "With 56 cases each, less than about 14 points is within chance."),
        (Draw(1), Draw(56), "1 case then and 56 now are too few to tell a change from chance."),
        (Draw(9), Draw(9), "9 cases each are too few to tell a change from chance."),
        (Draw(1), Draw(1), "1 case each are too few to tell a change from chance."),
        (Draw(9, 9), Draw(9, 9), "Both audits read every eligible case, so no change comes from the luck of a sample."),
        (Draw(56, random=False), Draw(56), "Cases were picked by hand, so no one can work out whether a change is mor"),
    ],
)
def test_a_sentence_says_how_far_chance_reaches(before, after, sentence):
    assert how_far_chance_reaches(before, after).startswith(sentence)


@given(st.integers(10, 200))
def test_around_half_a_smaller_change_than_the_sentence_says_is_within_chance_and_that_much_is_more(cases):
    points = points_beyond_chance(Draw(cases), Draw(cases))

    def around_half(apart):
        return change(((cases - apart) // 2, cases), ((cases - apart) // 2 + apart, cases))

    assert around_half((points - 1) * cases // 100).within_chance
    assert not around_half(-(-points * cases // 100)).within_chance


def test_cases_picked_by_hand_have_a_change_and_no_chance():
    by_hand = change((25, 56), (29, 56), draw=Draw(56, random=False), draw_after=SUFFOLK)
    assert (by_hand.interval, change_text(by_hand)) == (None, "+7 points")


def test_only_the_luck_that_is_left_widens_the_interval():
    whole, half = Draw(56, 56), Draw(56)
    assert change((25, 56), (29, 56), draw=whole).interval is None
    one = change((25, 56), (29, 56), draw=whole, draw_after=half).interval
    both = change((25, 56), (29, 56)).interval
    assert both.low < one.low < 0 < one.high < both.high


@pytest.mark.parametrize(
    ("points", "text"), [(0.4, "0 points"), (-0.6, "-1 point"), (1, "+1 point"), (-7, "-7 points")]
)
def test_points_have_their_sign(points, text):
    assert points_text(points) == text
