"""Log lines for the person who keeps the server: time, level, numbers of request and person. Never a name."""

import logging
import re
import secrets
from contextvars import ContextVar

from django.core.signals import request_finished
from django.http import HttpRequest

_current: ContextVar[HttpRequest | None] = ContextVar("current request", default=None)
_SECRET_LINK = re.compile(r"(/sign-in/new-password/)\S+")


def begin(request: HttpRequest) -> None:
    """Give the request a number that a person can read out, and have the lines from here on carry it."""
    request.number = f"{secrets.randbelow(900) + 100}-{secrets.randbelow(900) + 100}-{secrets.randbelow(900) + 100}"
    _current.set(request)


def end(**kwargs) -> None:
    """What the server says between two requests belongs to neither."""
    _current.set(None)


request_finished.connect(end)  # after the last part of a page that is sent bit by bit


def number_of_request() -> str:
    """The number of the request that is being answered; "-" outside one."""
    return getattr(_current.get(), "number", "-")


FOREIGN_HOST = "django.security.DisallowedHost"


class WhoAndWhere(logging.Filter):
    """Adds `request_number` and `person` to each record, and takes out the link with which a password is set."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None) or _current.get()  # Django names the request once it has ended
        record.request_number = getattr(request, "number", "-")
        record.person = _person(request)
        if _SECRET_LINK.search(message := record.getMessage()):
            record.msg, record.args = _SECRET_LINK.sub(r"\1…", message), ()
        return True


def _person(request: HttpRequest | None) -> int | str:
    """The number of who is signed in, as far as the request has asked: a log line asks no database."""
    return getattr(getattr(request, "_cached_user", None), "pk", None) or "-"


class WithoutTrace(logging.Filter):
    """Drops the traceback of what is no fault of the program: foreign hosts, and pages that a person may not open."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR or record.name == FOREIGN_HOST:
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
        "django.request": {"filters": ["without_trace"]},
        FOREIGN_HOST: {"filters": ["without_trace"]},
    },
}
