"""Release findings to those they are about."""

import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Finding, Look, Notice, SampledCase
from audit.notices.actions.notices import tell
from audit.oversight.findings.reads import filed_under, usual_due, usual_owner
from cases.actions.trail import record_event
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
        record_event(kind=Event.Kind.FINDINGS_RELEASED, **facts, findings=len(drafts), by=by)
    return drafts


def release(draft: Finding, *, earliest_due: datetime.date, by: User) -> None:
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
