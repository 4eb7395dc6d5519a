"""Log lines for whoever keeps the server: time, level, number of the request, number of the person. Never a name."""

import logging
import secrets
from contextvars import ContextVar

from django.http import HttpRequest

_current: ContextVar[HttpRequest | None] = ContextVar("current request", default=None)


def begin(request: HttpRequest) -> None:
    """Give the request a number that a person can read out, and have the lines from here on carry it."""
    request.number = f"{secrets.randbelow(900) + 100}-{secrets.randbelow(900) + 100}-{secrets.randbelow(900) + 100}"
    _current.set(request)


def number_of_request() -> str:
    """The number of the request that is being answered; "-" outside one."""
    return getattr(_current.get(), "number", "-")


class WhoAndWhere(logging.Filter):
    """Adds `request_number` and `person` to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_number = number_of_request()
        record.person = _person()
        return True


def _person() -> int | str:
    """The number of who is signed in, as far as this request has asked: a log line asks no database."""
    user = getattr(_current.get(), "_cached_user", None)
    return getattr(user, "pk", None) or "-"


class WithoutTrace(logging.Filter):
    """Drops the traceback: where it leads is known, and scanners of the internet cause hundreds a day."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


# Requests and refused sign-ins are told; of libraries only warnings.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"who_and_where": {"()": WhoAndWhere}, "without_trace": {"()": WithoutTrace}},
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} request {request_number} person {person} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "standard_error": {"class": "logging.StreamHandler", "filters": ["who_and_where"], "formatter": "line"}
    },
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
    "loggers": {
        "audit": {"level": "INFO"},
        "cases": {"level": "INFO"},
        "waitress": {"level": "INFO"},
        "django": {"handlers": [], "level": "INFO"},
        "django.security.DisallowedHost": {"filters": ["without_trace"]},
    },
}
