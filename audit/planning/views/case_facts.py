"""Choose the fact of a case to correct."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit, refuse_case
from audit.models import Audit, SampledCase
from audit.planning.pages.facts import build_facts, open_audits_of_case
from audit.planning.reads import why_not_corrected
from audit.trail.actions import record_case_view
from cases.permissions import Permission


@require_safe
@opens_audit(Permission.MODERATE)
def case_facts(request, audit, number):
    """Shows the facts of a case, each with a link to correct it."""
    sampled = find_case(request, audit, number)
    return render(
        request,
        "audit/planning/case_facts.html",
        facts_context(request, audit, sampled) | {"facts": build_facts(sampled)},
    )


def find_case(request: HttpRequest, audit: Audit, number: int) -> SampledCase:
    """Return the audit's case if the user may see it, and note in the trail that its facts were seen."""
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    sampled = cases.select_related("audit").filter(number=number).first() or refuse_case(request.user)
    if request.method != "POST":
        record_case_view(audit=audit, sampled=sampled, what=f"the facts of {sampled}", by=request.user)
    return sampled


def facts_context(request: HttpRequest, audit: Audit, sampled: SampledCase) -> dict[str, Any]:
    """Return what both pages of a case's facts show."""
    others = open_audits_of_case(request.user, sampled)
    return {"audit": audit, "sampled": sampled, "why_not": why_not_corrected(sampled), "others": others}
