"""Release findings to those they are about."""

import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, Entry, Finding, Look, Notice, SampledCase
from audit.models.oversight.finding import ClosingReason, EntryKind
from audit.notices.actions.notices import tell
from audit.oversight.findings.reads import (
    drafts_of,
    filed_under,
    spos_of,
    team_now,
    usual_due,
    usual_owner,
    with_counted_answers,
)
from audit.oversight.findings.rules import FindingRefused
from cases.actions.trail import record_event
from cases.counted import counted
from cases.models import Event, User


@transaction.atomic
def release_of_look(*, look: Look, by: User) -> list[Finding]:
    """Release the drafts of a look that is finished, and tell the practitioner. Returns those released now."""
    sampled = SampledCase.objects.select_for_update(of=("self",)).select_related("audit__unit", "case")
    sampled = sampled.get(pk=look.review.sampled_case_id)
    drafts = list(
        Finding.objects.drafts().filter(sampled_case=sampled).select_related("owner", "practitioner__account")
    )
    for draft in drafts:
        release(draft, earliest_due=timezone.localdate(), by=by)
    if drafts:
        facts = {"unit": sampled.audit.unit, "audit": sampled.audit_id, "case": sampled.case}
        record_event(kind=Event.Kind.FINDINGS_RELEASED, **facts, what=counted(len(drafts), "finding"), by=by)
    return drafts


@transaction.atomic
def release_of_audit(*, audit: Audit, by: User | None) -> tuple[int, int]:
    """Release the drafts of an inspection that is signed off, and tell practitioners and SPOs.

    A draft is closed and goes to no one if the answer that counts does not say so any more, or none counts. Returns how
    many were released and how many were not. Raises FindingRefused before the sign-off.
    """
    if not Audit.objects.select_for_update().get(pk=audit.pk).signed_off_at:
        raise FindingRefused("Findings are released after the sign-off.")
    released = left_out = 0
    for draft, answer, fits in with_counted_answers(drafts_of(audit)):
        if fits:
            draft.answer = answer
            release(draft, earliest_due=usual_due(timezone.localdate()), by=by)
            for spo in spos_of(team_now(draft)):
                tell(user=spo, kind=Notice.Kind.FINDING, finding=draft, by=by)
            released += 1
        else:
            _leave_out(draft, by)
            left_out += 1
    if released or left_out:
        facts = {"unit": audit.unit, "audit": audit.pk, "what": counted(released, "finding")}
        record_event(kind=Event.Kind.FINDINGS_RELEASED, **facts, by=by)
    return released, left_out


def _leave_out(draft, by):
    reason = ClosingReason.ANSWER_CHANGED
    Entry.objects.create(finding=draft, kind=EntryKind.CLOSE, reason=reason, by=by, at=timezone.now())


def release(draft: Finding, *, earliest_due: datetime.date, by: User | None) -> None:
    """Release a draft. A day before `earliest_due` becomes the usual one, and an owner who left the case's holder."""
    if draft.due and draft.due < earliest_due:
        draft.due = usual_due(timezone.localdate())
    if draft.owner and draft.owner.left_on:
        draft.owner = usual_owner(draft.case)
    draft.released_at = timezone.now()
    draft._history_user = by
    draft.save()
    for account in filed_under(draft):
        tell(user=account, kind=Notice.Kind.FINDING, finding=draft, by=by)
