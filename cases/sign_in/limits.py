"""How often a password may be guessed, and the log line of each sign-in that is refused."""

import logging

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from cases.models import User
from cases.sign_in.reads import is_known_address

logger = logging.getLogger("cases.sign_in")
# for one user name, over all the addresses from which its person does not sign in
ANYWHERE = {"wrong_password_anywhere": "30/h/key"}


def address_of(request: HttpRequest) -> str:
    """Return the address from which a request comes: behind a proxy, the one that the proxy saw."""
    return ratelimit.get_ip(request)


def count_anywhere(request: HttpRequest, name: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt with this user name, wherever it comes from, unless its person signs in from there.

    Return what to roll back if the password turns out right; None if there were too many attempts.
    """
    if is_known_address(name, address_of(request)):
        return ratelimit.RateLimitUsage(usage=[])
    action = next(iter(ANYWHERE))
    return ratelimit.consume(request, app="cases", action=action, config=ANYWHERE, key=name.lower())


def log_refused(request: HttpRequest, why: str, person: User | None = None) -> None:
    """Log one line: why, the number of the person if known, and the address; never what was typed."""
    number = person.pk if person else "unknown"
    logger.warning("Sign-in refused: %s; person %s, from %s", why, number, get_adapter().get_client_ip(request))
