"""Choose the fact of a case to correct."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit, refuse_case
from audit.models import SampledCase
from audit.planning.pages.facts import build_facts, open_audits_of_case
from audit.planning.reads import why_not_corrected
from audit.trail.actions import record_case_view
from cases.permissions import Permission


@require_safe
@opens_audit(Permission.MODERATE)
def case_facts(request, audit, number):
    sampled = _find(request, audit, number)
    return render(
        request, "audit/planning/case_facts.html", _context(request, audit, sampled) | {"facts": build_facts(sampled)}
    )


def _find(request, audit, number):
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    sampled = cases.select_related("audit").filter(number=number).first() or refuse_case(request.user)
    if request.method != "POST":
        record_case_view(audit=audit, sampled=sampled, what=f"the facts of {sampled}", by=request.user)
    return sampled


def _context(request, audit, sampled):
    others = open_audits_of_case(request.user, sampled)
    return {"audit": audit, "sampled": sampled, "why_not": why_not_corrected(sampled), "others": others}
