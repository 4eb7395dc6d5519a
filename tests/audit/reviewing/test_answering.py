"""An answer is stored on top of the version that the person had seen, or not at all."""

import pytest

from audit.models import Answer
from audit.planning.locking import AuditClosed
from audit.results.sign_off.actions.sign_off import sign_off
from audit.reviewing.actions.answering import (
    NotOffered,
    put_prompts_back,
    save_answers,
    set_prompts_not_applicable,
)
from audit.reviewing.locking import ReviewClosed
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, add_case, note_facts
from tests.audit.review_forms import a_lead, an_open_review, change, stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def asha(review):
    return review.reviewer


@pytest.fixture
def lead(review):
    return a_lead("lead", review.audit.unit)


def seen(*changes):
    return {each.code: each for each in changes}


def test_an_answer_is_stored_with_who_gave_it_and_its_history(review, asha):
    saved = save_answers(review=review, changes=[change("2.1.1a", YES, "Seen.")], by=asha)
    assert (saved.stored, saved.stale) == (["2.1.1a"], [])
    assert stored("2.1.1a") == (YES, "Seen.", 1)
    answer = Answer.objects.get()
    assert (answer.answered_by, answer.history.get().history_user) == (asha, asha)


def test_a_comment_can_come_before_the_answer(review, asha):
    save_answers(review=review, changes=[change("2.1.1a", None, "To look up.")], by=asha)
    save_answers(review=review, changes=[change("2.1.1a", NO, "To look up.", 1)], by=asha)
    assert stored("2.1.1a") == (NO, "To look up.", 2)


def test_an_answer_that_somebody_else_changed_meanwhile_is_not_overwritten(review, asha, lead):
    save_answers(review=review, changes=[change("2.1.1a", YES, "Mine.")], by=asha)
    saved = save_answers(review=review, changes=[change("2.1.1a", NO, "Theirs.")], by=lead)
    assert (saved.stored, saved.stale) == ([], ["2.1.1a"])
    assert (saved.answers["2.1.1a"].comment, saved.answers["2.1.1a"].answered_by) == ("Mine.", asha)
    assert stored("2.1.1a") == (YES, "Mine.", 1)


def test_what_is_stale_keeps_nothing_else_from_being_stored(review, asha, lead):
    save_answers(review=review, changes=[change("2.1.1a", YES)], by=asha)
    saved = save_answers(review=review, changes=[change("2.1.1a", NO), change("2.1.1b", NO)], by=lead)
    assert (saved.stored, saved.stale) == (["2.1.1b"], ["2.1.1a"])


def test_sending_the_same_again_is_no_change_whatever_it_was_based_on(review, asha):
    for _ in range(2):
        saved = save_answers(review=review, changes=[change("2.1.1a", YES, "Seen.")], by=asha)
        assert saved.stored == ["2.1.1a"]
    assert stored("2.1.1a") == (YES, "Seen.", 1)
    assert Answer.history.count() == 1


def test_what_one_did_not_touch_does_not_stand_against_what_a_colleague_wrote(review, asha, lead):
    """Without the script a page sends all its questions, as they were when it was opened."""
    save_answers(review=review, changes=[change("2.1.1a", YES, "First.")], by=asha)
    save_answers(review=review, changes=[change("2.1.1a", NO, "Better.", 1), change("2.1.1b", YES)], by=lead)
    untouched = [change("2.1.1a", YES, "First.", 1), change("2.1.1b"), change("2.1.1c", YES)]
    saved = save_answers(review=review, changes=untouched, by=asha)
    assert saved.stale == []
    assert stored("2.1.1a") == (NO, "Better.", 2)
    assert stored("2.1.1b") == (YES, "", 1)


def test_an_answer_that_was_cleared_by_one_and_changed_by_another_is_a_conflict_too(review, asha, lead):
    save_answers(review=review, changes=[change("2.1.1a", YES, "First.")], by=asha)
    save_answers(review=review, changes=[change("2.1.1a", based_on=1)], by=asha)
    saved = save_answers(review=review, changes=[change("2.1.1a", NO, "First.", 1)], by=lead)
    assert saved.stale == ["2.1.1a"]
    assert stored("2.1.1a") == (None, "", 2)


