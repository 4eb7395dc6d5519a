"""The door of a finding's page."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse

from audit.models import Finding
from audit.reviewing.pages.refused_input import SentText, show_refused_input

NOT_OPEN = "This finding is not open to you, or not any more. Nothing was recorded."
View = Callable[..., HttpResponse]


def opens_finding(view: View) -> View:
    """Give the view the Finding whose number is in the address, with its thread.

    404 unless the user may read it now. What they wrote on a page that was open to them before comes back to be copied.
    """

    @wraps(view)
    def opened(request, finding, **kwargs):
        found = Finding.objects.for_person(request.user).for_page().filter(pk=finding).first()
        if found is None and (text := request.POST.get("text", "").strip()):
            return show_refused_input(request, NOT_OPEN, [SentText("What you wrote", "", text)], status=404)
        if found is None:
            raise Http404
        return view(request, found, **kwargs)

    return opened
