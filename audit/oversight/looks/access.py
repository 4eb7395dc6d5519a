"""The door through which views reach a look."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.access import View
from audit.models import Look
from audit.oversight.access import opens_oversight
from audit.oversight.looks.reads import looks_for_page
from audit.reviewing.access import show_problem
from audit.reviewing.pages.refused_input import what_was_sent
from cases.permissions import Permission

NOT_OPEN = "You do not have access to this look, or no longer have it. Nothing was saved."


def opens_look(view: View) -> View:
    """Give the view the Look whose number is in the address, if the case is held now in a team that the user oversees.

    Otherwise it answers 404, 403 where the user oversees nothing, and 409 with an explanation where the file of the
    instrument has changed. What was sent and is not taken comes back to be copied.
    """
    through_door = opens_oversight(Permission.OVERSEE)(_open)

    @wraps(view)
    def opened(request, look, **kwargs):
        try:
            return through_door(request, view, look, **kwargs)
        except (Http404, PermissionDenied) as refused:
            if not _has_own_text(request):
                raise
            return show_sent(request, NOT_OPEN, status=404 if isinstance(refused, Http404) else 403)

    return opened


def _open(request, view, number, **kwargs):
    found = looks_for_page(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    if problem := show_problem(request, found.sampled_case.audit):
        return problem
    if not _is_of_the_user(request):
        raise PermissionDenied  # sent from a page left open in a browser where another person has signed in since
    return view(request, found, **kwargs)


def _is_of_the_user(request):
    return request.POST.get("person", str(request.user.pk)) == str(request.user.pk)


def _has_own_text(request):
    return request.method == "POST" and _is_of_the_user(request) and request.accepts("text/html")


def show_closed(request: HttpRequest, look: Look, why: str) -> HttpResponse:
    """Answer for a look that takes no answers now: give back what was sent, or tell the script that tried to save."""
    if not request.accepts("text/html"):
        return JsonResponse({"closed": why})
    page = reverse("finished_look", args=[look.pk])
    stored = {"framework": look.sampled_case.audit.framework, "stored": look.review.answers_by_code()}
    if not what_was_sent(request.POST, **stored):
        return redirect(page)
    return show_sent(request, f"{why} Nothing was saved.", read_at=page, **stored)


def show_sent(
    request: HttpRequest, why: str, *, read_at: str = "", status: int = 409, **stored: object
) -> HttpResponse:
    """The page that says why nothing was saved, with what was sent to copy."""
    sent = what_was_sent(request.POST, **stored)
    shown = {"why": why, "sent": sent, "read_at": read_at}
    return render(request, "audit/oversight/looks/refused_input.html", shown, status=status)
