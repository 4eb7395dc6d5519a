"""Mark cases for a second, blind review, and take the mark away."""

import math
import random
from dataclasses import dataclass

from django.db import transaction

from audit.models import Review
from audit.planning.actions.allocation import AllocationRefused, Part
from audit.planning.actions.plan import lock_open
from audit.trail.actions import record_mark_taken_away, record_second_reviews


@dataclass(frozen=True)
class DrawnForSecondReview:
    """The numbers of the cases that were drawn, and of all those that they were drawn from."""

    numbers: tuple[int, ...]
    among: tuple[int, ...]


@transaction.atomic
def mark_for_second_review(*, sampled, by=None):
    """Note that a case gets a second, blind review, by somebody still to be named.

    Raises AuditClosed, AllocationRefused.
    """
    lock_open(sampled.audit)
    if sampled.replaced_at:
        raise AllocationRefused("it was replaced, and is not reviewed any more.")
    review, made = Review.objects.get_or_create(sampled_case=sampled, part=Part.SECOND)
    if made:
        record_second_reviews(audit=sampled.audit, numbers=[sampled.number], how="chosen", by=by)
    return review


@transaction.atomic
def take_mark_away(*, sampled, by=None):
    """Remove the second review of a SampledCase, in which nothing is answered yet. Raises AuditClosed,
    AllocationRefused."""
    lock_open(sampled.audit)
    review = Review.objects.select_for_update().filter(sampled_case=sampled, part=Part.SECOND).first()
    why = _why_marked_for_good(review)
    if why:
        raise AllocationRefused(why)
    review._history_user = by
    review.delete()
    record_mark_taken_away(audit=sampled.audit, numbers=[sampled.number], by=by)


def _why_marked_for_good(review):
    if review is None:
        return "it is not marked for a second review."
    if review.submitted_at:
        return "its second review is submitted, so the mark stays."
    if review.sent_back.exists():
        return "its second review was submitted once and sent back, so the mark stays."
    if review.answers.exclude(value=None, comment="").exists():
        return "its second review is begun, so the mark stays."
    return ""


@transaction.atomic
def draw_second_reviews(*, audit, percent, seed, by=None):
    """Mark a share of the audit's cases for a second review: the same ones for the same seed and cases.

    Cases that have one already are left out of the draw and of the share; which were drawn from is in the trail, so
    that anybody can draw again. Returns what was DrawnForSecondReview. Raises AuditClosed.
    """
    lock_open(audit)
    open_cases = audit.sampled_cases.counted().exclude(reviews__part=Part.SECOND).order_by("number")
    cases = {sampled.number: sampled for sampled in open_cases}
    wanted = min(math.ceil(len(cases) * percent / 100), len(cases))
    drawn = sorted(random.Random(seed).sample(sorted(cases), wanted))  # noqa: S311 - to be drawn again, not secret
    for number in drawn:
        Review.objects.create(sampled_case=cases[number], part=Part.SECOND)
    if drawn:
        how = f"{percent} % drawn with seed {seed}"
        record_second_reviews(audit=audit, numbers=drawn, how=how, among=[*cases], by=by)
    return DrawnForSecondReview(tuple(drawn), tuple(cases))
