"""Give cases to reviewers."""

from django.db import transaction

from audit.models import Notice, Review, SampledCase
from audit.notices.actions.notices import tell
from audit.planning.actions.readings import ask_to_read
from audit.planning.locking import lock_open
from audit.planning.reads import is_of_own_team
from audit.trail.actions import record_review_change
from cases.models import User
from cases.permissions import Permission, may

Part = Review.Part
REPLACED = "it was replaced and is no longer reviewed. Leave it out."


class AllocationRefused(Exception):
    """This person may not have the review, or its second review may not be withdrawn. The text says why."""


@transaction.atomic
def allocate(*, sampled: SampledCase, reviewer: User, part: str = Part.FIRST, by: User | None = None) -> Review:
    """Give the first or second review of a case to a reviewer.

    Answers given already stay, under the name of the person who gave them. Raises AuditClosed, AllocationRefused.
    """
    lock_open(sampled.audit)
    reviews = {review.part: review for review in sampled.reviews.all()}
    review = reviews.get(part) or Review(sampled_case=sampled, part=part)
    why = _why_not_allocated(sampled, reviewer, review, reviews)
    if why:
        raise AllocationRefused(why)
    if review.reviewer_id != reviewer.pk:
        review.reviewer = reviewer
        review.save()
        record_review_change(review=review, changed=["reviewer"], by=by)
        tell(user=reviewer, kind=Notice.Kind.ALLOCATED, audit=sampled.audit, review=review, by=by)
        ask_to_read(audit=sampled.audit, reviewers=[reviewer], by=by)
    return review


def _why_not_allocated(sampled: SampledCase, reviewer: User, review: Review, reviews: dict[str, Review]) -> str:
    """Say why the reviewer may not have the review; "" if they may. `reviews`: {part: review} of the case."""
    if sampled.replaced_at:
        return REPLACED
    other = reviews.get(Part.SECOND if review.part == Part.FIRST else Part.FIRST)
    if review.submitted_at:
        return "the review is already submitted. Send it back first, or leave the case out."
    if not may(reviewer, Permission.REVIEW, sampled.audit.unit):
        return f"{reviewer} is not a reviewer in {sampled.audit.unit}."
    if is_of_own_team(sampled, reviewer):
        return f"it is a case of {reviewer}'s own team. Choose another reviewer for it."
    if other and other.reviewer_id == reviewer.pk:
        return f"{reviewer} has the other review of it: the second reviewer must be someone else."
    if other and other.answers.filter(answered_by=reviewer).exists():
        return f"{reviewer} has answered in the other review of it: the second reviewer must be someone else."
    return ""
