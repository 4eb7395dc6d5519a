"""Say what the respondents of a survey are compared with."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.surveys.actions import SurveyRefused, compare_with_caseload
from audit.evidence.surveys.composition import answers_of, caseload_of_draw
from audit.evidence.surveys.forms.caseload import CaseloadForm
from audit.evidence.surveys.reads import survey_version
from audit.planning.locking import AuditClosed
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def compare_survey(request, audit, survey):
    """What the audit's draw says about the caseload is filled in for a start."""
    stored = get_object_or_404(audit.surveys, pk=survey)
    if audit.signed_off_at:
        messages.warning(request, "The audit is signed off. Take the sign-off back first.")
        return redirect("audit_survey", audit.pk, survey)
    known = caseload_of_draw(audit, stored) | stored.caseload
    initial = {"based_on": survey_version(stored)} | unsaved(request)
    form = CaseloadForm(request.POST or None, answers=answers_of(stored), known=known, initial=initial)
    if form.is_valid() and _compared(request, audit, survey, form):
        return redirect("audit_survey", audit.pk, survey)
    context = {"audit": audit, "survey": stored, "form": form}
    return render(request, "audit/evidence/surveys/compare_survey.html", context)


def _compared(request, audit, number, form):
    seen = form.cleaned_data["based_on"]
    try:
        compare_with_caseload(audit=audit, number=number, caseload=form.caseload, based_on=seen, by=request.user)
    except (AuditClosed, SurveyRefused) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, "Shares of the caseload saved.")
    return True
