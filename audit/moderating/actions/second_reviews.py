"""Mark cases for a second review, one by one or by a random draw, and remove the mark."""

import math
import random
from dataclasses import dataclass

from django.db import transaction

from audit.models import Audit, Review, SampledCase
from audit.planning.actions.allocation import REPLACED, AllocationRefused
from audit.planning.locking import lock_open
from audit.trail.actions import record_mark_taken_away, record_second_reviews
from cases.models import User

Part = Review.Part


@dataclass(frozen=True)
class DrawnForSecondReview:
    """The numbers of the cases drawn, and of all the cases that they were drawn from."""

    numbers: tuple[int, ...]
    among: tuple[int, ...]


@transaction.atomic
def mark_for_second_review(*, sampled: SampledCase, by: User | None = None) -> bool:
    """Give a case a second review that has no reviewer yet. Returns whether it had none before.

    Raises AuditClosed, AllocationRefused.
    """
    lock_open(sampled.audit)
    if sampled.replaced_at:
        raise AllocationRefused(REPLACED)
    _, made = Review.objects.get_or_create(sampled_case=sampled, part=Part.SECOND)
    if made:
        record_second_reviews(audit=sampled.audit, numbers=[sampled.number], how="chosen", by=by)
    return made


@transaction.atomic
def remove_from_second_review(*, sampled: SampledCase, by: User | None = None) -> None:
    """Delete the second review of a case, as long as nothing is answered in it.

    Raises AuditClosed, AllocationRefused.
    """
    lock_open(sampled.audit)
    review = Review.objects.select_for_update().filter(sampled_case=sampled, part=Part.SECOND).first()
    why = _why_mark_stays(review)
    if why:
        raise AllocationRefused(why)
    review._history_user = by  # a deleted row keeps its history, with the person who deleted it
    review.delete()
    record_mark_taken_away(audit=sampled.audit, numbers=[sampled.number], by=by)


def _why_mark_stays(review):
    if review is None:
        return "it is not marked for a second review. Leave it out."
    if review.submitted_at:
        return "its second review is submitted, so it cannot be removed."
    if review.sent_back.exists():
        return "its second review was submitted and sent back, so it cannot be removed."
    if review.answers.exclude(value=None, comment="").exists():
        return "its second review has started, so it cannot be removed."
    return ""


@transaction.atomic
def draw_second_reviews(*, audit: Audit, percent: int, seed: int, by: User | None = None) -> DrawnForSecondReview:
    """Draw a share of the audit's cases at random and mark them for a second review.

    The share, rounded up, is of the cases without a second review. The same seed and cases give the same draw; the
    trail keeps both, so that anyone can repeat it. Raises AuditClosed.
    """
    lock_open(audit)
    open_cases = audit.sampled_cases.counted().exclude(reviews__part=Part.SECOND).order_by("number")
    cases = {sampled.number: sampled for sampled in open_cases}
    wanted = min(math.ceil(len(cases) * percent / 100), len(cases))
    # sorted first: the draw must not depend on the order in which the database gives the cases
    drawn = sorted(random.Random(seed).sample(sorted(cases), wanted))  # noqa: S311 - repeatable on purpose
    for number in drawn:
        Review.objects.create(sampled_case=cases[number], part=Part.SECOND)
    if drawn:
        how = f"{percent}% drawn with seed {seed}"
        record_second_reviews(audit=audit, numbers=drawn, how=how, among=[*cases], by=by)
    return DrawnForSecondReview(tuple(drawn), tuple(cases))
