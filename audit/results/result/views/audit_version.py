"""Show an earlier version of a result: what was signed off, taken back and replaced."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.pages.result import build_result_page
from audit.results.questions.pages.questions import build_questions
from audit.results.reads import report_of_version
from audit.results.recommendations.pages import recommendation_lines
from audit.results.result.pages.certainty import build_certainty
from audit.results.versions import audit_as_signed


@require_safe
@opens_audit()
def audit_version(request, audit, version):
    if version == audit.version:
        return redirect("audit_result", audit.pk)
    earlier = get_object_or_404(audit.earlier_versions.select_related("signed_off_by"), number=version)
    context = {"audit": audit, "shown": audit_as_signed(audit, earlier), "version": earlier}
    if earlier.snapshot:
        report = report_of_version(request.user, audit, earlier)
        page = build_result_page(report)
        context |= {"page": page, "sure": build_certainty(report), "standards": build_questions(report, page.standards)}
        context["recommendations"] = recommendation_lines(report)
    return render(request, "audit/results/result/audit_version.html", context)
