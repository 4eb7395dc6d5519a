"""The doors through which views reach a case that all read together, and to the user's reading of it."""

from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from audit.access import View, refuse_case
from audit.models import Reading, SharedCase
from audit.reviewing.access import show_problem
from audit.reviewing.pages.refused_input import give_back, gives_back, what_was_sent
from audit.together.reads import why_closed


def opens_reading(view: View) -> View:
    """Give the view the user's own Reading whose number is in the address, while it takes answers.

    Otherwise it answers 404 or 403 where it is not theirs, 409 where the framework file has changed, and leads to the
    page where the readings stand side by side. What was sent and is not taken comes back to be copied.
    """

    @gives_back
    @wraps(view)
    def opened(request, reading, **kwargs):
        own = Reading.objects.own_of(request.user).for_page()
        found = own.filter(pk=reading).first() or refuse_case(request.user)
        if problem := show_problem(request, found.audit):
            return problem
        return view(request, found, **kwargs) if found.is_open else show_closed(request, found, why_closed(found))

    return opened


def show_closed(request: HttpRequest, reading: Reading, why: str) -> HttpResponse:
    """Answer for a reading that takes no answers now, for the reason `why`."""
    if not request.accepts("text/html"):
        return JsonResponse({"closed": why})
    page = reverse("compare_readings", args=[reading.shared_case_id])
    if request.method != "POST":
        return redirect(page)
    sent = what_was_sent(request.POST, framework=reading.audit.framework, stored=reading.answers_by_code())
    return give_back(request, why, sent=sent, read_at=page)


def opens_shared_case(view: View) -> View:
    """Give the view the SharedCase whose number is in the address, if the user reads it or moderates its audit.

    Otherwise it answers 404 or 403, and 409 where the framework file has changed.
    """

    @gives_back
    @wraps(view)
    def opened(request, shared, **kwargs):
        seen = SharedCase.objects.visible_to(request.user).for_page()
        found = seen.filter(pk=shared).first() or refuse_case(request.user)
        return show_problem(request, found.audit) or view(request, found, **kwargs)

    return opened
