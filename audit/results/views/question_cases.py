"""Show the cases behind one question's figure."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.models import SampledCase
from audit.results.forms.question_cases import QuestionCasesForm
from audit.results.listed_cases import case_list_for
from audit.results.pages.question import answers_of, build_question_page, list_cases
from audit.results.reads import cases_by_answer, report_open_to
from audit.trail.actions import record_cases_listed


@require_safe
@opens_audit()
def question_cases(request, audit, code):
    question = audit.framework.questions.get(code)
    if question is None:
        raise Http404
    listed = case_list_for(request.user, audit).numbers_answering(code)
    answers = cases_by_answer(audit, code, SampledCase.objects.visible_to(request.user).filter(number__in=listed))
    search = QuestionCasesForm(request.GET, answers=answers_of(question, answers))
    page = build_question_page(report_open_to(request.user, audit), question, answers).found_by(search)
    cases = list_cases(page.groups, request.GET)
    record_cases_listed(audit=audit, numbers=cases.numbers, what=f"the cases of {code}", by=request.user)
    context = {"audit": audit, "page": page, "cases": cases, "search": answers and search}
    return render(request, "audit/results/question_cases.html", context)
