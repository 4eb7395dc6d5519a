"""The doors through which views reach a review: to answer it while it is open, or to moderate it."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.access import View, refuse_case
from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged, Reading, Review
from audit.planning.reads import is_of_own_team
from audit.reviewing.pages.refused_input import give_back, gives_back, what_was_sent
from cases.permissions import Permission, may


def opens_review(view: View) -> View:
    """Give the view the Review whose number is in the address, if the user may answer it now.

    Otherwise it answers:
    404 where the user may not know of the review;
    403 where it is not theirs to answer, or a case of their own team;
    409 with an explanation where the framework file has changed since the audit was made;
    the page to read it on where it is submitted or signed off.
    What was sent and is not taken comes back to be copied.
    """

    @gives_back
    @wraps(view)
    def opened(request, review, **kwargs):
        found = _to_write(request.user, review)
        if found is None:
            return _refuse_review(request, review)
        if problem := show_problem(request, found.audit):
            return problem
        if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
            raise PermissionDenied  # sent from a page left open in a browser where another person has signed in since
        if found.submitted_at or found.audit.signed_off_at:
            return show_closed(request, found, _why_closed(found))
        return view(request, found, **kwargs)

    return opened


def _to_write(user, number):
    # one's own first: that is the common case, and its query is cheaper than the one for all that a user may write
    own = Review.objects.own_to_write_by(user).for_page().filter(pk=number).first()
    return own or Review.objects.to_write_by(user).for_page().filter(pk=number).first()


def opens_review_to_lead(view: View) -> View:
    """Give the view the Review whose number is in the address, if the user moderates its audit.

    Otherwise it answers 404 where the user may not read the review, and else 403, or 409 where the framework file has
    changed. What was sent comes back to be copied.
    """

    @gives_back
    @wraps(view)
    def opened(request, review, **kwargs):
        found = Review.objects.visible_to(request.user).for_page().filter(pk=review).first()
        found = found or refuse_case(request.user)
        if not may(request.user, Permission.MODERATE, found.audit.unit):
            raise PermissionDenied
        return show_problem(request, found.audit) or view(request, found, **kwargs)

    return opened


def show_problem(request: HttpRequest, audit: Audit) -> HttpResponse | None:
    """A page that says what is wrong with the audit's framework file; None where nothing is."""
    try:
        _ = audit.framework
    except (FrameworkChanged, FrameworkProblem) as problem:
        shown = {"audit": audit, "problem": problem, "sent": what_was_sent(request.POST)}
        return render(request, "audit/framework_problem.html", shown, status=409)
    return None


def show_closed(request: HttpRequest, review: Review, why: str) -> HttpResponse:
    """Answer for a review that takes no answers now, for the reason `why`.

    Leads to the page to read it on, gives back what was sent, or tells the script that tried to save.
    """
    if not request.accepts("text/html"):
        return JsonResponse({"closed": why})
    page = reverse("case_answers", args=[review.audit.pk, review.sampled_case.number])
    if request.method != "POST":
        return redirect(page)
    return give_back(request, why, sent=_not_stored(request, review), read_at=page)


def _why_closed(review):
    """Why the review takes no answers from a page that was opened while it did."""
    if review.audit.signed_off_at:
        return f"“{review.audit}” has been signed off, so its answers can no longer be changed."
    return "This review has been submitted, so its answers can no longer be changed."


def _not_stored(request, review):
    note = review.sent_back.first()
    stored = {"stored": review.answers_by_code(), "reply": note.reply if note else ""}
    return what_was_sent(request.POST, framework=review.audit.framework, **stored)


def _refuse_review(request, number):
    """Answer 404 or 403. A reviewer whose own team the case has come into is told so, or what to read first."""
    review = Review.objects.visible_to(request.user).for_page().filter(pk=number).first() or refuse_case(request.user)
    if waits := show_what_to_read_first(request, review):
        return waits
    if review.reviewer == request.user and is_of_own_team(review.sampled_case, request.user):
        shown = {"review": review, "sent": what_was_sent(request.POST)}
        return render(request, "audit/reviewing/own_team.html", shown, status=403)
    raise PermissionDenied


def show_what_to_read_first(request: HttpRequest, review: Review) -> HttpResponse | None:
    """Answer 403 for a reviewer whose own review waits for a case that all read first; None where it does not."""
    if review.reviewer != request.user or review.part == Review.Part.AGREED:
        return None
    own = Reading.objects.own_of(request.user).unfinished().for_page()
    reading = own.filter(shared_case__audit=review.audit).first()
    return _say_what_to_read_first(request, review, reading) if reading else None


def _say_what_to_read_first(request, review, reading):
    if not request.accepts("text/html"):
        return JsonResponse({"closed": f"Read {reading.shared_case} first, which all reviewers read together."})
    shown = {"review": review, "reading": reading, "sent": what_was_sent(request.POST)}
    return render(request, "audit/reviewing/read_first.html", shown, status=403)
