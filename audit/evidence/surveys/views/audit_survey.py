"""Show the figures of a survey, with the groups of the question that is asked for."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.evidence.surveys.pages import (
    composition_blocks,
    group_blocks,
    question_lines,
    quote_blocks,
    respondents_text,
)
from audit.evidence.surveys.reads import may_write


@require_safe
@opens_audit()
def audit_survey(request, audit, survey):
    stored = get_object_or_404(audit.surveys, pk=survey)
    lines = question_lines(stored)
    asked = next((line for line in lines if line.key == request.GET.get("question")), None)
    context = {
        "audit": audit,
        "survey": stored,
        "respondents": respondents_text(stored),
        "lines": lines,
        "asked": asked,
        "groups": group_blocks(stored, asked.key) if asked else [],
        "composition": composition_blocks(stored),
        "quotes": list(quote_blocks(stored)),
        "may_write": may_write(audit),
    }
    return render(request, "audit/evidence/surveys/audit_survey.html", context)
