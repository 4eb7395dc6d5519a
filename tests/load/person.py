"""Somebody who is signed in at the site and saves answers as the script on the page does."""

import json
import re
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

LONGEST_WAIT = 30  # seconds
NO_ANSWER = (OSError, HTTPException)  # what is raised where the server is gone


class NotSaved(Exception):
    """The site answered something else than what became of the save."""


class Person:
    """One connection, which stays open, with the cookies of a session; `path` is the page of a section of a review."""

    def __init__(self, address, session, path):
        self.connection = HTTPConnection(address, timeout=LONGEST_WAIT)
        self.cookies, self.path = {"sessionid": session}, path

    def __enter__(self):
        """Opens the page, which brings the token against forged forms."""
        status, _ = self._ask("GET")
        if status != 200:
            raise NotSaved(f"{self.path}: {status}")
        return self

    def __exit__(self, *_):
        self.connection.close()

    def save(self, code, value, comment, version, **choice):
        """What the site tells of this answer to the question. Raises NotSaved, or of NO_ANSWER."""
        fields = {f"value-{code}": value, f"comment-{code}": comment, f"version-{code}": version, **choice}
        headers = {"Accept": "application/json", "X-CSRFToken": self.cookies["csrftoken"]}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, body = self._ask("POST", urlencode(fields), headers | kind)
        if status != 200:
            raise NotSaved(f"{status}: {body[:200]}")
        return json.loads(body)

    def _ask(self, method, body=None, headers=()):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, self.path, body, {"Cookie": cookies, **dict(headers)})
        response = self.connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return response.status, response.read().decode()


def version_seen(panel, code):
    """The version that the panel of a conflict shows, as a button in it sends it."""
    return int(re.search(rf'name="seen-{re.escape(code)}" value="(\d+)"', panel)[1])
