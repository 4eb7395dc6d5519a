"""Confirm a signed-off result as a second person."""

from django.db import transaction
from django.utils import timezone

from audit.models import Audit
from audit.results.judgements.actions.confirmation import ConfirmationRefused
from audit.results.sign_off.reads import why_not_confirmed
from cases.actions.trail import record_event
from cases.models import Event, User

SIGNED_ANEW = "The result was signed off again after you opened the page. Read it before you confirm it."


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
