"""The drafts of an inspection, which the quality lead releases together after the sign-off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.oversight.access import may_use_oversight, show_not_in_use
from audit.oversight.findings.actions.release import release_of_audit
from audit.oversight.findings.pages.audit_findings import build_drafts
from audit.oversight.findings.reads import drafts_of, number_released
from audit.oversight.findings.rules import FindingRefused
from audit.trail.actions import record_cases_listed
from cases.counted import counted
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.SETTLE)
def audit_findings(request, audit):
    if not may_use_oversight(audit.unit):
        return show_not_in_use(request)
    if request.method == "POST":
        return _release(request, audit)
    found = drafts_of(audit, request.user)
    numbers = {draft.sampled_case.number for draft in found}
    record_cases_listed(audit=audit, numbers=numbers, what="drafts of findings", by=request.user)
    drafts = build_drafts(found)
    context = {"audit": audit, "drafts": drafts, "released": number_released(audit)}
    return render(request, "audit/oversight/findings/audit_findings.html", context)


def _release(request, audit):
    try:
        released, left_out = release_of_audit(audit=audit, by=request.user)
    except FindingRefused as refused:
        messages.warning(request, str(refused))
    else:
        others = f" {counted(left_out, 'draft')} not released, since the answer was changed." if left_out else ""
        messages.success(request, f"{counted(released, 'finding')} released.{others}")
    return redirect("audit_findings", audit.pk)
