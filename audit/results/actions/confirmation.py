"""Confirm as a second person: a signed-off result, or a rating that was moved within discretion."""

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, StandardJudgement
from audit.planning.locking import lock_open
from audit.results.reads import judgement_version, move_to_confirm, why_not_confirmed, why_not_second
from cases.actions.trail import record_event
from cases.models import Event, User

SIGNED_ANEW = "The result was signed off again after you opened the page. Read it before you confirm it."
NO_MOVE = "This decision does not wait for a second person any more."
DECIDED_ANEW = "The decision was recorded again after you opened the page. Read it before you confirm it."


class ConfirmationRefused(Exception):
    """Nothing is confirmed; the text says why."""


@transaction.atomic
def confirm_sign_off(*, audit: Audit, seen: str, by: User) -> Audit:
    """Record that a second person agrees with the result, with all that was moved within discretion.

    `seen`: the time of the sign-off that the person read about, in ISO format. Raises ConfirmationRefused.
    """
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    if why := why_not_confirmed(audit, by):
        raise ConfirmationRefused(why)
    if seen != audit.signed_off_at.isoformat():
        raise ConfirmationRefused(SIGNED_ANEW)
    audit.confirmed_at, audit.confirmed_by = timezone.now(), by
    audit._history_user = by
    audit.save()
    record_event(kind=Event.Kind.SIGN_OFF_CONFIRMED, unit=audit.unit, audit=audit.pk, by=by)
    return audit


@transaction.atomic
def confirm_judgement(*, audit: Audit, standard: str, seen: str, by: User) -> StandardJudgement:
    """Record that a second person agrees with a panel's move of this standard's rating. From now on the move counts.

    `seen`: the judgement_version that the person read. Raises AuditClosed, ConfirmationRefused.
    """
    lock_open(audit)
    judgement = move_to_confirm(audit, standard)
    if judgement is None:
        raise ConfirmationRefused(NO_MOVE)
    if why := why_not_second(judgement, by):
        raise ConfirmationRefused(why)
    if seen != judgement_version(judgement):
        raise ConfirmationRefused(DECIDED_ANEW)
    judgement.confirmed_at, judgement.confirmed_by = timezone.now(), by
    judgement._history_user = by
    judgement.save()
    return judgement
