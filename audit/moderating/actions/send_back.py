"""Send a review back to its reviewer."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.models import Notice, Review, SendBack
from audit.notices.actions.notices import tell, withdraw
from audit.planning.locking import lock_open
from audit.trail.actions import record_review_change
from cases.models import User


class NotSentBack(Exception):
    """A review that cannot be sent back; the text says why."""


@transaction.atomic
def send_back(*, review: Review, note: str, questions: Iterable[str] = (), by: User | None = None) -> SendBack:
    """Open a submitted review again, with a note to its reviewer. Returns the note.

    `questions` holds the codes that the note is about; none means the review as a whole.
    Raises AuditClosed, NotSentBack.
    """
    lock_open(review.audit)
    review = Review.objects.for_page().select_for_update(of=("self",)).get(pk=review.pk)
    if review.submitted_at is None or review.part == Review.Part.AGREED:
        raise NotSentBack("Only a submitted review can be sent back.")
    if review.sampled_case.replaced_at:
        raise NotSentBack(f"{review.sampled_case} was replaced and is no longer reviewed.")
    if not note.strip():
        raise NotSentBack("Say in a note what the reviewer should look at again.")
    known = review.audit.framework.questions
    codes = [code for code in known if code in set(questions)]
    sent = SendBack(review=review, note=note.strip(), questions=codes, sent_at=timezone.now(), sent_by=by)
    # once both reviews are submitted their reviewers can read each other, so this pair is no longer blind
    sent.after_both = review.sampled_case.both_submitted()
    sent.save()
    review.submitted_at = None
    review.save()
    record_review_change(review=review, changed=["submitted_at"], by=by)
    withdraw(kinds=[Notice.Kind.ALLOCATED], reviews=[review], by=by)  # one notice for one review
    tell(user=review.reviewer, kind=Notice.Kind.SENT_BACK, audit=review.audit, review=review, by=by)
    return sent
