"""Submit a review."""

from django.db import transaction
from django.utils import timezone

from audit.models import Review
from audit.planning.locking import lock_open
from audit.reviewing.locking import lock_for_answers
from audit.reviewing.reads.review_answers import check_of, is_submitted_by, open_note
from audit.trail.actions import record_review_change
from cases.counted import counted
from cases.models import User


class NotSubmitted(Exception):
    """The review cannot be submitted; the text says why."""


@transaction.atomic
def submit_review(*, review: Review, reply: str = "", by: User | None = None) -> Review:
    """Submit a review in which every question is answered. Returns it as stored.

    From now on its answers are locked and, in a first review, count. Only its reviewer may submit it. A review that was
    sent back needs a `reply` to the note. Raises NotSubmitted, ReviewClosed, AuditClosed.
    """
    lock_open(review.audit)  # so that the audit is not signed off without this review
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
