"""The pages of an audit's result, and its downloads."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from audit.actions.trail import record_case_view, record_cases_listed, record_export
from audit.case_sheets import case_list_for, case_sheet_for
from audit.exports.identifiers import places_to_check
from audit.exports.summary import summary_of
from audit.exports.workbook import workbook_of
from audit.models import Audit, Review, SampledCase
from audit.progress import when_result_is_expected
from audit.rollup import cases_by_answer
from audit.views.case_moderation import build_moderation
from audit.views.case_page import build_case_page
from audit.views.links import links_of_audit
from audit.views.opening import Opening, how_far, opens_audit, refuse_case, report_open_to
from audit.views.question_page import build_question_page
from audit.views.result_page import build_result_page
from cases.forms.case_search import CaseSearchForm
from cases.navigation import administers_anything, plans_anything, sees_results
from cases.permissions import Permission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACES_SHOWN = 200


@require_safe
def audit_list(request):
    audits = Audit.objects.with_results_visible_to(request.user).for_report()
    reviews = Review.objects.own_of(request.user).exists()
    if reviews and not audits and not plans_anything(request):
        return redirect("my_reviews")
    if administers_anything(request) and not audits and not sees_results(request):
        return redirect("people_list")
    lines = [(audit, "" if audit.signed_off_at else when_result_is_expected(audit)) for audit in audits]
    context = {"audits": lines, "may_plan": plans_anything(request)}
    return render(request, "audit/audit_list.html", context)


@require_safe
@opens_audit(before_sign_off=True)
def audit_result(request, audit):
    """The result; until the sign-off, to those who do not moderate the audit, how far it is."""
    context = {"audit": audit, "links": links_of_audit(audit.permissions, audit)}
    if audit.opening == Opening.PROGRESS:
        return render(request, "audit/audit_progress.html", context | how_far(audit))
    context["page"] = build_result_page(report_open_to(request.user, audit))
    context["given_up"] = audit.signed_off_at and audit.without_result
    context["may_judge"] = not audit.signed_off_at and Permission.JUDGE in audit.permissions
    return render(request, "audit/audit_result.html", context)


@require_safe
@opens_audit()
def question_cases(request, audit, code):
    question = audit.framework.questions.get(code)
    if question is None:
        raise Http404
    listed = case_list_for(request.user, audit).numbers_answering(code)
    answers = cases_by_answer(audit, code, SampledCase.objects.visible_to(request.user).filter(number__in=listed))
    search = CaseSearchForm(request.GET)
    page = build_question_page(report_open_to(request.user, audit), question, answers).found_by(search)
    record_cases_listed(audit=audit, numbers=page.case_numbers, what=f"the cases of {code}", by=request.user)
    return render(request, "audit/question_cases.html", {"audit": audit, "page": page, "search": answers and search})


@require_safe
@opens_audit(to_reviewers=True)
def case_answers(request, audit, number):
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    sampled = cases.with_case().filter(number=number).first() or refuse_case(request.user, audit)
    record_case_view(audit=audit, sampled=sampled, by=request.user)
    reviews = Review.objects.visible_to(request.user).filter(sampled_case=sampled)
    reviews = {review.part: review for review in reviews.to_read()}
    beside = _beside(request, audit, cases)
    context = {
        "audit": audit,
        "page": build_case_page(audit.framework, sampled, reviews),
        "knows_audit": audit.opening != Opening.CASES,
        "may_see_figures": audit.opening in (Opening.FIGURES, Opening.RESULT),
        "may_see_trail": Permission.SEE_TRAIL in audit.permissions,
        "may_compare": SampledCase.objects.to_agree_by(request.user).filter(pk=sampled.pk).exists(),
        "moderated": audit.opening == Opening.FIGURES and build_moderation(audit, sampled, reviews.values()),
        "question": audit.framework.questions.get(request.GET.get("question")),
        "previous": beside.filter(number__lt=number).last(),
        "next": beside.filter(number__gt=number).first(),
    }
    return render(request, "audit/case_answers.html", context)


def _beside(request, audit, cases):
    """Those of the cases that lead from one to the next: of a result, none that its lists leave out."""
    counted = cases.counted().with_case()
    if audit.opening not in (Opening.FIGURES, Opening.RESULT):
        return counted
    return counted.exclude(number__in=case_list_for(request.user, audit).unlisted)


@require_safe
@opens_audit()
def summary_workbook(request, audit):
    """With a case sheet for those who may see cases.

    Where its texts may tell who somebody is, they are shown first; ?as-it-is takes it all the same.
    """
    cases = case_sheet_for(request.user, audit)
    report = report_open_to(request.user, audit)
    places = places_to_check(report, cases)
    if places and "as-it-is" not in request.GET:
        numbers = {place.case for place in places if place.case}
        record_cases_listed(audit=audit, numbers=numbers, what="texts before a download", by=request.user)
        return _ask_before_download(request, audit, places)
    content = workbook_of(report, cases, made_at=timezone.localtime())
    told = {"cases": cases, "rationales": True, "flagged": len(places)}
    record_export(audit=audit, what="workbook (.xlsx)", **told, by=request.user)
    name = f"{slugify(audit.title)}-summary.xlsx"
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _ask_before_download(request, audit, places):
    may_judge = Permission.JUDGE in audit.permissions
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    names = {sampled.number: sampled.with_crn for sampled in cases}
    shown = [(place, names.get(place.case)) for place in places[:PLACES_SHOWN]]
    context = {"audit": audit, "places": shown, "number": len(places), "may_judge": may_judge}
    return render(request, "audit/check_before_download.html", context)


@require_safe
@opens_audit()
def summary_json(request, audit):
    headers = {"Content-Disposition": f'attachment; filename="{slugify(audit.title)}-summary.json"'}
    record_export(audit=audit, what="summary (.json)", by=request.user)
    summary = summary_of(report_open_to(request.user, audit))
    return JsonResponse(summary, json_dumps_params={"indent": 2}, headers=headers)
