"""Who did what: the history of an audit, and of one of its cases."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import AccessLevel, opens_audit, refuse_case
from audit.case_search import case_sought
from audit.models import SampledCase
from audit.trail.actions import record_case_view
from audit.trail.audit_trail import AuditTrail
from audit.trail.case_trail import CaseTrail
from audit.trail.forms import HistoryForm
from audit.trail.people import people_in
from audit.trail.sought import OF_AUDIT, OF_CASE
from cases.lists.table import links_of, shown_of, size_in, sizes_for
from cases.permissions import Permission


@require_safe
@opens_audit(Permission.SEE_TRAIL)
def audit_trail(request, audit):
    """Shows the history of the audit. Who moderates it also finds what is about a case that they may see."""
    in_full = audit.access_level == AccessLevel.FIGURES
    form = HistoryForm(request.GET, kinds=OF_AUDIT, people=people_in(audit), by_case=in_full)
    seen = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    cases = seen.filter(case_sought(form.case)) if form.case else None
    entries = AuditTrail(audit, in_full=in_full, sought=form.sought, cases=cases)
    return render(request, "audit/trail/audit_trail.html", {"audit": audit, **_page(request, form, entries)})


@require_safe
@opens_audit(Permission.SEE_TRAIL)
def case_trail(request, audit, number):
    """Shows the history of a case."""
    cases = SampledCase.objects.with_answers_visible_to(request.user).select_related("audit", "case")
    sampled = cases.filter(audit=audit, number=number).first() or refuse_case(request.user)
    form = HistoryForm(request.GET, kinds=OF_CASE, people=people_in(audit, sampled))
    context = {"audit": audit, "sampled": sampled, **_page(request, form, CaseTrail(sampled, form.sought))}
    record_case_view(audit=audit, sampled=sampled, what=f"the history of {sampled}", by=request.user)
    return render(request, "audit/trail/case_trail.html", context)


def _page(request, form, entries):
    """Return what the template shows of the entries: the page asked for, and the ways to the others."""
    size = size_in(request.GET)
    page = entries.get_page(request.GET.get("page"), size)
    turning = {"links": links_of(page), "sizes": sizes_for(page.paginator.count), "per_page": size}
    return {"form": form, "page": page, "shown": shown_of(page, ("entry", "entries")), **turning}
