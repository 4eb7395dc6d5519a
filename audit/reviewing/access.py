"""How views reach a review that is to be answered: only whoever answers it, only while it is open."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.access import refuse_case
from audit.frameworks import FrameworkProblem
from audit.models import FrameworkChanged, Review
from audit.planning.reads import is_of_own_team
from audit.reviewing.pages.not_saved import give_back, gives_back, what_was_sent
from cases.permissions import Permission, may


def opens_review(view):
    """Hands the view the Review whose number is in the address: 404 where the user may not know of it, 403 where it is
    not theirs to answer or of their own team. One that is submitted or signed off is shown as it is instead. What was
    sent and is not taken comes back to be copied."""

    @gives_back
    @wraps(view)
    def opened(request, review, **kwargs):
        found = _to_write(request.user, review)
        if found is None:
            return _refuse(request, review)
        if problem := _show_problem(request, found.audit):
            return problem
        if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
            raise PermissionDenied  # a page that is still open in the browser in which somebody else has signed in
        if found.submitted_at or found.audit.signed_off_at:
            return show_closed(request, found, _why_closed(found))
        return view(request, found, **kwargs)

    return opened


def _to_write(user, number):
    own = Review.objects.own_to_write_by(user).for_page().filter(pk=number).first()
    return own or Review.objects.to_write_by(user).for_page().filter(pk=number).first()


def opens_review_to_lead(view):
    """Hands the view the Review whose number is in the address: 404 where the user may not read it, 403 to whoever
    does not moderate its audit."""

    @gives_back
    @wraps(view)
    def opened(request, review, **kwargs):
        found = Review.objects.visible_to(request.user).for_page().filter(pk=review).first()
        found = found or refuse_case(request.user)
        if not may(request.user, Permission.MODERATE, found.audit.unit):
            raise PermissionDenied
        return _show_problem(request, found.audit) or view(request, found, **kwargs)

    return opened


def _show_problem(request, audit):
    """A page that tells what is wrong with the audit's framework file; None where nothing is."""
    try:
        _ = audit.framework
    except (FrameworkChanged, FrameworkProblem) as problem:
        shown = {"audit": audit, "problem": problem, "sent": what_was_sent(request.POST)}
        return render(request, "audit/framework_problem.html", shown, status=409)
    return None


def show_closed(request, review, why):
    """Lead to the page on which a review that takes no answers is read, or give back what was sent to it; tell a script
    that would save."""
    if not request.accepts("text/html"):
        return JsonResponse({"closed": why})
    page = reverse("case_answers", args=[review.audit.pk, review.sampled_case.number])
    if request.method != "POST":
        return redirect(page)
    return give_back(request, why, sent=_not_stored(request, review), read_at=page)


def _why_closed(review):
    if review.audit.signed_off_at:
        return f"“{review.audit}” was signed off meanwhile: its answers can no longer be changed."
    return "This review was submitted meanwhile: its answers can no longer be changed."


def _not_stored(request, review):
    note = review.sent_back.first()
    stored = {"stored": review.answers_by_code(), "reply": note.reply if note else ""}
    return what_was_sent(request.POST, framework=review.audit.framework, **stored)


def _refuse(request, number):
    review = Review.objects.visible_to(request.user).for_page().filter(pk=number).first() or refuse_case(request.user)
    if review.reviewer == request.user and is_of_own_team(review.sampled_case, request.user):
        shown = {"review": review, "sent": what_was_sent(request.POST)}
        return render(request, "audit/reviewing/own_team.html", shown, status=403)
    raise PermissionDenied
