"""What a save costs beside views that do the same by hand: CPU time, through all the site as a server calls it."""

import json
import logging
import os
import secrets
import statistics
import time
from contextlib import contextmanager
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from tests.bench.lines import Line, ratio
from tests.load.reviewers import make_desk_of_look, make_desks

ROUNDS, SAVES = 40, 8  # in each round every view saves so often, one view after the other
SITE, SAME_WRITES, ONE_ROW = "/reviews/{}/2.1/", "/same-writes/{}/", "/one-row/{}/"
LOOK = "/looks/{}/"
ON_SQLITE = connection.vendor == "sqlite"


def lines():
    """The Lines about a save by the site, by a view that does the same writes, and by one that changes one row."""
    site, same_writes, one_row, look = _costs()
    yield Line("a save by the site", f"{site:.1f} ms of CPU", "8 ms" if ON_SQLITE else "14 ms")
    yield Line("a plain view with the same writes", f"{same_writes:.1f} ms of CPU", "", "1 x")
    yield Line("the site beside it", "", "1.3 x", ratio(site, same_writes))
    yield Line("a bare update of one row", f"{one_row:.1f} ms of CPU", "", "1 x")
    yield Line("the site beside it", "", "2.0 x", ratio(site, one_row))
    yield Line("a save in a look of oversight", f"{look:.1f} ms of CPU", "", "1 x")
    yield Line("it beside a save in a review", "", "1.3 x", ratio(look, site))


@override_settings(ROOT_URLCONF="tests.bench.plain_views", SECOND_FACTOR_REQUIRED=True)
def _costs():
    with _log_unseen():
        savers = [Saver(address, make_desks(1, answered=True)[0]) for address in (SITE, SAME_WRITES, ONE_ROW)]
        savers.append(Saver(LOOK, make_desk_of_look(), comment=""))
        costs = [[saver.save_often() for saver in savers] for _ in range(ROUNDS)]
    return map(statistics.median, zip(*costs, strict=True))


@contextmanager
def _log_unseen():
    """The log's line of each request is written as ever, and not among the figures."""
    (handler,) = logging.getLogger().handlers
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        seen = handler.setStream(nowhere)
        yield
        handler.setStream(seen)


class Saver:
    """Answers a question of a Desk's review, or look, again and again at this address; {} is its number."""

    def __init__(self, address, desk, comment="Note {}."):
        self.path, self.code, self.version, self.comment = address.format(desk.review), desk.codes[0], 1, comment
        self.cookies = {"sessionid": desk.session, "csrftoken": secrets.token_hex(16)}
        self.application = WSGIHandler()
        self.save_often()  # the first ones load modules and templates

    def save_often(self):
        """Milliseconds of CPU for one save."""
        started = cpu_seconds()
        for _ in range(SAVES):
            self._save()
        return 1000 * (cpu_seconds() - started) / SAVES

    def _save(self):
        fields = {"value": self.version % 2 + 1, "comment": self.comment.format(self.version), "version": self.version}
        sent = {f"{name}-{self.code}": value for name, value in fields.items()}
        self.version += 1
        saved = json.loads(self._send(urlencode(sent).encode()))["saved"]
        assert saved[self.code]["version"] == self.version, saved

    def _send(self, body):
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": self.path,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT": "application/json",
            "HTTP_X_CSRFTOKEN": self.cookies["csrftoken"],
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        setup_testing_defaults(environ)
        response = self.application(environ, self._keep_cookies)
        content = b"".join(response)
        response.close()
        return content

    def _keep_cookies(self, status, headers):
        for _, cookie in (header for header in headers if header[0] == "Set-Cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}


def cpu_seconds():
    """Of this process and, on PostgreSQL, of the one that serves its connection (its first figure is nanoseconds)."""
    if ON_SQLITE:
        return time.process_time()
    connection.ensure_connection()
    serving = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return time.process_time() + int(serving.split()[0]) / 1e9
