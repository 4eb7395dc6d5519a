"""Show all comments on one question on one page, to those who see cases."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.questions.pages.comments import build_comments
from audit.results.questions.pages.question import build_question_page
from audit.results.questions.reads import listed_answers, sees_cases_of
from audit.results.reads import report_open_to
from audit.trail.actions import record_cases_listed


@require_safe
@opens_audit()
def question_comments(request, audit, code):
    question = audit.framework.questions.get(code)
    if question is None:
        raise Http404
    if not sees_cases_of(request.user, audit):
        raise PermissionDenied
    page = build_question_page(report_open_to(request.user, audit), question, listed_answers(request.user, audit, code))
    beside = listed_answers(request.user, audit, page.key_question) if page.key_question else {}
    groups = build_comments(page.groups, beside.values())
    numbers = [each.case.number for group in groups for each in group.comments]
    record_cases_listed(audit=audit, numbers=numbers, what=f"the comments on {code}", by=request.user)
    return render(
        request, "audit/results/questions/question_comments.html", {"audit": audit, "page": page, "groups": groups}
    )
