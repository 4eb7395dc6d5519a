"""Show what is written about a standard and the evidence for it, and write the text while the audit runs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.workspace.actions import Draft, WorkspaceRefused, write_text
from audit.evidence.workspace.forms import TextForm, WorkspaceForm
from audit.evidence.workspace.offered import draft_ratings, text_shown
from audit.evidence.workspace.pages import build_workspace
from audit.evidence.workspace.reads import may_write, text_on, version_of
from audit.method.framework import Standard
from audit.models import Audit
from audit.planning.locking import AuditClosed
from audit.results.reads import report_open_to
from audit.reviewing.pages.refused_input import SentText, show_refused_input
from cases.sign_in.unsaved import unsaved

TEXTS = {
    "title": "Title of the evidence",
    "text": "What the evidence shows",
    "strengths": "Strengths",
    "improvements": "Areas for improvement, or concerns",
    "narrative": "Judgement in words",
    "contributors": "Contributors",
}
NO_LONGER = "This is not saved, since the audit was signed off. Copy what you wrote if you still need it."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit()
def standard_workspace(request, audit, code):
    standard = standard_or_404(audit, code)
    stored = text_on(audit, code)
    form = _form(request, audit, stored) if may_write(audit) else None
    if request.method == "POST":
        if form is None:
            return show_too_late(request, audit, code)
        if form.is_valid() and _written(request, audit, standard, form):
            return redirect("standard_workspace", audit.pk, code)
    report = report_open_to(request.user, audit)
    page = build_workspace(request.user, audit, report, standard, stored)
    context = {"audit": audit, "notice": report.notice, "form": form, "page": page}
    return render(request, "audit/evidence/workspace/standard_workspace.html", context)


def standard_or_404(audit: Audit, code: str) -> Standard:
    """Return the standard of this code."""
    if code not in audit.framework.standard:
        raise Http404
    return audit.framework.standard[code]


def show_too_late(request: HttpRequest, audit: Audit, code: str) -> HttpResponse:
    """Show texts that can no longer be saved, so that they can be copied; without any, lead to the standard."""
    if not audit.signed_off_at:
        raise PermissionDenied
    sent = [SentText(name, "", text) for field, name in TEXTS.items() if (text := request.POST.get(field, "").strip())]
    place = reverse("standard_workspace", args=[audit.pk, code])
    if sent:
        return show_refused_input(request, NO_LONGER, sent, read_at=place)
    messages.warning(request, "The audit is signed off. Take the sign-off back first.")
    return redirect(place)


def refused(form: WorkspaceForm, field: str, why: Exception, version: str) -> bool:
    """Say at a field why nothing was saved. Sent again, the form replaces what is stored now. Returns False."""
    form.add_error(field, str(why))
    form.base_on(version)
    return False


def _form(request, audit, stored):
    initial = text_shown(stored) | {"based_on": version_of(stored)} | unsaved(request)
    return TextForm(request.POST or None, ratings=draft_ratings(audit.framework), initial=initial)


def _written(request, audit, standard, form):
    facts = dict(form.cleaned_data)
    based_on = facts.pop("based_on")
    try:
        write_text(audit=audit, standard=standard.code, draft=Draft(**facts), based_on=based_on, by=request.user)
    except (AuditClosed, WorkspaceRefused) as why:
        return refused(form, "strengths", why, version_of(text_on(audit, standard.code)))
    messages.success(request, f"Text on {standard.code} saved.")
    return True
