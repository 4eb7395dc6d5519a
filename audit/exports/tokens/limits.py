"""How often a token may be used, and how often an address may send a wrong one."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from audit.models import AccessToken

RATES = {"token_used": "120/m/key", "token_refused": "20/m/ip"}
MINUTE = 60  # seconds


def may_use(request: HttpRequest, token: AccessToken) -> bool:
    """Count a use of the token. Return whether there were not too many in the last minute."""
    return _count(request, "token_used", key=str(token.pk))


def may_be_wrong(request: HttpRequest) -> bool:
    """Count a wrong token. Return whether its address sent not too many in the last minute."""
    return _count(request, "token_refused")


def _count(request: HttpRequest, action: str, key: str | None = None) -> bool:
    usage = ratelimit.consume(request, app="audit", action=action, config=RATES, key=key, limit_get=True)
    return usage is not None
