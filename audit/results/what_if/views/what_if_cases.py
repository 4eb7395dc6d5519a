"""Pick the cases that become sufficient in one question of a scratch copy, for those who see cases."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import NotOpenYet, opens_audit
from audit.results.questions.pages.question import build_question_page
from audit.results.questions.reads import sees_cases_of
from audit.results.reads import report_open_to
from audit.results.what_if.forms import WhatIfCasesForm
from audit.results.what_if.scratch import (
    MOST_PICKED,
    cases_short,
    numbers_of,
    questions_to_try,
    scratch_of,
    what_if_address,
)
from audit.trail.actions import record_cases_listed
from cases.lists.table import links_of
from cases.sign_in.unsaved import unsaved

ON_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit()
def what_if_cases(request, audit, code):
    _refuse_others(request.user, audit)
    report = report_open_to(request.user, audit)
    if code not in [question.code for question in questions_to_try(report)]:
        raise Http404
    changes = scratch_of(request.user, audit, report, request.GET.get("changes", "")).changes
    cases = Paginator(cases_short(request.user, audit, code), ON_A_PAGE).get_page(request.GET.get("page"))
    numbers = numbers_of(cases)
    form = _form(request, changes, code, cases)
    if form.is_valid():
        changes = changes.with_picked(code, form.cleaned_data["cases"], of=numbers)
        return redirect(what_if_address(audit, changes))
    record_cases_listed(audit=audit, numbers=numbers, what=f"the cases of {code} to try out", by=request.user)
    page = build_question_page(report, audit.framework.questions[code], {})
    context = {"audit": audit, "page": page, "form": form, "cases": cases, "links": links_of(cases)}
    return render(
        request, "audit/results/what_if/what_if_cases.html", context | {"back": what_if_address(audit, changes)}
    )


def _refuse_others(user, audit):
    if audit.signed_off_at is None:
        raise NotOpenYet
    if not sees_cases_of(user, audit):
        raise PermissionDenied


def _form(request, changes, code, cases):
    named = [(each.number, each.with_crn) for each in (answer.review.sampled_case for answer in cases)]
    initial = {"cases": list(changes.picked.get(code, ()))} | unsaved(request)
    limits = {"elsewhere": changes.picked_beside(code, numbers_of(cases)), "most": MOST_PICKED}
    return WhatIfCasesForm(request.POST or None, cases=named, initial=initial, **limits)
