"""Show the cases behind one question's figure."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.case_search import case_sought
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
    listed = case_list_for(request.user, audit, code).numbers_answering(code)
    seen = SampledCase.objects.visible_to(request.user).filter(audit=audit, number__in=listed)
    answers = cases_by_answer(audit, code, seen)
    search = QuestionCasesForm(request.GET, answers=answers_of(question, answers))
    sought = set(seen.filter(case_sought(search.case)).values_list("number", flat=True)) if search.case else listed
    page = build_question_page(report_open_to(request.user, audit), question, answers).found_by(search, sought)
    cases = list_cases(page.groups, request.GET)
    record_cases_listed(audit=audit, numbers=cases.numbers, what=f"the cases of {code}", by=request.user)
    context = {"audit": audit, "page": page, "cases": cases, "form": search, "has_any": bool(answers)}
    return render(request, "audit/results/question_cases.html", context)
