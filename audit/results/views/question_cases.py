"""Show the cases behind one question's figure."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.models import SampledCase
from audit.results.listed_cases import case_list_for
from audit.results.pages.question import build_question_page
from audit.results.reads import cases_by_answer, report_open_to
from audit.trail.actions import record_cases_listed
from cases.identifiers.forms.case_search import CaseSearchForm


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
    return render(
        request, "audit/results/question_cases.html", {"audit": audit, "page": page, "search": answers and search}
    )
