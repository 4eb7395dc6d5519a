"""Change a piece of evidence while the audit runs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.workspace import actions
from audit.evidence.workspace.actions import WorkspaceRefused
from audit.evidence.workspace.offered import fields_of_evidence
from audit.evidence.workspace.pages import evidence_line
from audit.evidence.workspace.reads import figures_shown, version_of
from audit.evidence.workspace.views.add_evidence import evidence_form, evidence_in
from audit.evidence.workspace.views.cite_figure import figure_form
from audit.evidence.workspace.views.standard_workspace import refused, show_too_late, standard_or_404
from audit.planning.locking import AuditClosed
from audit.results.reads import report_open_to
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def change_evidence(request, audit, code, entry):
    standard = standard_or_404(audit, code)
    if audit.signed_off_at:
        return show_too_late(request, audit, code)
    stored = get_object_or_404(audit.evidence, standard=code, pk=entry)
    initial = fields_of_evidence(stored) | {"based_on": version_of(stored)}
    form = (figure_form if stored.cites else evidence_form)(request, audit, standard, **initial)
    if form.is_valid() and _changed(request, audit, stored, form):
        return redirect("standard_workspace", audit.pk, code)
    figures = figures_shown(audit, report_open_to(request.user, audit))
    context = {"audit": audit, "standard": standard, "form": form}
    context["line"] = evidence_line(stored, figures, audit.framework, may_write=False)
    return render(request, "audit/evidence/workspace/change_evidence.html", context)


def _changed(request, audit, stored, form):
    evidence, seen = evidence_in(form), form.cleaned_data["based_on"]
    try:
        actions.change_evidence(audit=audit, number=stored.pk, evidence=evidence, based_on=seen, by=request.user)
    except (AuditClosed, WorkspaceRefused) as why:
        return refused(form, "text", why, version_of(stored))
    messages.success(request, f"Evidence for {stored.standard} changed.")
    return True
