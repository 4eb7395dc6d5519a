"""Ask for the facts that decide which questions a review has."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.method.applicability import applicable_questions
from audit.method.asked_facts import facts_to_ask
from audit.method.sections import sections_of
from audit.planning.actions.facts import FactRefused
from audit.planning.locking import AuditClosed
from audit.reviewing.access import opens_review, show_closed
from audit.reviewing.actions.asked_fact import answer_fact
from audit.reviewing.forms.asked_fact import AskedFactForm
from audit.reviewing.locking import ReviewClosed
from audit.reviewing.pages.asked_facts import build_asked_facts, what_changed
from audit.reviewing.pages.case import facts_in_words
from audit.reviewing.pages.review import build_review_page
from audit.reviewing.reads.review_answers import check_of
from audit.trail.actions import record_case_view
from audit.trail.case_facts import fact_in_words
from cases.sign_in.unsaved import unsaved

ANSWERED = "This has been answered in the meantime. Check the facts of the case."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_review
def review_facts(request, review):
    """Asks for one fact after the other, and leads back to the review once none is left."""
    asked = {line.fact: line for line in build_asked_facts(review)}
    line = asked.get(request.POST["fact"]) if "fact" in request.POST else next(iter(asked.values()), None)
    if line is None:
        return _go_on(request, review, asked)
    form = AskedFactForm(request.POST or None, fact=line.fact, name=line.name, initial=unsaved(request))
    if form.is_valid():
        try:
            return _save(request, review, line, form.cleaned_data["value"])
        except FactRefused as refused:
            form.add_error("value", str(refused))
        except (ReviewClosed, AuditClosed) as closed:
            return show_closed(request, review, str(closed))
    return _show(request, review, line, form)


def _go_on(request, review, asked):
    """Lead to the next fact; to the review if no fact is asked for."""
    if request.method == "POST":
        messages.warning(request, ANSWERED)
    return redirect("review_facts" if asked else "review_check", review.pk)


def _save(request, review, line, value):
    before = review.facts
    sampled = answer_fact(review=review, fact=line.fact, value=value, by=request.user)
    said = "the case record does not say" if value is None else fact_in_words(line.fact, value)
    messages.success(request, " ".join([f"{line.name}: {said}.", *what_changed(request.user, sampled, before)]))
    framework = review.audit.framework
    if facts_to_ask(framework, sampled.facts):
        return redirect("review_facts", review.pk)
    first, *_ = sections_of(framework, applicable_questions(framework, sampled.facts))
    return redirect("review_section", review.pk, first.code)


def _show(request, review, line, form):
    record_case_view(audit=review.audit, sampled=review.sampled_case, what=f"the {review.name}", by=request.user)
    context = {
        "review": review,
        "page": build_review_page(review.audit.framework, check_of(review, review.answers_by_code())),
        "line": line,
        "form": form,
        "facts": facts_in_words(review.sampled_case),
    }
    return render(request, "audit/reviewing/review_facts.html", context)
