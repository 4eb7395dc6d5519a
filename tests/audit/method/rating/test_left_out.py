"""A standard judged on cases that a panel decided not to rate leaves score and maximum; what its cases give is kept."""

import pytest

from audit.method.rating.audit import rate
from audit.method.rating.explain import notes_of, overall_standing, score_text, standing
from audit.method.rating.signed import as_signed, ratings_to_sign, what_today_gives
from audit.method.rating.standard import NO_RATING, NOT_RATEABLE, Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import RATINGS, pdu, shipped

POOR, WEAK, GOOD, BEST = RATINGS
EVIDENCE = {code: Judgement(GOOD) for code in ("1.1", "1.2", "1.3")}
CODES = [question.code for question in shipped().key_questions]


def audit_of(judgement, assessment=None, *, framework=None, others=None):
    """The AuditRating of ten cases, 4 of them sufficient in each question of 2.1 and 9 in the others."""
    tallies = dict.fromkeys(CODES, others or Tally(9, 1)) | dict.fromkeys(CODES[:3], assessment or Tally(4, 6))
    return rate(framework or pdu(), tallies, cases=10, judgements=EVIDENCE | {"2.1": judgement})


def standing_of(result):
    return standing(result.framework, result.standards[3])


@pytest.mark.parametrize(
    ("tally", "computed", "would_be"),
    [
        (Tally(4, 6), POOR, "By its lowest key question it would be Inadequate."),
        (Tally(4, 5), NO_RATING, "Its cases give no rating either."),
        (Tally(not_applicable=10), NO_RATING, "Its cases give no rating either."),
        (Tally(), NO_RATING, "Its cases give no rating either."),
    ],
)
def test_it_leaves_score_and_maximum_and_what_its_cases_give_is_still_said(tally, computed, would_be):
    judgement = Judgement(None, computed=computed, confirmed_by="Ben")
    result = audit_of(judgement, tally, framework=shipped())
    assert (result.score, result.max_score, result.overall, result.missing) == (15, 18, GOOD, ())
    assert standing_of(result) == "Cannot be rated"
    assert f"A panel decided this, confirmed by Ben. {would_be}" in notes_of(result)[0]
    assert [question.tally for question in result.standards[3].key_questions] == [tally] * 3


def test_until_a_second_person_confirms_it_the_rating_by_the_rule_counts():
    result = audit_of(Judgement(None, computed=POOR, waits=True))
    assert (result.standards[3].waiting, result.score, result.max_score) == (NOT_RATEABLE, 15, 21)
    assert "a panel decided that it cannot be rated. This waits for a second person" in notes_of(result)[0]


@pytest.mark.parametrize(("computed", "tally"), [(WEAK, Tally(4, 6)), (NO_RATING, Tally(4, 6)), (POOR, Tally(4, 5))])
def test_it_counts_only_while_the_cases_give_what_the_panel_saw(computed, tally):
    result = audit_of(Judgement(None, computed=computed), tally, framework=shipped())
    assert (result.standards[3].left_out, result.standards[3].refused, result.max_score) == (False, True, 21)
    assert any("the decision not to rate it no longer fits the figures" in note for note in notes_of(result))


def test_the_others_are_never_called_too_few_because_of_it():
    left_out = audit_of(Judgement(None), Tally(4, 5), framework=shipped(), others=Tally())
    assert (left_out.too_few, overall_standing(left_out), score_text(left_out)) == ((), "Not known yet", "? of 18")


def test_an_audit_of_which_no_standard_can_be_rated_has_no_score_and_says_so():
    result = rate(pdu(), {}, cases=10, judgements=dict.fromkeys(pdu().standard, Judgement(None)))
    assert (result.max_score, overall_standing(result), score_text(result)) == (0, "Not rated", "No score")


def test_a_sign_off_keeps_it_whatever_todays_rules_give():
    signed = ratings_to_sign(audit_of(Judgement(None, computed=POOR)))
    today = audit_of(Judgement(None, computed=POOR), Tally(6, 4))
    shown = as_signed(today, signed)
    assert (standing_of(shown), shown.standards[3].rating, shown.max_score) == ("Cannot be rated", POOR, 18)
    assert (shown.standards[3].refused, shown.missing) == (False, ())
    assert "2.1 Assessment Requires improvement instead of no rating" in what_today_gives(shown, today)
