"""Download an audit's summary."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.exports.as_json.summary import summary_of
from audit.exports.leaving.identifiers import places_to_check
from audit.exports.workbook.workbook import workbook_of
from audit.models import SampledCase
from audit.results.listed_cases import case_sheet_for
from audit.results.reads import report_open_to
from audit.trail.actions import record_cases_listed, record_export
from cases.permissions import Permission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACES_SHOWN = 200


@require_safe
@opens_audit()
def audit_downloads(request, audit):
    """Show the files of the result, and what each holds."""
    return render(request, "audit/exports/downloads/audit_downloads.html", {"audit": audit})


@require_safe
@opens_audit()
def summary_workbook(request, audit):
    """Send the workbook; it has a case sheet for users who may see cases.

    If its texts may identify people, a page shows them first; ?as-it-is downloads the workbook all the same.
    """
    cases = case_sheet_for(request.user, audit)
    report = report_open_to(request.user, audit)
    places = places_to_check(report, cases)
    if places and "as-it-is" not in request.GET:
        numbers = {place.case for place in places if place.case}
        record_cases_listed(audit=audit, numbers=numbers, what="texts before a download", by=request.user)
        return _ask_before_download(request, audit, places)
    content = workbook_of(report, cases, made_at=timezone.localtime())
    contents = {"cases": cases, "rationales": True, "flagged": len(places)}
    record_export(audit=audit, what="workbook (.xlsx)", **contents, by=request.user)
    name = f"{slugify(audit.title)}-summary.xlsx"
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _ask_before_download(request, audit, places):
    may_judge = Permission.JUDGE in audit.permissions
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    names = {sampled.number: sampled.with_crn for sampled in cases}
    shown = [(place, names.get(place.case)) for place in places[:PLACES_SHOWN]]
    context = {"audit": audit, "places": shown, "number": len(places), "may_judge": may_judge}
    return render(request, "audit/exports/downloads/check_before_download.html", context)


@require_safe
@opens_audit()
def summary_json(request, audit):
    headers = {"Content-Disposition": f'attachment; filename="{slugify(audit.title)}-summary.json"'}
    record_export(audit=audit, what="summary (.json)", by=request.user)
    summary = summary_of(report_open_to(request.user, audit), audit)
    return JsonResponse(summary, json_dumps_params={"indent": 2}, headers=headers)
