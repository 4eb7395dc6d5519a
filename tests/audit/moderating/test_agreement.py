"""What is agreed where two reviews differ counts in place of the first review, and both reviews stay as they are."""

import pytest
from django.utils import timezone

from audit.method.tally import Tally
from audit.models import Answer, Review
from audit.moderating.actions.agreement import AgreementRefused, agree_on_answer
from audit.moderating.actions.send_back import send_back
from audit.planning.locking import AuditClosed
from audit.results.rollup import counted_cases, roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.a_review import AGREED, FIRST, SECOND, a_reviewer, read_twice
from tests.audit.an_audit import ABSENT, NO, YES

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def sampled(audit, asha):
    """A case reviewed by Asha and Ben, who differ in 2.1.1 and 2.1.2."""
    return read_twice(audit, asha, a_reviewer(audit.unit, "ben"), no=("2.1.1", "2.1.2"))


def agree(sampled, **changed):
    usual = {"question": "2.1.1", "value": NO, "reason": "No sign of it in the record.", "based_on": 0}
    return agree_on_answer(sampled=sampled, **usual | changed)


def values(sampled, part):
    return dict(Answer.objects.filter(review__sampled_case=sampled, review__part=part).values_list("question", "value"))


def test_the_agreed_answer_is_kept_with_its_reason_and_who_recorded_it(sampled, asha):
    answer = agree(sampled, by=asha)
    assert (answer.value, answer.comment, answer.answered_by) == (NO, "No sign of it in the record.", asha)
    assert answer.history.get().history_user == asha
    assert sampled.reviews.get(part=AGREED).submitted_at <= timezone.now()


def test_both_originals_stay(sampled):
    before = values(sampled, FIRST), values(sampled, SECOND)
    agree(sampled)
    assert (values(sampled, FIRST), values(sampled, SECOND)) == before


def test_it_counts_in_place_of_the_first_reviews_with_its_reason_as_comment(audit, sampled):
    assert roll_up(audit).overall["2.1.1"] == Tally(yes=1)
    agree(sampled)
    rolled = roll_up(audit)
    assert (rolled.cases, rolled.overall["2.1.1"], rolled.overall["2.1.2"]) == (1, Tally(no=1), Tally(yes=1))
    (case,) = counted_cases(audit)
    assert (case.answers["2.1.1"], case.comments["2.1.1"]) == (NO, "No sign of it in the record.")
    assert case.comments["2.1.2"] == "The first reader's."


def test_a_first_review_that_is_sent_back_takes_its_agreed_answers_out_and_brings_them_back(audit, sampled):
    agree(sampled)
    review = sampled.reviews.get(part=FIRST)
    send_back(review=review, note="Look again.")
    assert (roll_up(audit).cases, roll_up(audit).overall) == (0, {})
    assert counted_cases(audit) == []
    Review.objects.filter(pk=review.pk).update(submitted_at=timezone.now())
    assert roll_up(audit).overall["2.1.1"] == Tally(no=1)


@pytest.mark.parametrize("part", [FIRST, SECOND])
def test_nothing_is_agreed_before_both_are_submitted(sampled, part):
    sampled.reviews.filter(part=part).update(submitted_at=None)
    with pytest.raises(AgreementRefused, match="once both reviews are submitted"):
        agree(sampled)


def test_of_two_who_agree_at_once_the_second_is_told_and_overwrites_nothing(sampled, asha):
    agree(sampled, by=asha)
    with pytest.raises(AgreementRefused, match="Asha recorded an agreed answer while you were writing"):
        agree(sampled, value=YES, reason="It is in the plan.")
    assert values(sampled, AGREED) == {"2.1.1": NO}
    agree(sampled, value=YES, reason="It is in the plan.", based_on=1)
    assert values(sampled, AGREED) == {"2.1.1": YES}


def test_sending_the_same_twice_changes_nothing(sampled):
    assert agree(sampled).version == 1
    assert agree(sampled) is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reason": " \n"}, "needs a reason"),
        ({"value": ABSENT}, "one of the answers to this question"),
        ({"question": "9.9.9"}, "no longer asked"),
    ],
)
def test_what_makes_no_answer_is_refused(sampled, changed, why):
    with pytest.raises(AgreementRefused, match=why):
        agree(sampled, **changed)
    assert not sampled.reviews.filter(part=AGREED).exists()


def test_a_signed_off_audit_takes_no_agreed_answer(audit, sampled):
    sign_off(audit=audit)
    with pytest.raises(AuditClosed):
        agree(sampled)
