"""Show every question of an audit with its figures and prompts."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.groups.pages.oversight import build_oversight
from audit.results.pages.result import build_result_page
from audit.results.questions.pages.questions import build_questions
from audit.results.questions.reads import may_read_comments
from audit.results.reads import report_open_to
from cases.permissions import Permission


@require_safe
@opens_audit()
def audit_questions(request, audit):
    report = report_open_to(request.user, audit)
    page = build_result_page(report)
    context = {"audit": audit, "page": page, "standards": build_questions(report, page.standards)}
    context["oversight"] = build_oversight(request.user, audit, report, every_question=True)
    context["may_judge"] = not audit.signed_off_at and Permission.JUDGE in audit.permissions
    context["may_read_comments"] = may_read_comments(request.user, audit)
    return render(request, "audit/results/questions/audit_questions.html", context)
