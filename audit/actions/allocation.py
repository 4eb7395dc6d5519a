"""Giving cases to reviewers, and marking some for a second, blind review."""

import math
import random
from dataclasses import dataclass

from django.db import transaction

from audit.actions.plan import lock_open
from audit.actions.trail import record_mark_taken_away, record_review_change, record_second_reviews
from audit.models import Review, SampledCase, in_own_team
from cases.permissions import Permission, may

Part = Review.Part


class AllocationRefused(Exception):
    """A review that may not be given to this person, or whose mark may not be taken away; the text says why."""


@dataclass(frozen=True)
class Drawn:
    """The numbers of the cases that were drawn, and of all those that they were drawn from."""

    numbers: tuple[int, ...]
    among: tuple[int, ...]


@transaction.atomic
def allocate(*, sampled, reviewer, part=Part.FIRST, by=None):
    """Give the first or second review of a SampledCase to a User. Returns the Review.

    What was answered already stays, under the name of who answered it. Raises AuditClosed, AllocationRefused.
    """
    lock_open(sampled.audit)
    reviews = {review.part: review for review in sampled.reviews.all()}
    review = reviews.get(part) or Review(sampled_case=sampled, part=part)
    why = _why_not(sampled, reviewer, review, reviews)
    if why:
        raise AllocationRefused(why)
    if review.reviewer_id != reviewer.pk:
        review.reviewer = reviewer
        review.save()
        record_review_change(review=review, changed=["reviewer"], by=by)
    return review


def _why_not(sampled, reviewer, review, reviews):
    if sampled.replaced_at:
        return "it was replaced, and is not reviewed any more."
    other = reviews.get(Part.SECOND if review.part == Part.FIRST else Part.FIRST)
    if review.submitted_at:
        return "the review is submitted already."
    if not may(reviewer, Permission.REVIEW, sampled.audit.unit):
        return f"{reviewer} is no reviewer in {sampled.audit.unit}."
    if is_of_own_team(sampled, reviewer):
        return f"it is a case of {reviewer}'s own team."
    if other and other.reviewer_id == reviewer.pk:
        return f"{reviewer} has the other review of it: the second reader must be another person."
    if other and other.answers.filter(answered_by=reviewer).exists():
        return f"{reviewer} has answered in the other review of it: the second reader must be another person."
    return ""


def is_of_own_team(sampled, user):
    """Whether the case is held in a team in which the user has a role."""
    return SampledCase.objects.filter(in_own_team(user, "case"), pk=sampled.pk).exists()


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
    that anybody can draw again. Returns what was Drawn. Raises AuditClosed.
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
    return Drawn(tuple(drawn), tuple(cases))
