"""The rating of a whole audit: the published figures of Suffolk 2024, the score and the overall rating."""

from audit.method.rating.audit import rate
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import RATINGS, pdu, unrated

POOR, WEAK, GOOD, BEST = RATINGS
EVIDENCE = {code: Judgement(GOOD) for code in ("1.1", "1.2", "1.3")}
# Suffolk 2024, of 56 cases: sufficient, published per cent, band, further cases for the next band, worked by hand
SUFFOLK = {
    "2.1.1": (28, 50, WEAK, 9),
    "2.1.2": (40, 71, GOOD, 5),
    "2.1.3": (25, 45, POOR, 3),
    "2.2.1": (22, 39, POOR, 6),
    "2.2.2": (38, 68, GOOD, 7),
    "2.2.3": (25, 45, POOR, 3),
    "2.3.1": (25, 45, POOR, 3),
    "2.3.2": (20, 36, POOR, 8),
    "2.3.3": (13, 23, POOR, 15),
    "2.4.1": (31, 55, WEAK, 6),
    "2.4.2": (20, 36, POOR, 8),
    "2.4.3": (20, 36, POOR, 8),
}


def suffolk(**changes):
    tallies = {code: Tally(yes=yes, no=56 - yes) for code, (yes, *_) in SUFFOLK.items()}
    ratings = {"1.1": GOOD, "1.2": WEAK, "1.3": WEAK}
    judgements = {code: Judgement(rating) for code, rating in ratings.items()}
    return rate(pdu(), tallies, **{"cases": 56, "judgements": judgements} | changes)


def test_suffolk_2024_is_rated_as_published():
    result = suffolk()
    assert {s.code: s.final for s in result.standards} == {
        **dict.fromkeys(("1.2", "1.3"), WEAK),
        **dict.fromkeys(("2.1", "2.2", "2.3", "2.4"), POOR),
        "1.1": GOOD,
    }
    assert [s.score for s in result.standards] == [2, 1, 1, 0, 0, 0, 0]
    assert (result.score, result.max_score, result.overall, result.missing) == (4, 21, WEAK, ())


def test_suffolk_2024_has_the_published_figure_for_every_key_question():
    questions = [question for standard in suffolk().standards for question in standard.key_questions]
    assert {q.code: (q.tally.yes, q.percent, q.band.rating, q.up.cases) for q in questions} == SUFFOLK
    assert [q.tally.applicable for q in questions] == [56] * 12
    assert not any(q.rounding_decides or q.unanswered for q in questions)


def test_the_lowest_percentage_limits_a_standard_and_ties_are_all_named():
    limiting = {s.code: [q.code for q in s.limiting] for s in suffolk().standards if s.limiting}
    assert limiting == {"2.1": ["2.1.3"], "2.2": ["2.2.1"], "2.3": ["2.3.3"], "2.4": ["2.4.2", "2.4.3"]}


def test_a_missing_standard_leaves_score_and_overall_unknown_and_is_named():
    result = suffolk(judgements={"1.1": Judgement(GOOD)})
    assert (result.score, result.max_score, result.overall, result.missing) == (None, 21, None, ("1.2", "1.3"))
    nothing = rate(pdu(), {"2.1.2": Tally(yes=9)}, cases=9, judgements=EVIDENCE)
    assert nothing.missing[:4] == ("2.1", "2.1.1", "2.1.3", "2.2")
    assert nothing.score is None


def test_without_cases_every_standard_judged_on_cases_is_missing():
    result = rate(pdu(), {}, cases=0, judgements=EVIDENCE)
    assert (result.missing, result.score, result.overall) == (("2.1", "2.2", "2.3", "2.4"), None, None)


def test_a_decision_moves_the_score_and_the_overall_rating():
    moved = suffolk(judgements={"1.1": Judgement(WEAK), "1.2": Judgement(WEAK), "1.3": Judgement(WEAK)})
    assert (moved.score, moved.overall) == (3, POOR)
    decided = {code: Judgement(WEAK) for code in ("1.1", "1.2", "1.3", "2.1")}
    assert (suffolk(judgements=decided).score, suffolk(judgements=decided).overall) == (4, WEAK)


def test_an_unrated_framework_gives_figures_and_no_ratings():
    result = rate(unrated(), {"2.1.1": Tally(yes=25, no=31)}, cases=56, judgements=EVIDENCE)
    assert (result.score, result.max_score, result.overall, result.missing) == (None, 0, None, ())
    assert {(s.final, s.score, s.missing) for s in result.standards} == {(None, None, False)}
    assert result.standards[3].key_questions[0].percent == 45


def test_prompts_and_items_are_figures_that_rate_nothing():
    tallies = {"2.1.1": Tally(yes=9, no=1), "2.1.1a": Tally(no=10), "management-oversight": Tally(yes=15, absent=37)}
    result = rate(pdu(), tallies, cases=10)
    question = result.standards[3].key_questions[0]
    assert (question.band.rating, question.prompts[0].percent, question.prompts[1].percent) == (BEST, 0, None)
    assert [(item.code, item.percent) for item in result.items if item.percent] == [("management-oversight", 29)]
