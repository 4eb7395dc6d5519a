"""Change a recommendation that is a draft."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.planning.locking import AuditClosed
from audit.results.reads import report_open_to
from audit.results.recommendations import actions
from audit.results.recommendations.actions import RecommendationRefused
from audit.results.recommendations.pages import draft_lines
from audit.results.recommendations.reads import recommendation_version
from audit.results.recommendations.views.audit_recommendations import form_of, show_too_late
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def change_recommendation(request, audit, recommendation):
    if audit.signed_off_at:
        return show_too_late(request, audit)
    stored = get_object_or_404(audit.recommendations, pk=recommendation)
    initial = {"text": stored.text, "about": stored.about, "based_on": recommendation_version(stored)}
    form = form_of(request, audit, **initial)
    if form.is_valid() and _changed(request, audit, stored, form):
        return redirect("audit_recommendations", audit.pk)
    report = report_open_to(request.user, audit)
    (line,) = draft_lines(report, audit, [stored])
    context = {"audit": audit, "notice": report.notice, "line": line, "form": form}
    return render(request, "audit/results/recommendations/change_recommendation.html", context)


def _changed(request, audit, stored, form):
    facts = {name: form.cleaned_data[name] for name in ("text", "about", "based_on")}
    try:
        actions.change_recommendation(audit=audit, number=stored.pk, **facts, by=request.user)
    except (AuditClosed, RecommendationRefused) as refused:
        form.add_error("text", str(refused))
        form.base_on(recommendation_version(stored))
        return False
    messages.success(request, "Recommendation changed.")
    return True
