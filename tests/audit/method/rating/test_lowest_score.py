"""The lowest-score rule: a standard takes the rating of its lowest key question, unless a panel may move it."""

from datetime import UTC, datetime

import pytest

from audit.method.rating.audit import rate
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import RATINGS, pdu

POOR, WEAK, GOOD, BEST = RATINGS
EVIDENCE = {code: Judgement(GOOD) for code in ("1.1", "1.2", "1.3")}


def of_assessment(*splits, judgement=None, **settings):
    """The rating of standard 2.1 with a Tally for each of its key questions."""
    tallies = dict(zip(("2.1.1", "2.1.2", "2.1.3"), splits, strict=False))
    judgements = EVIDENCE | ({"2.1": judgement} if judgement else {})
    result = rate(pdu(), tallies, **{"cases": 10, "judgements": judgements} | settings)
    return next(standard for standard in result.standards if standard.code == "2.1")


def test_a_share_of_few_cases_counts_as_much_as_one_of_many():
    standard = of_assessment(Tally(yes=66, no=34), Tally(yes=2, no=1), Tally(yes=9, no=1), cases=100)
    assert (standard.rating, [q.code for q in standard.limiting]) == (GOOD, ["2.1.1"])


@pytest.mark.parametrize("waiting", [Tally(), None])
def test_a_key_question_nobody_answered_yet_leaves_the_standard_without_a_rating(waiting):
    standard = of_assessment(Tally(yes=9, no=1), Tally(yes=9, no=1), *([waiting] if waiting else []))
    assert (standard.missing, standard.rating, standard.final, standard.score) == (True, None, None, None)


def test_an_unanswered_case_is_not_a_not_applicable_one():
    open_cases = of_assessment(*[Tally(yes=5, no=1, not_applicable=1)] * 3)
    assert [q.unanswered for q in open_cases.key_questions] == [3, 3, 3]
    assert open_cases.rating == BEST
    assert not any(q.unanswered for q in of_assessment(*[Tally(yes=5, no=1, not_applicable=4)] * 3).key_questions)


def test_a_key_question_that_applied_to_no_case_is_passed_over():
    answered = of_assessment(Tally(yes=9, no=1), Tally(yes=7, no=3), Tally(not_applicable=10))
    assert (answered.rating, answered.missing) == (GOOD, False)
    never_asked = of_assessment(Tally(yes=9, no=1), Tally(yes=7, no=3), asked={"2.1.1": 10, "2.1.2": 10})
    assert (never_asked.rating, never_asked.missing) == (GOOD, False)
    assert [q.percent for q in never_asked.key_questions] == [90, 70, None]


@pytest.mark.parametrize("judgement", [Judgement(GOOD), Judgement(BEST), Judgement(None, computed=WEAK)])
def test_a_decision_on_cases_either_counts_or_is_refused_and_never_vanishes(judgement):
    standard = of_assessment(*[Tally(yes=4, no=96)] * 3, judgement=judgement)
    assert (standard.rating, standard.decided, standard.refused, standard.score) == (POOR, None, True, 0)


@pytest.mark.parametrize(("decision", "refused"), [(GOOD, True), (None, False)])
def test_only_a_decision_not_to_rate_agrees_with_a_standard_that_applied_to_no_case(decision, refused):
    standard = of_assessment(*[Tally(not_applicable=10)] * 3, judgement=Judgement(decision))
    assert (standard.rating, standard.final, standard.refused) == (None, None, refused)


@pytest.mark.parametrize(("decided", "score"), [(WEAK, 1), (POOR, 0)])
def test_a_panel_moves_a_standard_by_one_band_and_the_rule_stays_on_record(decided, score):
    judgement = Judgement(decided, "Three cases turned on one form.", "Panel", datetime(2024, 3, 1, tzinfo=UTC))
    standard = of_assessment(*[Tally(yes=47, no=53)] * 3, judgement=judgement, cases=100)
    assert (standard.rating, standard.final, standard.score, standard.refused) == (POOR, decided, score, False)
    assert standard.decided == (decided if decided != POOR else None)
    assert standard.judgement is judgement


@pytest.mark.parametrize(("yes", "wanted"), [(47, GOOD), (40, WEAK), (58, GOOD), (58, POOR), (85, WEAK)])
def test_a_decision_outside_discretion_does_not_count(yes, wanted):
    standard = of_assessment(*[Tally(yes=yes, no=100 - yes)] * 3, judgement=Judgement(wanted), cases=100)
    assert standard.refused
    assert standard.decided is None
    assert standard.final == standard.rating != wanted


def test_only_the_lowest_key_question_gives_room_for_discretion():
    standard = of_assessment(Tally(yes=30, no=70), Tally(yes=64, no=36), Tally(yes=49, no=51), cases=100)
    assert (standard.rating, dict(standard.moves)) == (POOR, {})


def test_a_move_up_never_turns_into_a_move_down_when_the_figures_rise():
    up = Judgement(GOOD, "Close to the boundary.", "Panel", computed=WEAK)
    assert of_assessment(*[Tally(yes=36, no=20)] * 3, judgement=up).final == GOOD
    risen = of_assessment(*[Tally(yes=45, no=11)] * 3, judgement=up)
    assert (risen.final, risen.score, risen.refused) == ("Outstanding", 3, True)
