"""A session ends when nothing was asked for some time, and 12 hours after its sign-in at the latest."""

import time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

LONGEST = 12 * 60 * 60  # seconds
PUT_OFF_EVERY = settings.SESSION_COOKIE_AGE / 30  # seconds: a minute of half an hour


def put_off_end(get_response):
    """Puts off the end of the session of whoever asks; not at every request, since each time is a write."""

    def respond(request):
        now = time.time()
        if request.user.is_authenticated and now - request.session.get("asked_at", 0) >= PUT_OFF_EVERY:
            request.session["asked_at"] = int(now)
        return get_response(request)

    return respond


def note_beginning(sender, request, **kwargs):
    """When a person signs in, also in a browser that still has the session of before."""
    request.session["signed_in_at"] = int(time.time())


def end_at_last(get_response):
    """Ends a session of 12 hours; a form that is sent then is kept, as after any other end."""

    def respond(request):
        now = int(time.time())
        if request.user.is_authenticated and now - request.session.setdefault("signed_in_at", now) > LONGEST:
            request.session.flush()
            request.user = AnonymousUser()
        return get_response(request)

    return respond
