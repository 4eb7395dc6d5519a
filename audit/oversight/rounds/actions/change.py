"""Change a round: the day on which it closes, and the cases that it holds."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Replacement, Round, SampledCase
from audit.planning.actions.replacement import close_restricted
from cases.actions.trail import record_event
from cases.models import Event, User


class RoundChanged(Exception):
    """The round is no longer as the person saw it. The text says what it is now."""


@transaction.atomic
def change_closing(*, oversight_round: Round, closes_on: date, based_on: date, by: User) -> Round:
    """Choose another day on which the round closes. `based_on`: the day that the person was shown.

    Raises RoundChanged, also if its looks have been removed.
    """
    stored = Round.objects.select_for_update().get(pk=oversight_round.pk)
    if stored.removed_at:
        raise RoundChanged("Its looks and answers were removed, so it stays closed.")
    if stored.closes_on not in (based_on, closes_on):
        now = date_format(stored.closes_on, "j F Y")
        raise RoundChanged(f"Nothing is saved: someone else chose {now} after you opened this page. Send it again.")
    if stored.closes_on != closes_on:
        stored.closes_on, stored._history_user = closes_on, by
        stored.save()
    return stored


@transaction.atomic
def leave_out(*, sampled: SampledCase, reason: str, note: str, by: User) -> None:
    """Take a case out of a round. Its look and findings stay with the case, and count in no figure of the round.

    `reason`: a Replacement, which `note` explains. A restricted case is closed to everyone, in every audit. Raises
    RoundChanged if it is left out already.
    """
    sampled = SampledCase.objects.select_for_update().select_related("audit__unit", "case").get(pk=sampled.pk)
    if sampled.replaced_at:
        raise RoundChanged(f"{sampled} was left out already, by {sampled.replaced_by}.")
    if reason == Replacement.RESTRICTED:
        close_restricted(case=sampled.case, by=by)
        return
    sampled.replaced_at, sampled.replaced_by = timezone.now(), by
    sampled.replaced_reason, sampled.replaced_note = Replacement(reason), note.strip()
    sampled._history_user = by
    sampled.save()
    record_event(
        kind=Event.Kind.REPLACED,
        unit=sampled.audit.unit,
        audit=sampled.audit_id,
        case=sampled.case,
        what=str(sampled),
        instead="none, since a round has no reserves",
        reason=Replacement(reason).label.lower(),
        by=by,
    )
