"""Who did what: the trail of an audit, and of one of its cases."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import AccessLevel, opens_audit, refuse_case
from audit.models import SampledCase
from audit.trail.actions import record_case_view
from audit.trail.audit_trail import AuditTrail
from audit.trail.case_trail import CaseTrail
from cases.permissions import Permission

SHOWN = 50  # entries a page


@require_safe
@opens_audit(Permission.SEE_TRAIL)
def audit_trail(request, audit):
    entries = AuditTrail(audit, in_full=audit.access_level == AccessLevel.FIGURES)
    page = Paginator(entries, SHOWN).get_page(request.GET.get("page"))
    return render(request, "audit/trail/audit_trail.html", {"audit": audit, "page": page})


@require_safe
@opens_audit(Permission.SEE_TRAIL)
def case_trail(request, audit, number):
    cases = SampledCase.objects.with_answers_visible_to(request.user).select_related("audit", "case")
    sampled = cases.filter(audit=audit, number=number).first() or refuse_case(request.user)
    page = Paginator(CaseTrail(sampled), SHOWN).get_page(request.GET.get("page"))
    record_case_view(audit=audit, sampled=sampled, what=f"the history of {sampled}", by=request.user)
    return render(request, "audit/trail/case_trail.html", {"audit": audit, "sampled": sampled, "page": page})
