"""Delete a recommendation that is a draft."""

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
from audit.results.recommendations.views.audit_recommendations import show_too_late
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def delete_recommendation(request, audit, recommendation):
    """Asks first, since a text cannot be brought back."""
    if audit.signed_off_at:
        return show_too_late(request, audit)
    if request.method == "POST":
        return _delete(request, audit, recommendation)
    stored = get_object_or_404(audit.recommendations, pk=recommendation)
    report = report_open_to(request.user, audit)
    (line,) = draft_lines(report, audit, [stored])
    context = {"audit": audit, "notice": report.notice, "line": line, "seen": recommendation_version(stored)}
    return render(request, "audit/results/recommendations/delete_recommendation.html", context)


def _delete(request, audit, number):
    seen = request.POST.get("seen", "")
    try:
        actions.delete_recommendation(audit=audit, number=number, based_on=seen, by=request.user)
    except (AuditClosed, RecommendationRefused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Recommendation deleted.")
    return redirect("audit_recommendations", audit.pk)
