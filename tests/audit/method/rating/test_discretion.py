import pytest

from audit.method.rating.discretion import allowed_moves
from audit.method.rating.lowest_score import rate_key_question
from audit.method.tally import Tally
from tests.audit.method.frameworks import ANY_SIZE, edited, exact, load_text, pdu, unrated

POOR, WEAK, GOOD, BEST = "Inadequate", "Requires improvement", "Good", "Outstanding"
FEW, ONE, NEAR_50 = "5 cases or fewer", "one case were judged differently", "boundary at 50%"
NEAR_65, NEAR_80 = "boundary at 65%", "boundary at 80%"


def figures(framework, *splits):
    """A KeyQuestionRating for every (yes, applicable)."""
    questions = zip(framework.key_questions, splits, strict=False)
    tallies = {question.code: Tally(yes=yes, no=n - yes) for question, (yes, n) in questions}
    return [rate_key_question(framework, q, tallies, 0) for q in framework.key_questions[: len(splits)]]


def grounds(framework, *splits):
    """{rating it may move to: the ground after the question's code}"""
    return {to: ground.split(" ", 1)[1] for to, ground in allowed_moves(framework, figures(framework, *splits)).items()}


@pytest.mark.parametrize(
    ("yes", "applicable", "expected"),
    [
        (45, 100, {WEAK: NEAR_50}),
        (44, 100, {}),
        (50, 100, {POOR: ONE}),
        (51, 100, {POOR: NEAR_50}),
        (55, 100, {POOR: NEAR_50}),
        (56, 100, {}),
        (59, 100, {}),
        (60, 100, {GOOD: NEAR_65}),
        (64, 100, {GOOD: ONE}),
        (65, 100, {WEAK: ONE}),
        (70, 100, {WEAK: NEAR_65}),
        (71, 100, {}),
        (75, 100, {BEST: NEAR_80}),
        (80, 100, {GOOD: ONE}),
        (85, 100, {GOOD: NEAR_80}),
        (86, 100, {}),
        (0, 100, {}),
        (100, 100, {}),
        (28, 56, {POOR: ONE}),
        (27, 56, {WEAK: ONE}),
        (26, 56, {WEAK: NEAR_50}),
        (24, 56, {}),
    ],
)
def test_a_result_within_five_points_or_one_case_of_a_boundary_may_cross_it(yes, applicable, expected):
    found = grounds(pdu(), (yes, applicable))
    assert set(found) == set(expected)
    assert all(words in found[to] for to, words in expected.items())


@pytest.mark.parametrize(
    ("yes", "rounded", "unrounded"),
    [(25, {WEAK}, set()), (31, {POOR}, set()), (36, {GOOD}, {GOOD})],  # of 56: 44.64, 55.36, 64.29%
)
def test_the_distance_to_a_boundary_is_taken_from_what_was_banded(yes, rounded, unrounded):
    assert set(grounds(pdu(), (yes, 56))) == rounded
    assert set(grounds(exact(), (yes, 56))) == unrounded


def test_next_to_five_points_is_not_within_them_even_where_a_float_would_say_so():
    assert set(grounds(exact(), (45 * 10**16, 10**18))) == {WEAK}
    assert grounds(exact(), (45 * 10**16 - 1, 10**18)) == {}


@pytest.mark.parametrize(
    ("yes", "applicable", "expected"),
    [
        (0, 5, {WEAK}),
        (0, 6, set()),
        (5, 5, {GOOD}),
        (6, 6, set()),
        (3, 5, {POOR, GOOD}),
        (1, 2, {POOR, GOOD}),  # one more case would make it Outstanding, but a move is one band
        (0, 1, {WEAK}),
        (1, 1, {GOOD}),
    ],
)
def test_a_result_that_rests_on_five_cases_may_move_one_band_either_way(yes, applicable, expected):
    found = grounds(pdu(), (yes, applicable))
    assert set(found) == expected
    assert all(FEW in ground for ground in found.values())


def test_one_case_counts_even_where_it_weighs_more_than_five_points():
    assert grounds(pdu(), (3, 7)) == {WEAK: "would change its band if one case were judged differently"}
    assert set(grounds(pdu(), (3, 6))) == {POOR, GOOD}


def test_the_ground_names_the_question_and_the_boundary():
    moves = allowed_moves(pdu(), figures(pdu(), (45, 100)))
    assert moves == {WEAK: "2.1.1 is within 5 percentage points of the boundary at 50%"}


def test_of_questions_that_tie_each_may_give_a_ground():
    assert set(grounds(pdu(), (29, 50), (58, 100))) == set()
    assert set(grounds(pdu(), (2, 4), (50, 100))) == {POOR}  # up would need a ground for the second one too


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((26, 56), {WEAK}),  # 46%, close to 50 too
        ((9, 20), {WEAK}),
        ((2, 5), {WEAK}),  # the lowest, moved because it is based on few cases
        ((1, 10), set()),  # far from the boundary, so it holds the standard down whatever becomes of the first
        ((24, 56), set()),
        ((55, 100), {WEAK}),  # in the next band already
    ],
)
def test_a_move_up_needs_a_ground_for_every_question_in_the_lowest_band(other, expected):
    assert set(grounds(pdu(), (27, 56), other)) == expected


def test_one_question_far_below_the_boundary_forbids_what_another_of_few_cases_would_allow():
    assert grounds(pdu(), (0, 5), (10, 56)) == {}


def test_the_grounds_of_a_move_up_name_every_question():
    moves = allowed_moves(pdu(), figures(pdu(), (27, 56), (26, 56)))
    assert "2.1.1 would change" in moves[WEAK]
    assert "2.1.2 is within 5 percentage points" in moves[WEAK]


def test_a_move_down_needs_a_ground_for_the_lowest_question_only():
    assert set(grounds(pdu(), (28, 56), (60, 100), (63, 100))) == {POOR}


def test_the_margins_come_from_the_framework():
    narrow = load_text(edited(ANY_SIZE, ("points = 5", "points = 0"), ("cases = 5", "cases = 0")))
    wide = load_text(edited(ANY_SIZE, ("points = 5", "points = 50"), ("cases = 5", "cases = 9")))
    assert grounds(narrow, (46, 100)) == {}
    one = "would change its band if one case were judged differently"
    assert grounds(narrow, (3, 5)) == {POOR: one, GOOD: one}
    assert "50 percentage points of the boundary at 50%" in grounds(wide, (1, 100))[WEAK]
    assert "9 cases or fewer" in grounds(wide, (0, 9))[WEAK]


def test_nothing_moves_without_cases_or_bands():
    assert grounds(pdu(), (0, 0)) == {}
    assert grounds(unrated(), (45, 100)) == {}
    assert allowed_moves(pdu(), []) == {}
