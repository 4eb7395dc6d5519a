"""Show what came of the work with people: outcomes at the start and now."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.evidence.outcomes.pages import build_outcomes
from audit.results.reads import report_open_to


@require_safe
@opens_audit()
def audit_outcomes(request, audit):
    page = build_outcomes(report_open_to(request.user, audit))
    return render(request, "audit/evidence/outcomes/audit_outcomes.html", {"audit": audit, "page": page})
