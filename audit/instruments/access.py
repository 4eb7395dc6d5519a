"""The door to a framework's pages."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse

from audit.instruments.reads import version_open_to

View = Callable[..., HttpResponse]


def opens_framework(view: View) -> View:
    """Give the view the Version of the code and number in the address. 404 unless the user may read it."""

    @wraps(view)
    def opened(request, code, number="", **kwargs):
        version = version_open_to(request.user, code, number)
        if version is None:
            raise Http404
        return view(request, version, **kwargs)

    return opened
