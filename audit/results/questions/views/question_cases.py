"""Show the cases behind one question's figure."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.case_search import case_sought
from audit.models import SampledCase
from audit.results.listed_cases import case_list_for
from audit.results.questions.forms import QuestionCasesForm
from audit.results.questions.pages.question import answers_of, build_question_page, found_by, list_cases
from audit.results.questions.reads import answers_by_number
from audit.results.reads import report_open_to
from audit.trail.actions import record_cases_listed


@require_safe
@opens_audit()
def question_cases(request, audit, code):
    question = audit.framework.questions.get(code)
    if question is None:
        raise Http404
    numbers = case_list_for(request.user, audit, code).numbers_by_answer(code)
    search = QuestionCasesForm(request.GET, answers=answers_of(question, numbers))
    seen = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    found = found_by(search, _sought(search, seen, numbers), numbers)
    cases = list_cases(
        question, found, request.GET, lambda on_page: answers_by_number(code, seen.filter(number__in=on_page))
    )
    page = build_question_page(report_open_to(request.user, audit), question, numbers)
    record_cases_listed(audit=audit, numbers=cases.numbers, what=f"the cases of {code}", by=request.user)
    context = {"audit": audit, "page": page, "cases": cases, "form": search, "has_any": bool(numbers)}
    return render(request, "audit/results/questions/question_cases.html", context)


def _sought(search, seen, numbers):
    """The numbers of the cases that the form looks for, among all that are listed."""
    listed = {number for of_value in numbers.values() for number in of_value}
    if not search.case:
        return listed
    return set(seen.filter(case_sought(search.case), number__in=listed).values_list("number", flat=True))
