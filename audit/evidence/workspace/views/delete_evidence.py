"""Delete a piece of evidence while the audit runs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.workspace import actions
from audit.evidence.workspace.actions import WorkspaceRefused
from audit.evidence.workspace.pages import evidence_line
from audit.evidence.workspace.reads import figures_shown, version_of
from audit.evidence.workspace.views.standard_workspace import show_too_late, standard_or_404
from audit.planning.locking import AuditClosed
from audit.results.reads import report_open_to
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def delete_evidence(request, audit, code, entry):
    """Asks first, since a text cannot be brought back."""
    standard = standard_or_404(audit, code)
    if audit.signed_off_at:
        return show_too_late(request, audit, code)
    if request.method == "POST":
        return _delete(request, audit, code, entry)
    stored = get_object_or_404(audit.evidence, standard=code, pk=entry)
    figures = figures_shown(audit, report_open_to(request.user, audit))
    line = evidence_line(stored, figures, audit.framework, may_write=False)
    context = {"audit": audit, "standard": standard, "line": line, "seen": version_of(stored)}
    return render(request, "audit/evidence/workspace/delete_evidence.html", context)


def _delete(request, audit, code, number):
    seen = request.POST.get("seen", "")
    try:
        actions.delete_evidence(audit=audit, number=number, based_on=seen, by=request.user)
    except (AuditClosed, WorkspaceRefused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Evidence for {code} deleted.")
    return redirect("standard_workspace", audit.pk, code)
