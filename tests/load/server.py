"""Starting the real server in a process of its own, on any database."""

import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connection

LONGEST_START = 120  # seconds
SERVING = re.compile(r"Serving on http://127\.0\.0\.1:(\d+)")


class Server:
    """`address`: where it listens. `kill` ends it at once, in the middle of whatever it is doing."""

    def __init__(self, process, address):
        self.process, self.address = process, address

    def kill(self):
        self.process.kill()
        self.process.wait()


@contextmanager
def running_server():
    """Yields a Server on the database of this process; it is gone afterwards."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.load.settings", "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "tests.load.serve"]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=said, stderr=said) as process,
    ):
        try:
            yield Server(process, f"127.0.0.1:{_port(process, said)}")
        finally:
            process.kill()


def _port(process, said):
    ends = time.monotonic() + LONGEST_START
    while time.monotonic() < ends and process.poll() is None:
        said.seek(0)
        if found := SERVING.search(said.read()):
            return found[1]
        time.sleep(0.05)
    said.seek(0)
    raise RuntimeError(f"The server did not start: {said.read()}")


def database_url():
    """DATABASE_URL of the database that this process works on, which in the suite is the tests' own."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
