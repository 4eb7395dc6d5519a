"""How views reach a review that is to be answered: only whoever answers it, only while it is open."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render

from audit.actions.allocation import is_of_own_team
from audit.frameworks import FrameworkProblem
from audit.models import FrameworkChanged, Review
from audit.views.opening import refuse_case
from cases.permissions import Permission, may


def opens_review(view):
    """Hands the view the Review whose number is in the address: 404 where the user may not know of it, 403 where it is
    not theirs to answer or of their own team. One that is submitted or signed off is shown as it is instead."""

    @wraps(view)
    def opened(request, review, **kwargs):
        found = _to_write(request.user, review)
        if found is None:
            return _refuse(request, review)
        if problem := _show_problem(request, found.audit):
            return problem
        if found.submitted_at or found.audit.signed_off_at:
            return show_closed(request, found)
        if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
            raise PermissionDenied  # a page that is still open in the browser in which somebody else has signed in
        return view(request, found, **kwargs)

    return opened


def _to_write(user, number):
    own = Review.objects.own_to_write_by(user).for_page().filter(pk=number).first()
    return own or Review.objects.to_write_by(user).for_page().filter(pk=number).first()


def opens_review_to_lead(view):
    """Hands the view the Review whose number is in the address: 404 where the user may not read it, 403 to whoever
    does not moderate its audit."""

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
        return render(request, "audit/framework_problem.html", {"audit": audit, "problem": problem}, status=409)
    return None


def show_closed(request, review, text=""):
    """Lead to the page on which a review that takes no answers is read; tell it to a script that would save."""
    if not request.accepts("text/html"):
        return JsonResponse({"closed": text or "This review is submitted or signed off: it takes no more answers."})
    if text:
        messages.warning(request, text)
    return redirect("case_answers", review.audit.pk, review.sampled_case.number)


def _refuse(request, number):
    review = Review.objects.visible_to(request.user).for_page().filter(pk=number).first() or refuse_case(request.user)
    if review.reviewer == request.user and is_of_own_team(review.sampled_case, request.user):
        return render(request, "audit/own_team.html", {"review": review}, status=403)
    raise PermissionDenied
