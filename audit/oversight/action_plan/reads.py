"""Read what became of an audit's recommendations."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from audit.models import Audit, Recommendation, Response, Step
from cases.models import DeliveryUnit, User
from cases.permissions import Permission, may

NOT_ANSWERED = "No answer yet"


@dataclass(frozen=True)
class Progress:
    """How far an audit's recommendations are. `answers`: (answer in words, how many)."""

    recommendations: int
    answers: tuple[tuple[str, int], ...]
    steps: int
    done: int
    overdue: int


def answered_recommendations(audit: Audit) -> QuerySet[Recommendation]:
    """Return the recommendations with their answers and steps."""
    return audit.recommendations.select_related("response__by").prefetch_related("steps")


def recommendations_of(audits: Iterable[int]) -> QuerySet[Recommendation]:
    """Return the same of several signed-off audits."""
    signed = Recommendation.objects.filter(audit__in=audits, audit__signed_off_at__isnull=False)
    return signed.select_related("audit", "response").prefetch_related("steps")


def response_of(recommendation: Recommendation) -> Response | None:
    return getattr(recommendation, "response", None)


def answer_in_words(recommendation: Recommendation) -> str:
    response = response_of(recommendation)
    return response.get_agreement_display() if response else NOT_ANSWERED


def is_overdue(step: Step, today: datetime.date) -> bool:
    return step.holds_from is None and step.due < today


def progress_of(recommendations: Sequence[Recommendation], today: datetime.date) -> Progress:
    """Count answers and steps."""
    words = [*(label for _, label in Response.Agreement.choices), NOT_ANSWERED]
    given = [answer_in_words(each) for each in recommendations]
    steps = [step for each in recommendations for step in each.steps.all()]
    return Progress(
        recommendations=len(recommendations),
        answers=tuple((word, given.count(word)) for word in words if word in given),
        steps=len(steps),
        done=sum(step.holds_from is not None for step in steps),
        overdue=sum(is_overdue(step, today) for step in steps),
    )


def may_answer(user: User, unit: DeliveryUnit) -> bool:
    """Whether the user answers the recommendations of the PDU: its head of service."""
    return may(user, Permission.RESPOND, unit)


def may_write_steps(user: User, unit: DeliveryUnit) -> bool:
    """Whether the user writes steps: the head of service, and the quality lead who follows up."""
    return may_answer(user, unit) or may(user, Permission.PLAN, unit)


def version_of(record: Response | Step | None) -> str:
    """Return what changes whenever the record does; "" for none."""
    latest = record.history.first() if record else None
    return str(latest.pk) if latest else ""
