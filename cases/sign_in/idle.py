"""When a session ends: after some time without a request, and 12 hours after its sign-in at the latest."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

LONGEST = 12 * 60 * 60  # seconds
PUT_OFF_EVERY = settings.SESSION_COOKIE_AGE / 30  # seconds: one minute, if a session lasts half an hour


def put_off_end(get_response: Callable) -> Callable:
    """Put off the end of the session with a request; not with every one, since each time is a write."""

    def respond(request):
        now = time.time()
        if request.user.is_authenticated and now - request.session.get("asked_at", 0) >= PUT_OFF_EVERY:
            request.session["asked_at"] = int(now)
        return get_response(request)

    return respond


def note_beginning(sender: type, request: HttpRequest, **kwargs: object) -> None:
    """Note in the session when a person signs in, also in a browser that still has an earlier session."""
    request.session["signed_in_at"] = int(time.time())


def end_at_last(get_response: Callable) -> Callable:
    """End a session after 12 hours. A form that is sent then is kept, as after any other end."""

    def respond(request):
        now = int(time.time())
        if request.user.is_authenticated and now - request.session.setdefault("signed_in_at", now) > LONGEST:
            request.session.flush()
            request.user = AnonymousUser()
        return get_response(request)

    return respond
