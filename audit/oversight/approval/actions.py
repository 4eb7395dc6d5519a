"""Recording who approved oversight in a PDU, and ending it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import OversightApproval, TeamList
from audit.oversight.approval.reads import approvals_of, in_force
from cases.actions.trail import record_event
from cases.models import DeliveryUnit, Event, User


class ApprovalRefused(Exception):
    """The page was out of date. The text says what another person recorded meanwhile."""


@transaction.atomic
def record_approval(
    *, unit: DeliveryUnit, approved_by: str, approved_on: date, team_lists: bool, based_on: int | None, by: User
) -> OversightApproval:
    """Record that a PDU may use oversight, in place of the approval in force, which ends.

    `based_on`: the number of the approval that the page showed as in force; None: it showed none. Without `team_lists`,
    the team lists that were uploaded are deleted. Raises ApprovalRefused.
    """
    if earlier := _locked(unit, based_on):
        _end(earlier, by)
    approval = OversightApproval(
        unit=unit, approved_by=approved_by, approved_on=approved_on, team_lists=team_lists, recorded_by=by
    )
    approval._history_user = by
    approval.save()
    if not team_lists:
        _delete_team_lists(unit)
    facts = {"approved_by": approved_by, "approved_on": str(approved_on), "team_lists": "on" if team_lists else "off"}
    record_event(kind=Event.Kind.OVERSIGHT_APPROVED, unit=unit, **facts, by=by)
    return approval


@transaction.atomic
def end_oversight(*, unit: DeliveryUnit, based_on: int | None, by: User) -> None:
    """Close everything of oversight in a PDU to everyone. What was written stays until its time is up.

    Team lists are deleted. Raises ApprovalRefused.
    """
    approval = _locked(unit, based_on)
    if approval is None:
        raise ApprovalRefused("Oversight is not in use, so nothing has changed.")
    _end(approval, by)
    _delete_team_lists(unit)
    record_event(kind=Event.Kind.OVERSIGHT_ENDED, unit=unit, by=by)


def _locked(unit, based_on):
    """Return the approval in force, with the PDU locked. Raises ApprovalRefused if the page showed another."""
    DeliveryUnit.objects.select_for_update().get(pk=unit.pk)
    approvals = approvals_of(unit)
    current = in_force(approvals)
    if (current and current.pk) != based_on:
        raise ApprovalRefused(_what_happened(current or approvals[0]))
    return current


def _what_happened(approval):
    ended = approval.ended_at is not None
    who, at = (approval.ended_by, approval.ended_at) if ended else (approval.recorded_by, approval.recorded_at)
    what = "ended oversight" if ended else f"recorded an approval by {approval.approved_by}"
    when = date_format(timezone.localtime(at), "j F Y, H:i")
    return f"Nothing is saved: {who} {what} ({when}) after you opened this page. Check what it says now."


def _end(approval, by):
    approval.ended_by, approval.ended_at = by, timezone.now()
    approval._history_user = by
    approval.save()


def _delete_team_lists(unit):
    TeamList.objects.filter(team__unit=unit).delete()
