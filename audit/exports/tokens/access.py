"""The door of addresses that programs open with an access token, and their answers in JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from audit.exports.tokens.actions import note_use
from audit.exports.tokens.limits import MINUTE, may_be_wrong, may_use
from audit.exports.tokens.reads import token_in_force

REALM = 'Bearer realm="Probation case audit"'
NOT_SENT = "Send an access token, as the header “Authorization: Bearer …”. You make one under Your account."
NOT_IN_FORCE = "This access token is not in force: it is wrong, has ended or was revoked."
TOO_MANY = "Too many requests. Wait a minute, then try again."
READ_ONLY = "Nothing can be sent here. Use GET or HEAD."


def opens_by_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the AccessToken that was sent, in place of a session. Cookies count for nothing here."""

    @csrf_exempt  # no cookie is read, so no other site can use one
    @login_not_required
    @wraps(view)
    def opened(request, **kwargs):
        response = _open(request, view, kwargs)
        patch_vary_headers(response, ["Authorization"])
        return response

    return opened


def _open(request: HttpRequest, view: Callable[..., HttpResponse], kwargs: dict[str, Any]) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return problem(405, READ_ONLY, Allow="GET, HEAD")
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return problem(401, NOT_SENT, **{"WWW-Authenticate": REALM})
    token = token_in_force(secret.strip())
    if token is None:
        return _refuse(request)
    if not may_use(request, token):
        return _too_many()
    note_use(token=token)
    return view(request, token, **kwargs)


def _refuse(request: HttpRequest) -> HttpResponse:
    if not may_be_wrong(request):
        return _too_many()
    return problem(401, NOT_IN_FORCE, **{"WWW-Authenticate": f'{REALM}, error="invalid_token"'})


def _too_many() -> HttpResponse:
    return problem(429, TOO_MANY, **{"Retry-After": str(MINUTE)})


def problem(status: int, why: str, **headers: str) -> HttpResponse:
    """Return an answer in JSON that says what is wrong."""
    return JsonResponse({"error": why}, status=status, headers=headers)
