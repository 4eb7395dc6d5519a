"""Chances of standards and of the score: the questions of a case hang together."""

from dataclasses import replace

import numpy
import pytest

from audit.method.certainty.bands import chance_of_each_band
from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.certainty.together import Chances, chances_of, draw_shares
from audit.method.rating.audit import rate
from audit.method.tally import Tally
from tests.audit.method.certainty.demonstration import suffolk_answers, suffolk_rating
from tests.audit.method.certainty.slow_certainty import banded, lowest_by_trying, spread_by_urn
from tests.audit.method.frameworks import RATINGS, pdu

pytestmark = pytest.mark.slow
WHOLE = (1.0,)  # nothing of the population is known


def suffolk(population=None):
    return chances_of(suffolk_rating(), suffolk_answers(), Draws(Draw(56, population)))


def test_suffolk_is_as_worked_out_by_hand():
    found = suffolk()
    assert round(100 * found.standards["2.1"]["Inadequate"]) == 81
    assert found.scores[0] == pytest.approx(0.80, abs=0.01)  # with the 4 points of the judgements: a score of 4
    assert found.scores[1] == pytest.approx(0.17, abs=0.01)


def test_multiplied_chances_would_overstate_the_lowest_rating():
    above = 1.0
    for yes in (28, 40, 25):
        above *= 1 - chance_of_each_band(pdu(), Tally(yes=yes, no=56 - yes), Draw(56))["Inadequate"]
    assert round(100 * (1 - above), 1) == 87.6


def test_questions_on_keeping_people_safe_hang_together_as_the_method_says():
    codes = [q.code for q in suffolk_rating().framework.key_questions]
    columns = numpy.array(suffolk_answers()).T
    pair = [columns[codes.index(code)] for code in ("2.1.3", "2.2.3")]
    assert numpy.corrcoef(*pair)[0, 1] == pytest.approx(0.57, abs=0.005)


@pytest.mark.parametrize(
    "cases",
    [
        [(True, True)] * 6 + [(True, False)] * 3 + [(False, False)] * 5,
        [(True, False), (False, True)] * 6,
        [(True, None), (False, True), (None, False), (True, True)] * 4,
    ],
    ids=["together", "against each other", "not applicable"],
)
def test_trying_gives_the_same_chances_of_the_lowest(cases):
    lowest = draw_shares(tuple(cases), WHOLE * len(cases[0])).min(axis=1)
    found = [banded(share) for share in lowest]
    slow = lowest_by_trying(cases)
    assert {rating: found.count(rating) / len(found) for rating in RATINGS} == pytest.approx(slow, abs=0.03)


def test_a_population_narrows_a_share_as_drawing_its_unseen_cases_one_by_one_does():
    answers = [True] * 12 + [False] * 8
    found = draw_shares(tuple((answer,) for answer in answers), unseen=(1 - 20 / 50,))[:, 0]
    assert (found.mean(), found.std()) == pytest.approx(spread_by_urn(answers, 50), rel=0.06)


def test_a_question_answered_alike_in_all_cases_is_not_certain():
    alike = draw_shares(tuple((True,) for _ in range(10)), WHOLE)[:, 0]
    expected = chance_of_each_band(pdu(), Tally(yes=10), Draw(10))["Outstanding"]
    assert numpy.mean(alike >= 0.795) == pytest.approx(expected, abs=0.01)


def test_the_same_answers_always_give_the_same_chances():
    assert numpy.array_equal(draw_shares(((True,), (False,)), WHOLE), draw_shares(((True,), (False,)), WHOLE))


def test_a_standard_that_a_panel_moved_adds_to_no_chance_of_the_score():
    rating = suffolk_rating()
    standards = [
        replace(s, decided="Requires improvement", score=1) if s.code == "2.1" else s for s in rating.standards
    ]
    found = chances_of(replace(rating, standards=tuple(standards), score=5), suffolk_answers(), Draws(Draw(56)))
    assert found.standards["2.1"] == suffolk().standards["2.1"]
    assert found.scores[0] > suffolk().scores[0]


def test_chances_come_back_from_what_a_sign_off_stores():
    stored = suffolk().as_json()
    assert Chances.from_json(stored).as_json() == stored
    assert Chances.from_json(stored).scores == pytest.approx(suffolk().scores, abs=1e-4)


@pytest.mark.parametrize("draw", [Draw(56, random=False), Draw(56, 56)], ids=["picked by hand", "all audited"])
def test_there_are_no_chances_without_the_luck_of_a_sample(draw):
    assert chances_of(suffolk_rating(), suffolk_answers(), Draws(draw)) is None


def test_without_a_case_there_are_no_chances():
    assert chances_of(rate(pdu(), {}, cases=0), [], Draws(Draw(0))) is None


def test_without_judgements_there_are_chances_of_standards_and_none_of_the_score():
    found = chances_of(suffolk_rating({}), suffolk_answers(), Draws(Draw(56)))
    assert (found.standards, found.scores) == (suffolk().standards, {})


def test_thousands_of_cases_take_fewer_draws():
    assert len(draw_shares(((True,), (False,)) * 2500, WHOLE)) == 4000
