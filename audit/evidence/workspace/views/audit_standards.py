"""Show all standards of an audit: what is decided, written and recorded about each."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.evidence.workspace.pages import standard_lines
from audit.results.reads import report_open_to


@require_safe
@opens_audit()
def audit_standards(request, audit):
    report = report_open_to(request.user, audit)
    context = {"audit": audit, "notice": report.notice, "rated": report.framework.rated}
    context |= {"lines": standard_lines(audit, report), "incomplete": report.incomplete}
    return render(request, "audit/evidence/workspace/audit_standards.html", context)
