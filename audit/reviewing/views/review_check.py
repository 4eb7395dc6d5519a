"""Show what is missing in a review, and submit it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.method.asked_facts import waiting_questions
from audit.planning.locking import AuditClosed
from audit.reviewing.access import opens_review, show_closed
from audit.reviewing.actions.submission import NotSubmitted, submit_review
from audit.reviewing.forms.review import SubmitForm
from audit.reviewing.identifiers import places_in_comments
from audit.reviewing.locking import ReviewClosed
from audit.reviewing.pages.asked_facts import build_asked_facts
from audit.reviewing.pages.review import build_review_page, find_questions, questions_of_note
from audit.reviewing.reads.review_answers import check_of, is_submitted_by, open_note
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_review
def review_check(request, review):
    """Shows how far the review is, and what is missing or contradictory. Submits it."""
    note = open_note(review)
    form = SubmitForm(request.POST or None, asks_reply=note is not None, initial=unsaved(request))
    if form.is_valid():
        try:
            submit_review(review=review, **form.cleaned_data, by=request.user)
        except NotSubmitted as refused:
            form.add_error(None, str(refused))
        except (ReviewClosed, AuditClosed) as closed:
            return show_closed(request, review, str(closed))
        else:
            what = f"The {review.get_part_display().lower()} of {review.sampled_case.with_crn}"
            messages.success(request, f"{what} is submitted.")
            return redirect("my_reviews")
    return _show_check(request, review, form, note)


def _show_check(request, review, form, note):
    answers = review.answers_by_code()
    waiting = waiting_questions(review.audit.framework, review.facts)
    page = build_review_page(review.audit.framework, check_of(review, answers), waiting)
    context = {
        "review": review,
        "page": page,
        "form": form,
        "note": note,
        "about": questions_of_note(page, note),
        "found": find_questions(page, request.GET.get("q", "")),
        "places": places_in_comments(
            review.sampled_case.number, answers.values(), name=review.sampled_case.shown_number
        ),
        "to_find_out": build_asked_facts(review),
        "may_submit": is_submitted_by(review, request.user),
    }
    return render(request, "audit/reviewing/review_check.html", context)
