"""Try out what the result would be if more cases were sufficient. Nothing is stored."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import NotOpenYet, opens_audit
from audit.results.questions.reads import may_read_comments
from audit.results.reads import report_open_to
from audit.results.what_if.forms import WhatIfForm
from audit.results.what_if.pages.what_if import build_what_if
from audit.results.what_if.scratch import questions_to_try, scratch_of, what_if_address
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit()
def audit_what_if(request, audit):
    if not audit.framework.rated:
        raise Http404
    if audit.signed_off_at is None:
        raise NotOpenYet
    report = report_open_to(request.user, audit)
    scratch = scratch_of(request.user, audit, report, request.GET.get("changes", ""))
    asked = [question for question in questions_to_try(report) if question.code not in scratch.changes.picked]
    initial = WhatIfForm.initial_of(scratch.changes.counts) | unsaved(request)
    form = WhatIfForm(request.POST or None, questions=asked, words=report.words, initial=initial)
    if form.is_valid():
        return redirect(what_if_address(audit, scratch.changes.with_counts(form.counts)))
    page = build_what_if(audit, report, scratch, form, may_pick=may_read_comments(request.user, audit))
    return render(request, "audit/results/what_if/audit_what_if.html", {"audit": audit, "page": page, "form": form})
