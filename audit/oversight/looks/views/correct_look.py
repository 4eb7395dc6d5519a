"""Correct an answer of a finished look, with a reason."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.method.answers import AnswerChange
from audit.oversight.findings.rules import FindingRefused
from audit.oversight.looks.access import opens_look
from audit.oversight.looks.actions.correcting import correct_answer
from audit.oversight.looks.forms.correction import CorrectionForm
from audit.oversight.looks.locking import CorrectionRefused
from audit.oversight.looks.reads import gap_on, questions_of


@require_http_methods(["GET", "HEAD", "POST"])
@opens_look
def correct_look(request, look, code):
    """Shows an answer, and corrects it."""
    question = next((each for each in questions_of(look) if each.code == code), None)
    if question is None:
        raise Http404
    if not look.finished_at:
        return redirect("look", look.pk)
    answer, gap = look.review.answers_by_code().get(code), gap_on(look, code)
    form = CorrectionForm(
        request.POST or None,
        question=question,
        shown_to=str(look.case.practitioner or ""),
        has_gap=gap is not None,
        initial={"based_on": answer.version if answer else 0},
    )
    if form.is_bound and form.is_valid() and _correct(request, look, code, form):
        return redirect("finished_look", look.pk)
    shown = {"look": look, "question": question, "form": form, "gap": gap}
    shown["answer"] = question.label(answer.value) if answer and answer.value else "not answered"
    return render(request, "audit/oversight/looks/correct_look.html", shown)


def _correct(request, look, code, form):
    """Correct the answer. Returns whether it was; else the form says why not."""
    said = form.cleaned_data
    change = AnswerChange(code, said["value"], said.get("text", ""), said["based_on"])
    try:
        correct_answer(look=look, change=change, reason=said["reason"], by=request.user)
    except (CorrectionRefused, FindingRefused) as refused:
        form.add_error(None, str(refused))
        return False
    return True
