"""Record that someone may be at risk, and what was done about it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Alert, Review
from cases.actions.trail import record_event
from cases.models import Case, Event, User

IN_THE_CASE_RECORD = "Dealt with in the case record."  # of a restricted case, nothing more is kept here


class AlreadyAnswered(Exception):
    """Someone else recorded first what was done. Nothing is overwritten; the alert as stored says what."""


@transaction.atomic
def raise_alert(
    *, case: Case, what: str, told: str, told_at: datetime, review: Review | None = None, by: User
) -> Alert:
    """Record what may harm a person, who was told and when. `review`: the review or look in which it was seen."""
    practitioner = case.practitioner
    alert = Alert(case=case, review=review, unit=case.unit, practitioner=practitioner, by=by, at=timezone.now())
    alert.team = practitioner.team if practitioner else case.team
    alert.what, alert.told, alert.told_at, alert._history_user = what, told, told_at, by
    alert.save()
    record_event(kind=Event.Kind.ALERTED, unit=case.unit, case=case, by=by)
    return alert


@transaction.atomic
def answer_alert(*, alert: Alert, done: str = "", by: User) -> Alert:
    """Record what was done. Of a restricted case only that it was dealt with is kept.

    Raises AlreadyAnswered for the second of two who answer at once.
    """
    stored = Alert.objects.select_for_update(of=("self",)).select_related("case").get(pk=alert.pk)
    if stored.answered_at:
        raise AlreadyAnswered
    stored.done = IN_THE_CASE_RECORD if stored.is_restricted else done
    stored.answered_by, stored.answered_at, stored._history_user = by, timezone.now(), by
    stored.save()
    record_event(kind=Event.Kind.ALERT_ANSWERED, unit=stored.unit, case=stored.case, by=by)
    return stored


def record_alert_view(*, alert: Alert, by: User) -> None:
    """Record that the user opened an alert about another person's case, so that the practitioner can see it."""
    practitioner = alert.practitioner
    if practitioner and practitioner.account_id != by.pk and not alert.is_restricted:
        facts = {"unit": alert.unit, "practitioner": practitioner, "page": "an alert"}
        record_event(kind=Event.Kind.PRACTITIONER_VIEWED, **facts, by=by)