def test_what_is_not_asked_of_the_case_is_told_and_not_stored(review, asha):
    review = an_open_review(review.audit, sentence_type="community_order")
    saved = save_answers(review=review, changes=[change("2.3.1d", YES), change("9.9.9", YES)], by=asha)
    assert saved.not_asked == ["2.3.1d", "9.9.9"]
    assert not Answer.objects.exists()


def test_an_answer_set_aside_by_the_facts_is_kept_and_asked_again_when_they_change_back(review, asha):
    save_answers(review=review, changes=[change("2.3.1d", NO, "No visit.")], by=asha)
    note_facts(review.sampled_case, sentence_type="community_order")
    assert save_answers(review=review, changes=[change("2.3.1d", YES, "", 1)], by=asha).not_asked == ["2.3.1d"]
    note_facts(review.sampled_case, sentence_type="licence")
    assert save_answers(review=review, changes=[change("2.3.1d", NO, "No visit.", 1)], by=asha).stored == ["2.3.1d"]
    assert stored("2.3.1d") == (NO, "No visit.", 1)


def test_a_submitted_review_and_a_signed_off_audit_take_no_answers(review, asha):
    submitted = add_case(review.audit, {"2.1.1": YES}).reviews.get()
    with pytest.raises(ReviewClosed, match="submitted"):
        save_answers(review=submitted, changes=[change("2.1.1", NO, "", 1)], by=asha)
    sign_off(audit=review.audit)
    with pytest.raises(AuditClosed, match="signed off"):
        save_answers(review=review, changes=[change("2.1.1", NO)], by=asha)


def test_the_rest_of_the_prompts_of_a_key_question_is_set_not_applicable_and_put_back(review, asha):
    before = [change("2.1.1a", YES, "Seen."), change("2.1.1b", NOT_APPLICABLE), change("2.1.1c", None, "To ask.")]
    save_answers(review=review, changes=before, by=asha)
    set_prompts_not_applicable(review=review, key_question="2.1.1", seen=seen(*before), by=asha)
    assert stored("2.1.1a") == (YES, "Seen.", 1)
    assert [stored(code)[0] for code in ("2.1.1b", "2.1.1c", "2.1.1d")] == [NOT_APPLICABLE] * 3
    assert not Answer.objects.filter(question="2.1.1").exists()
    put_prompts_back(review=review, key_question="2.1.1", by=asha)
    assert stored("2.1.1a") == (YES, "Seen.", 1)
    assert stored("2.1.1c") == (None, "To ask.", 3)
    assert [stored(code)[0] for code in ("2.1.1b", "2.1.1c", "2.1.1d")] == [NOT_APPLICABLE, None, None]


def test_a_prompt_that_a_colleague_answered_meanwhile_is_left_and_told(review, asha, lead):
    save_answers(review=review, changes=[change("2.1.1a", YES, "Mine."), change("2.1.1b", YES)], by=asha)
    save_answers(review=review, changes=[change("2.1.1b", NO, "Unseen.", 1), change("2.1.1c", NO)], by=lead)
    page = seen(change("2.1.1a", YES, "Mine."), change("2.1.1b", YES), change("2.1.1c"), change("2.1.1d"))
    left = set_prompts_not_applicable(review=review, key_question="2.1.1", seen=page, by=asha)
    assert [(answer.question, answer.answered_by) for answer in left] == [("2.1.1b", lead), ("2.1.1c", lead)]
    assert (stored("2.1.1a")[0], stored("2.1.1d")[0]) == (YES, NOT_APPLICABLE)
    assert stored("2.1.1b") == (NO, "Unseen.", 2)


def test_a_prompt_that_was_answered_anew_since_keeps_its_answer_when_the_others_are_put_back(review, asha):
    set_prompts_not_applicable(review=review, key_question="2.1.1", seen={}, by=asha)
    save_answers(review=review, changes=[change("2.1.1a", NO, "After all.", 1)], by=asha)
    put_prompts_back(review=review, key_question="2.1.1", by=asha)
    assert stored("2.1.1a")[:2] == (NO, "After all.")
    assert stored("2.1.1b")[0] is None


def test_a_key_question_that_the_framework_does_not_have_or_without_prompts_is_refused(review, asha):
    with pytest.raises(KeyError):
        set_prompts_not_applicable(review=review, key_question="9.9.9", seen={}, by=asha)
    assert issubclass(NotOffered, Exception)
