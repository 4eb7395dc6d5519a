"""What the stories look at is the page that a click leads to, once all of it has come."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest


class SlowPage(BaseHTTPRequestHandler):
    """A page that lets the browser wait, begins to come, and is then there, wider than any window."""

    def do_GET(self):
        time.sleep(0.2)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b" " * 2000)
        time.sleep(0.3)
        self.wfile.write(b"<!doctype html><link rel=icon href='data:,'><p style='width: 3000px'>Too wide</p>")

    def log_message(self, *_):
        """Say nothing on the terminal."""


@pytest.fixture
def slow_address():
    with ThreadingHTTPServer(("127.0.0.1", 0), SlowPage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_that_is_still_coming_after_the_click_is_measured_once_it_is_there(
    page, slow_address, check_no_sideways_scrolling
):
    page.set_content(f"<a href='{slow_address}'>Next page</a>")
    page.get_by_role("link").click()
    with pytest.raises(AssertionError, match="Too wide"):
        check_no_sideways_scrolling(page)
