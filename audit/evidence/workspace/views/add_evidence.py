"""Add a document, a meeting, a focus group or a note as evidence for a standard."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.workspace import actions
from audit.evidence.workspace.actions import EvidenceFacts, WorkspaceRefused
from audit.evidence.workspace.forms import EvidenceForm, WorkspaceForm
from audit.evidence.workspace.offered import sub_question_choices, supports_choices
from audit.evidence.workspace.reads import kind_of_figure
from audit.evidence.workspace.views.standard_workspace import refused, show_too_late, standard_or_404
from audit.method.framework import Standard
from audit.models import Audit, EvidenceEntry
from audit.planning.locking import AuditClosed
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

KINDS = [choice for choice in EvidenceEntry.Kind.choices if choice[0] not in EvidenceEntry.Kind.of_figures()]


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def add_evidence(request, audit, code):
    standard = standard_or_404(audit, code)
    if audit.signed_off_at:
        return show_too_late(request, audit, code)
    form = evidence_form(request, audit, standard)
    if form.is_valid() and added(request, audit, standard, form):
        return redirect("standard_workspace", audit.pk, code)
    context = {"audit": audit, "standard": standard, "form": form}
    return render(request, "audit/evidence/workspace/add_evidence.html", context)


def evidence_form(request: HttpRequest, audit: Audit, standard: Standard, **initial: Any) -> EvidenceForm:
    """Return the form of evidence that cites no figure, with what was sent."""
    choices = shared_choices(audit, standard) | {"kinds": KINDS}
    return EvidenceForm(request.POST or None, **choices, initial=begin(request, initial))


def shared_choices(audit: Audit, standard: Standard) -> dict[str, list[tuple[str, str]]]:
    """Return the choices that both forms of evidence have."""
    return {"supports": supports_choices(audit.framework), "sub_questions": sub_question_choices(standard)}


def begin(request: HttpRequest, initial: dict[str, Any]) -> dict[str, Any]:
    """Return what a form begins with: the question that the link named, what is stored, what was left unsaved."""
    named = {"sub_question": request.GET.get("question", ""), "supports": EvidenceEntry.Supports.NEITHER}
    return named | initial | unsaved(request)


def evidence_in(form: WorkspaceForm) -> EvidenceFacts:
    """Return the evidence that a valid form gives."""
    facts = {name: value for name, value in form.cleaned_data.items() if name != "based_on"}
    return EvidenceFacts(**({} if "kind" in facts else {"kind": kind_of_figure(facts["cites"])}), **facts)


def added(request: HttpRequest, audit: Audit, standard: Standard, form: WorkspaceForm) -> bool:
    """Store the evidence and say so; if it is refused, say why in the form."""
    try:
        actions.add_evidence(audit=audit, standard=standard.code, evidence=evidence_in(form), by=request.user)
    except (AuditClosed, WorkspaceRefused) as why:
        return refused(form, "text", why, "")
    messages.success(request, f"Evidence for {standard.code} saved.")
    return True
