"""Show the result of an audit or, as long as it is not open to the user, how far the audit is."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import AccessLevel, not_open_context, opens_audit
from audit.results.change.pages.change import build_change
from audit.results.change.reads import results_of_unit
from audit.results.groups.pages.oversight import build_oversight
from audit.results.groups.pages.who_fares import build_who_fares
from audit.results.pages.result import build_result_page
from audit.results.questions.pages.questions import build_questions, build_start
from audit.results.questions.reads import may_read_comments
from audit.results.reads import report_open_to
from audit.results.recommendations.pages import recommendation_lines
from audit.results.result.pages.certainty import build_certainty
from audit.results.result.pages.links import links_of_audit
from audit.results.sign_off.pages import earlier_lines
from audit.results.what_if.pages.raising import build_raising
from cases.permissions import Permission


@require_safe
@opens_audit(before_sign_off=True)
def audit_result(request, audit):
    if audit.access_level == AccessLevel.PROGRESS:
        context = not_open_context(audit) | {"links": links_of_audit(audit.permissions, audit, request.user)}
        return render(request, "audit/results/result/_audit_progress.html", context)
    report = report_open_to(request.user, audit)
    waits = any(standard.waiting for standard in report.rating.standards)
    context = {"audit": audit, "links": links_of_audit(audit.permissions, audit, request.user, waits=waits)}
    context |= {"page": (page := build_result_page(report)), "sure": build_certainty(report)}
    context |= {"start": build_start(report), "may_read_comments": may_read_comments(request.user, audit)}
    context |= {"recommendations": recommendation_lines(report), "standards": build_questions(report, page.standards)}
    context["raising"] = build_raising(report) if audit.signed_off_at else None
    context["fares"] = build_who_fares(request.user, audit, report, request.GET)
    context["oversight"] = build_oversight(request.user, audit, report)
    context["change"] = build_change(report, results_of_unit(request.user, audit), audit)
    context["may_plan"] = Permission.PLAN in audit.permissions
    context["earlier"] = earlier_lines(audit) if audit.signed_off_at else []
    context["may_compare"] = Permission.MODERATE in audit.permissions
    context["may_judge"] = not audit.signed_off_at and Permission.JUDGE in audit.permissions
    context["given_up"] = audit.signed_off_at and audit.without_result
    return render(request, "audit/results/result/audit_result.html", context)
