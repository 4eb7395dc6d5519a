"""The pages of an audit's result, and its downloads."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from audit.exports.identifiers import places_to_check
from audit.exports.summary import summary_of
from audit.exports.workbook import workbook_of
from audit.models import Audit, SampledCase
from audit.reports import report_on_audit, rows_of_audit
from audit.rollup import cases_by_answer
from audit.views.case_page import build_case_page
from audit.views.opening import opens_audit
from audit.views.question_page import build_question_page
from audit.views.result_page import build_result_page
from cases.permissions import Permission, may

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACES_SHOWN = 200


@require_safe
def audit_list(request):
    audits = Audit.objects.visible_to(request.user).for_report()
    return render(request, "audit/audit_list.html", {"audits": audits})


@require_safe
@opens_audit()
def audit_result(request, audit):
    context = {
        "audit": audit,
        "page": build_result_page(report_on_audit(audit)),
        "may_judge": may(request.user, Permission.JUDGE, audit.unit),
    }
    return render(request, "audit/audit_result.html", context)


@require_safe
@opens_audit()
def question_cases(request, audit, code):
    question = audit.framework.questions.get(code)
    if question is None:
        raise Http404
    answers = cases_by_answer(audit, code, SampledCase.objects.visible_to(request.user))
    page = build_question_page(report_on_audit(audit), question, answers)
    return render(request, "audit/question_cases.html", {"audit": audit, "page": page})


@require_safe
@opens_audit()
def case_answers(request, audit, number):
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    page = build_case_page(audit.framework, get_object_or_404(cases.with_review(), number=number))
    context = {
        "audit": audit,
        "page": page,
        "question": audit.framework.questions.get(request.GET.get("question")),
        "previous": cases.filter(number__lt=number).last(),
        "next": cases.filter(number__gt=number).first(),
    }
    return render(request, "audit/case_answers.html", context)


@require_safe
@opens_audit()
def summary_workbook(request, audit):
    """With the case sheet for those who may see every case of the unit, without it for others.

    Where its texts may tell who somebody is, they are shown first; ?as-it-is takes it all the same.
    """
    rows = rows_of_audit(audit) if may(request.user, Permission.SEE_CASES, audit.unit) else None
    report = report_on_audit(audit)
    places = [] if "as-it-is" in request.GET else places_to_check(report, rows)
    if places:
        return _ask_before_download(request, audit, places)
    content = workbook_of(report, rows, made_at=timezone.localtime())
    name = f"{slugify(audit.title)}-summary.xlsx"
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _ask_before_download(request, audit, places):
    may_judge = may(request.user, Permission.JUDGE, audit.unit)
    context = {"audit": audit, "places": places[:PLACES_SHOWN], "number": len(places), "may_judge": may_judge}
    return render(request, "audit/check_before_download.html", context)


@require_safe
@opens_audit()
def summary_json(request, audit):
    headers = {"Content-Disposition": f'attachment; filename="{slugify(audit.title)}-summary.json"'}
    return JsonResponse(summary_of(report_on_audit(audit)), json_dumps_params={"indent": 2}, headers=headers)
