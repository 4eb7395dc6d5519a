"""A review is submitted with every question answered, counts from then on, and can be sent back with a note."""

import pytest

from audit.models import Answer
from audit.moderating.actions.send_back import NotSentBack, send_back
from audit.planning.locking import AuditClosed
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from audit.reviewing.actions.submission import NotSubmitted, submit_review
from audit.reviewing.reads.review_answers import open_note
from cases.models import Event
from tests.audit.an_audit import YES, add_case, fetched
from tests.audit.review_forms import a_lead, fill

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def review(review):
    fill(review)
    return review


@pytest.fixture
def asha(review):
    return review.reviewer


@pytest.fixture
def lead(review):
    return a_lead("lead", review.audit.unit)


def events(review):
    told = Event.objects.filter(audit=review.audit.pk).order_by("pk").values_list("kind", "user__username")
    return [*told]


def test_a_whole_review_is_submitted_and_counts(review, asha):
    assert report_on_audit(fetched(review.audit)).rating.cases == 0
    submit_review(review=review, by=asha)
    assert report_on_audit(fetched(review.audit)).rating.cases == 1
    assert events(review) == [("submitted", "asha")]


@pytest.mark.parametrize("lacks", ["1 answer is still missing", "The reasoning of 1 judgement is still missing"])
def test_a_review_that_lacks_something_is_not_submitted(review, asha, lacks):
    if "answer" in lacks:
        Answer.objects.filter(question="2.2.1a").delete()
    else:
        Answer.objects.filter(question="2.2.1").update(comment=" ")
    with pytest.raises(NotSubmitted, match=f"^{lacks}.$"):
        submit_review(review=review, by=asha)
    assert report_on_audit(fetched(review.audit)).rating.cases == 0
    assert events(review) == []


def test_a_review_that_is_sent_back_does_not_count_until_it_comes_with_a_reply(review, asha, lead):
    submit_review(review=review, by=asha)
    send_back(review=review, note="What did the police say?", questions=["2.1.3b", "9.9.9"], by=lead)
    assert report_on_audit(fetched(review.audit)).rating.cases == 0
    assert (open_note(review).questions, open_note(review).sent_by) == (["2.1.3b"], lead)
    with pytest.raises(NotSubmitted, match="Reply to the note"):
        submit_review(review=review, reply=" ", by=asha)
    submit_review(review=review, reply="They had nothing.", by=asha)
    note = review.sent_back.get()
    assert (note.reply, note.replied_by, open_note(review)) == ("They had nothing.", asha, None)
    assert report_on_audit(fetched(review.audit)).rating.cases == 1
    assert events(review) == [("submitted", "asha"), ("reopened", "lead"), ("submitted", "asha")]


def test_nobody_else_submits_what_a_reviewer_judged(review, asha, lead):
    with pytest.raises(NotSubmitted, match="Only asha can submit this review"):
        submit_review(review=review, by=lead)
    review.reviewer = None
    review.save()
    assert submit_review(review=review, by=lead).submitted_at


def test_what_cannot_be_sent_back_is_refused_with_the_reason(review, lead):
    with pytest.raises(NotSentBack, match="Only a submitted review"):
        send_back(review=review, note="Look again.", by=lead)
    submitted = add_case(review.audit, {"2.1.1": YES}).reviews.get()
    with pytest.raises(NotSentBack, match="note"):
        send_back(review=submitted, note=" ", by=lead)


def test_nothing_is_submitted_or_sent_back_once_the_audit_is_signed_off(review, asha, lead):
    submitted = add_case(review.audit, {"2.1.1": YES}).reviews.get()
    sign_off(audit=review.audit)
    with pytest.raises(AuditClosed):
        submit_review(review=review, by=asha)
    with pytest.raises(AuditClosed):
        send_back(review=submitted, note="Look again.", by=lead)
