"""Lock a review that still takes answers, so that it is not submitted in the meantime."""

from audit.models import Review
from audit.planning.locking import AuditClosed


class ReviewClosed(Exception):
    """A review takes no answers now; the text says why."""


def lock_for_answers(review: Review) -> Review:
    """The Review as it is stored now, locked until the transaction ends. Raises ReviewClosed, AuditClosed."""
    locked = Review.objects.for_page().select_for_update(of=("self",)).get(pk=review.pk)
    if locked.audit.signed_off_at:
        raise AuditClosed(f"“{locked.audit}” is signed off, so its answers can no longer be changed.")
    if locked.sampled_case.replaced_at:
        raise ReviewClosed(f"{locked.sampled_case} was replaced and is no longer reviewed.")
    if locked.submitted_at:
        raise ReviewClosed("This review is submitted, so its answers can no longer be changed.")
    return locked
