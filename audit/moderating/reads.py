"""Read who reviews in an audit, and what a person may do with the agreed answers of a case."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from audit.models import Answer, Audit, Review, SampledCase
from audit.planning.reads import version_from
from cases.models import User
from cases.people.reads import holders
from cases.permissions import Permission, may


def people_of(audit: Audit) -> list[User]:
    """Return those who `may_review` in the audit's unit, and those who have a review of the audit, by name."""
    reviews = Review.objects.filter(sampled_case__audit=audit).exclude(part=Review.Part.AGREED)
    may_review = Exists(holders(Permission.REVIEW, audit.unit).filter(pk=OuterRef("pk")))
    people = User.objects.annotate(may_review=may_review)
    people = people.filter(Q(may_review=True) | Q(pk__in=reviews.values("reviewer")))
    return list(people.order_by("first_name", "last_name", "username"))


def reviews_version(cases: Iterable[SampledCase]) -> str:
    """Return the version of the cases' reviews: it changes with who has them, when they are due, or if one is closed.

    The cases were fetched with their reviews.
    """
    return version_from([(sampled.number, sampled.replaced_at, _stored(sampled)) for sampled in cases])


def _stored(sampled):
    reviews = sorted(sampled.reviews.all(), key=lambda review: review.part)
    return [(review.part, review.reviewer_id, review.submitted_at, review.due_on) for review in reviews]


def may_replace_agreed_answer(answer: Answer | None, audit: Audit, user: User | None) -> bool:
    """Whether the user may change this agreed Answer. What a quality lead recorded, only a quality lead changes."""
    recorder = answer.answered_by if answer else None
    # without a user it is the demonstration or the shell, and without a recorder no one is overruled
    if user is None or recorder is None or may(user, Permission.MODERATE, audit.unit):
        return True
    return not may(recorder, Permission.MODERATE, audit.unit)
