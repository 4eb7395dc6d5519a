"""The pages about a practitioner: their own, and those of their SPO and quality lead."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from audit.oversight.access import opens_oversight
from audit.oversight.practitioners.actions import record_opening
from audit.oversight.practitioners.forms import PeriodForm
from audit.oversight.practitioners.pages import (
    build_findings,
    build_look,
    build_my_cases,
    build_note,
    closing_in_words,
    examples_by_question,
)
from audit.oversight.practitioners.reads import (
    examples_for,
    findings_seen_by,
    looks_at_work_of,
    own_practitioners,
    practitioner_overseen_by,
    who_opened,
)
from cases.permissions import Permission


@require_safe
@opens_oversight(Permission.ANSWER_FINDINGS)
def my_cases(request):
    """Shows practitioners everything that is held under their name, and who opened it."""
    page = build_my_cases(request.user, localdate())
    return render(request, "audit/oversight/practitioners/my_cases.html", {"page": page})


@require_safe
@opens_oversight(Permission.ANSWER_FINDINGS)
def my_look(request, look):
    """Shows practitioners the answers of a finished look at their case."""
    names = own_practitioners(request.user)
    found = get_object_or_404(looks_at_work_of(names), pk=look)
    context = {"look": found, "answers": build_look(found), "viewers": who_opened(found, names)}
    return render(request, "audit/oversight/practitioners/my_look.html", context)


@require_safe
@opens_oversight(Permission.OVERSEE)
def practitioner_findings(request, practitioner):
    """Shows SPO and quality lead the findings under a practitioner's name. The practitioner sees who opened this."""
    found = _opened(request, practitioner, "findings")
    seen = findings_seen_by(request.user, found)
    context = {"practitioner": found, "findings": build_findings(seen, localdate())}
    context["closing"] = closing_in_words(found)
    return render(request, "audit/oversight/practitioners/practitioner_findings.html", context)


@require_safe
@opens_oversight(Permission.OVERSEE)
def supervision_note(request, practitioner):
    """Shows what was found and done in a period, to print or copy for supervision."""
    found = _opened(request, practitioner, "supervision note")
    form = PeriodForm(request.GET if request.GET else None, today=localdate())
    first, last = form.period
    seen = findings_seen_by(request.user, found)
    context = {"practitioner": found, "form": form, "note": build_note(seen, first, last, localdate())}
    return render(request, "audit/oversight/practitioners/supervision_note.html", context)


@require_safe
@opens_oversight(Permission.OVERSEE, Permission.ANSWER_FINDINGS)
def examples(request):
    """Shows strengths that were offered as examples, by question, without the person and the place."""
    questions = examples_by_question(examples_for(request.user))
    return render(request, "audit/oversight/practitioners/examples.html", {"questions": questions})


def _opened(request, number, page):
    """Return a Practitioner that the user oversees, and record that the page was opened."""
    found = practitioner_overseen_by(request.user, number)
    if found is None:
        raise Http404
    record_opening(practitioner=found, page=page, by=request.user)
    return found
