"""A session ends when nobody has asked for anything for some time."""

import time

from django.conf import settings

PUT_OFF_EVERY = settings.SESSION_COOKIE_AGE / 30  # seconds: a minute of half an hour


def put_off_end(get_response):
    """Puts off the end of the session of whoever asks; not at every request, since each time is a write."""

    def respond(request):
        now = time.time()
        if request.user.is_authenticated and now - request.session.get("asked_at", 0) >= PUT_OFF_EVERY:
            request.session["asked_at"] = int(now)
        return get_response(request)

    return respond
