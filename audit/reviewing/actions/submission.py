"""Submit a review."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from audit.method.asked_facts import facts_to_ask
from audit.method.review_check import RemarkKind
from audit.models import Notice, Review, SampledCase
from audit.notices.actions.notices import tell
from audit.planning.locking import lock_open
from audit.reviewing.locking import lock_for_answers
from audit.reviewing.reads.case_reviews import waiting_for_agreement
from audit.reviewing.reads.review_answers import check_of, is_submitted_by, open_note
from audit.trail.actions import record_review_change
from audit.trail.case_facts import name_of_fact
from cases.counted import counted
from cases.models import User
from cases.people.reads import holders
from cases.permissions import Permission

READ_TWICE = (Review.Part.FIRST, Review.Part.SECOND)


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
        raise NotSubmitted(f"Only {review.reviewer} can submit this review.")
    if asked := facts_to_ask(review.audit.framework, review.facts):
        raise NotSubmitted(f"Find out first: {', '.join(name_of_fact(each.fact) for each in asked)}.")
    missing = check_of(review, review.answers_by_code()).missing
    if missing:
        raise NotSubmitted(_what_is_missing(missing))
    note = open_note(review)
    if note is not None:
        if not reply.strip():
            raise NotSubmitted("Reply to the note that came when it was sent back.")
        note.reply, note.replied_at, note.replied_by = reply.strip(), timezone.now(), by
        note.save()
        tell(user=note.sent_by, kind=Notice.Kind.REPLIED, audit=review.audit, review=review, by=by)
    review.submitted_at = timezone.now()
    review.save()
    record_review_change(review=review, changed=["submitted_at"], by=by)
    _tell_if_ready(review.sampled_case)
    return review


def _what_is_missing(missing):
    kinds = Counter(remark.kind for remark in missing)
    sentences = []
    if unanswered := kinds[RemarkKind.UNANSWERED]:
        sentences.append(f"{counted(unanswered, 'answer is', 'answers are')} still missing.")
    if unreasoned := kinds[RemarkKind.NO_REASONING]:
        sentences.append(f"The reasoning of {counted(unreasoned, 'judgement')} is still missing.")
    return " ".join(sentences)


def _tell_if_ready(sampled):
    """Tell both reviewers and the quality leads once both reviews are submitted and differ."""
    if not sampled.both_submitted() or not waiting_for_agreement(SampledCase.objects.filter(pk=sampled.pk)):
        return
    first, second = sampled.reviews.select_related("reviewer").filter(part__in=READ_TWICE).order_by("part")
    for person in {first.reviewer, second.reviewer, *holders(Permission.MODERATE, sampled.audit.unit)}:
        tell(user=person, kind=Notice.Kind.READY, audit=sampled.audit, review=first)
