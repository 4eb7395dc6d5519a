"""Write what became of an audit's recommendations."""

import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Recommendation, Response, Step
from audit.oversight.action_plan.reads import response_of, version_of
from cases.models import User

CHANGED_MEANWHILE = "Someone else saved this after you opened the page. Read theirs, then save again to replace it."
NOT_SIGNED_OFF = "The sign-off was taken back, so nothing is saved. Answer once it is signed off again."


class PlanRefused(Exception):
    """Nothing is written; the text says why."""


@transaction.atomic
def answer_recommendation(
    *, recommendation: Recommendation, agreement: str, text: str, based_on: str, by: User
) -> Response:
    """Store the answer, or replace the one of version `based_on`. Raises PlanRefused."""
    locked = _lock(recommendation)
    stored = response_of(locked)
    if version_of(stored) != based_on:
        raise PlanRefused(CHANGED_MEANWHILE)
    response = stored or Response(recommendation=locked)
    response.agreement, response.text = agreement, text
    response.by, response.at, response._history_user = by, timezone.now(), by
    response.save()
    return response


@transaction.atomic
def add_step(*, recommendation: Recommendation, text: str, owner: str, due: datetime.date, by: User) -> Step:
    """Add a step. `owner`: a post. Raises PlanRefused."""
    step = Step(recommendation=_lock(recommendation), text=text, owner=owner, due=due)
    return _store(step, by)


@transaction.atomic
def change_step(
    *,
    step: Step,
    text: str,
    owner: str,
    due: datetime.date,
    evidence: str,
    holds_from: datetime.date | None,
    based_on: str,
    by: User,
) -> Step:
    """Change a step of version `based_on`, or record that it is done. Raises PlanRefused."""
    _lock(step.recommendation)
    stored = Step.objects.get(pk=step.pk)
    if version_of(stored) != based_on:
        raise PlanRefused(CHANGED_MEANWHILE)
    stored.text, stored.owner, stored.due, stored.evidence, stored.holds_from = text, owner, due, evidence, holds_from
    return _store(stored, by)


def _store(step, by):
    step.written_by, step.written_at, step._history_user = by, timezone.now(), by
    step.save()
    return step


def _lock(recommendation):
    locked = Recommendation.objects.select_for_update().select_related("audit").get(pk=recommendation.pk)
    if locked.audit.signed_off_at is None:
        raise PlanRefused(NOT_SIGNED_OFF)
    return locked
