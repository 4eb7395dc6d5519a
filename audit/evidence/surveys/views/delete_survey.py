"""Delete a survey while the audit runs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.surveys import actions
from audit.evidence.surveys.actions import SurveyRefused
from audit.evidence.surveys.pages import respondents_text
from audit.evidence.surveys.reads import survey_version
from audit.planning.locking import AuditClosed
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def delete_survey(request, audit, survey):
    """Asks first, since the answers cannot be brought back."""
    if request.method == "POST":
        return _delete(request, audit, survey)
    stored = get_object_or_404(audit.surveys, pk=survey)
    seen = {"seen": survey_version(stored), "respondents": respondents_text(stored)}
    return render(request, "audit/evidence/surveys/delete_survey.html", {"audit": audit, "survey": stored} | seen)


def _delete(request, audit, number):
    try:
        seen = request.POST.get("seen", "")
        actions.delete_survey(audit=audit, number=number, based_on=seen, by=request.user)
    except (AuditClosed, SurveyRefused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Survey deleted.")
    return redirect("audit_surveys", audit.pk)
