"""How often a password may be guessed, and the log line of each sign-in that is refused."""

import logging

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit

from cases.sign_in.reads import is_known_address

logger = logging.getLogger("cases.sign_in")
# for one name, over all addresses from which its person does not come
ANYWHERE = {"wrong_password_anywhere": "30/h/key"}


def address_of(request):
    """The address from which a request comes: behind a proxy, the one that the proxy saw."""
    return ratelimit.get_ip(request)


def count_anywhere(request, name):
    """Counts an attempt with this user name, wherever it comes from, unless its person signs in from there.

    What can be rolled back once the password turns out right; None where there were too many.
    """
    if is_known_address(name, address_of(request)):
        return ratelimit.RateLimitUsage(usage=[])
    action = next(iter(ANYWHERE))
    return ratelimit.consume(request, app="cases", action=action, config=ANYWHERE, key=name.lower())


def log_refused(request, why, person=None):
    """One line: why, the person's number where there is such a person, and the address; never what was typed."""
    number = person.pk if person else "unknown"
    logger.warning("Sign-in refused: %s; person %s, from %s", why, number, get_adapter().get_client_ip(request))
