"""Show what changed since an earlier audit of the unit, and each question over all its audits."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.change.pages.change import build_change, name_audits, paired_lines
from audit.results.change.pages.run_chart import build_run_charts
from audit.results.change.reads import figures_of_report, paired_changes, results_of_unit
from audit.results.published.reads import has_published_results
from audit.results.reads import report_open_to, sees_every_case
from cases.permissions import Permission


@require_safe
@opens_audit()
def audit_change(request, audit):
    report, results = report_open_to(request.user, audit), results_of_unit(request.user, audit)
    now, change = figures_of_report(report), build_change(report, results, audit)
    context = {
        "audit": audit,
        "report": report,
        "audits": name_audits(results, now),
        "change": change,
        "has_published": has_published_results(audit, report.words.programme),
        "may_plan": Permission.PLAN in audit.permissions,
    }
    if change.earlier and sees_every_case(audit):
        context["paired"] = paired_lines(now, paired_changes(audit, change.earlier, now))
    context["charts"] = build_run_charts(now, results, audit.pk)
    return render(request, "audit/results/change/audit_change.html", context)
