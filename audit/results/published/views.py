"""Show an audit beside published results: the inspections of its PDU, and those of other PDUs."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.published.pages import build_published_page
from audit.results.published.reads import published_in, published_of_unit
from audit.results.reads import report_open_to


@require_safe
@opens_audit()
def audit_published(request, audit):
    report = report_open_to(request.user, audit)
    year = audit.signed_off_at.year if audit.signed_off_at else None
    of_unit, others = published_of_unit(audit), published_in(report.words.programme)
    context = {"audit": audit, "page": build_published_page(report, year, of_unit, others)}
    return render(request, "audit/results/published/audit_published.html", context)
