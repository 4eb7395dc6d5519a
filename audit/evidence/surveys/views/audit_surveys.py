"""List the surveys of an audit."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.evidence.surveys.pages import respondents_text
from audit.evidence.surveys.reads import may_write, surveys_of


@require_safe
@opens_audit()
def audit_surveys(request, audit):
    surveys = [(survey, respondents_text(survey)) for survey in surveys_of(audit)]
    context = {"audit": audit, "surveys": surveys, "may_write": may_write(audit)}
    return render(request, "audit/evidence/surveys/audit_surveys.html", context)
