"""Give single cases a due date of their own."""

from datetime import date

from django.db import transaction

from audit.models import Notice, Review, SampledCase
from audit.notices.actions.notices import withdraw
from audit.planning.actions.allocation import REPLACED, AllocationRefused
from audit.planning.locking import lock_open
from cases.models import User


@transaction.atomic
def set_due_date(*, sampled: SampledCase, due_on: date | None, by: User | None = None) -> list[Review]:
    """Set the day by which the open reviews of a case are due; None: by the date of the audit. Returns them.

    Raises AuditClosed, AllocationRefused.
    """
    lock_open(sampled.audit)
    if sampled.replaced_at:
        raise AllocationRefused(REPLACED)
    reviews = Review.objects.select_for_update().filter(sampled_case=sampled).exclude(part=Review.Part.AGREED)
    waiting = list(reviews.filter(submitted_at=None))
    if not waiting:
        raise AllocationRefused(
            "its review is already submitted. Leave it out." if reviews else "give it to a reviewer first."
        )
    changed = [review for review in waiting if review.due_on != due_on]
    for review in changed:
        review.due_on, review._history_user = due_on, by
        review.save()
    withdraw(kinds=Notice.DUE, reviews=changed, by=by)  # the new date has notices of its own
    return waiting
