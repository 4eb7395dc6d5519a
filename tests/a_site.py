"""A real site on this computer: the server that `manage.py serve` starts, a proxy in front, browsers at addresses."""

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
HOST = "audit.example.org"
PASSWORD = "a long pass phrase 42"
LONGEST_START = 120  # seconds
PREPARE = f"""
import django
django.setup()
from django.core.management import call_command
from cases.models import User
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("createcachetable", verbosity=0)
asha = User.objects.create_user("asha", password="{PASSWORD}")
asha.memberships.create(role="administrator")
"""


def environment(folder: Path) -> dict[str, str]:
    """The variables of a real site whose data are in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.deployed_settings",
        "COLLECTED": str(folder / "collected"),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "CACHE_URL": "dbcache://rate_limits",
        "SECRET_KEY": "k3" * 40 + "-_!x",
        "SECOND_FACTOR_KEYS": "x7" * 30,
        "ALLOWED_HOSTS": HOST,
        "DEBUG": "0",
        "BEHIND_PROXY": "1",
        "SECURE_SSL_REDIRECT": "1",
        "SECURE_HSTS_SECONDS": "31536000",
        "SECOND_FACTOR_REQUIRED": "0",
    }


def prepare(folder: Path) -> None:
    """Makes database, style sheets, cache table and asha, who administers everything."""
    subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment(folder), check=True)


@contextmanager
def served(folder: Path):
    """Yields (port, path of what the server logs) of a server that is gone afterwards."""
    log = folder / "log"
    command = [sys.executable, "manage.py", "serve", "--listen", "127.0.0.1:0"]
    with (
        log.open("w") as said,
        subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=said, stderr=said) as process,
    ):
        try:
            yield _port(process, log), log
        finally:
            process.terminate()


def _port(process, log):
    ends = time.monotonic() + LONGEST_START
    while time.monotonic() < ends and process.poll() is None:
        if found := re.search(r"Serving on http://127\.0\.0\.1:(\d+)", log.read_text()):
            return int(found[1])
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start: {log.read_text()}")


@contextmanager
def proxy_to(port: int):
    """Yields the port of a proxy that ends https: it adds the address it saw to X-Forwarded-For, as nginx does."""

    class Forward(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            hops = [*self.headers.get_all("X-Forwarded-For", []), self.client_address[0]]
            headers = {name: text for name, text in self.headers.items() if not name.lower().startswith("x-forwarded")}
            headers |= {"X-Forwarded-For": ", ".join(hops), "X-Forwarded-Proto": "https"}
            server = http.client.HTTPConnection("127.0.0.1", port)
            server.request(self.command, self.path, body, headers)
            answer = server.getresponse()
            page = answer.read()
            self.send_response(answer.status)
            for name, text in answer.getheaders():
                if name not in ("Connection", "Content-Length", "Transfer-Encoding"):
                    self.send_header(name, text)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)
            server.close()

        do_POST = do_GET  # noqa: N815 - the names that http.server asks for

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Forward) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy.server_port
        proxy.shutdown()


class Browser:
    """Asks the site from an address of this computer, and keeps cookies; `headers` go with every request."""

    def __init__(self, port, address="127.0.0.1", **headers):
        self.port, self.address, self.headers, self.cookies = port, address, headers, {}

    def ask(self, method, path, body=None, **headers):
        """(status, headers, text) of the answer."""
        sent = {"Host": HOST, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        site = http.client.HTTPConnection("127.0.0.1", self.port, source_address=(self.address, 0))
        site.request(method, path, body, sent | self.headers | headers)
        answer = site.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        site.close()
        return answer.status, answer.headers, text

    def get(self, path):
        return self.ask("GET", path)

    def send(self, path, **fields):
        """Fills in the form of the page and sends it."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path)[2])[1]
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}{path}"}
        return self.ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": token}), **kind)
