"""Submitting a review, and sending it back."""

from django.db import transaction
from django.utils import timezone

from audit.actions.answering import lock_for_answers
from audit.actions.plan import lock_open
from audit.actions.trail import record_review_change
from audit.method.review_check import check_review
from audit.models import Review, SendBack
from cases.counted import counted


class NotSubmitted(Exception):
    """A review that cannot be submitted as it is; the text says what it lacks."""


class NotSentBack(Exception):
    """A review that cannot be sent back; the text says why."""


@transaction.atomic
def submit_review(*, review, reply="", by=None):
    """Lock a review whose every question is answered; from now on it counts.

    Only its reviewer submits it, where it has one. `reply`: the answer to the note with which it was sent back, where
    it was. Raises NotSubmitted, ReviewClosed, AuditClosed.
    """
    lock_open(review.audit)
    review = lock_for_answers(review)
    if not is_submitted_by(review, by):
        raise NotSubmitted(f"{review.reviewer} reviews this case and submits it.")
    missing = check_of(review, review.answers_by_code()).missing
    if missing:
        raise NotSubmitted(f"{counted(len(missing), 'answer is', 'answers are')} still missing.")
    note = open_note(review)
    if note is not None:
        if not reply.strip():
            raise NotSubmitted("Reply to the note with which it was sent back.")
        note.reply, note.replied_at, note.replied_by = reply.strip(), timezone.now(), by
        note.save()
    review.submitted_at = timezone.now()
    review.save()
    record_review_change(review=review, changed=["submitted_at"], by=by)
    return review


def is_submitted_by(review, user):
    """Whether it is for this person to submit a review: what somebody else judged is not theirs to hand in."""
    return review.reviewer_id is None or user is None or review.reviewer_id == user.pk


def check_of(review, answers):
    """The ReviewCheck of a Review with these answers, {code: Answer}."""
    values = {code: answer.value for code, answer in answers.items()}
    comments = {code: answer.comment for code, answer in answers.items()}
    return check_review(review.audit.framework, review.facts, values, comments)


def open_note(review):
    """The SendBack that the reviewer has not replied to yet; None where there is none."""
    return review.sent_back.filter(replied_at=None).select_related("sent_by").first()


@transaction.atomic
def send_back(*, review, note, questions=(), by=None):
    """Open a submitted review again, with a note to its reviewer about these questions (codes; none: about all of it).

    Raises AuditClosed, NotSentBack.
    """
    lock_open(review.audit)
    review = Review.objects.for_page().select_for_update(of=("self",)).get(pk=review.pk)
    if review.submitted_at is None or review.part == Review.Part.AGREED:
        raise NotSentBack("Only a submitted review can be sent back.")
    if review.sampled_case.replaced_at:
        raise NotSentBack(f"{review.sampled_case} was replaced: it is not reviewed any more.")
    if not note.strip():
        raise NotSentBack("Say in a note what is to be looked at again.")
    known = review.audit.framework.questions
    codes = [code for code in known if code in set(questions)]
    sent = SendBack(review=review, note=note.strip(), questions=codes, sent_at=timezone.now(), sent_by=by)
    sent.after_both = review.sampled_case.both_submitted()
    sent.save()
    review.submitted_at = None
    review.save()
    record_review_change(review=review, changed=["submitted_at"], by=by)
    return sent
