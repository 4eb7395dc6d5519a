"""List what an audit recommends, and add to it while it is a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.frameworks import words_of
from audit.models import Audit
from audit.planning.locking import AuditClosed
from audit.results.reads import report_open_to
from audit.results.recommendations.actions import add_recommendation
from audit.results.recommendations.forms import RecommendationForm
from audit.results.recommendations.pages import choices_of_about, draft_lines, recommendation_lines
from audit.results.recommendations.reads import may_draft
from audit.reviewing.pages.refused_input import SentText, show_refused_input
from cases.sign_in.unsaved import unsaved

NO_LONGER = "This is not saved, since the audit was signed off. Copy what you wrote if you still need it."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit()
def audit_recommendations(request, audit):
    form = form_of(request, audit) if may_draft(audit) else None
    if request.method == "POST":
        if form is None:
            return show_too_late(request, audit)
        if form.is_valid() and _added(request, audit, form):
            return redirect("audit_recommendations", audit.pk)
    report = report_open_to(request.user, audit)
    lines = draft_lines(report, audit, audit.recommendations.all()) if form else recommendation_lines(report)
    context = {"audit": audit, "notice": report.notice, "lines": lines, "form": form}
    return render(request, "audit/results/recommendations/audit_recommendations.html", context)


def form_of(request: HttpRequest, audit: Audit, **initial: object) -> RecommendationForm:
    """Return the form of a recommendation, with what was sent."""
    choices = choices_of_about(audit.framework, words_of(audit.framework))
    return RecommendationForm(request.POST or None, choices=choices, initial=initial | unsaved(request))


def show_too_late(request: HttpRequest, audit: Audit) -> HttpResponse:
    """Show a text that can no longer be saved, so that it can be copied; without one, lead to the recommendations."""
    if not audit.signed_off_at:
        raise PermissionDenied
    if text := request.POST.get("text", "").strip():
        sent = [SentText("Recommendation", "", text)]
        return show_refused_input(request, NO_LONGER, sent, read_at=reverse("audit_recommendations", args=[audit.pk]))
    messages.warning(request, "The audit is signed off. Take the sign-off back first.")
    return redirect("audit_recommendations", audit.pk)


def _added(request, audit, form):
    facts = {name: form.cleaned_data[name] for name in ("text", "about")}
    try:
        add_recommendation(audit=audit, **facts, by=request.user)
    except AuditClosed as closed:
        form.add_error("text", str(closed))
        return False
    messages.success(request, "Recommendation saved as a draft.")
    return True
