"""What an operator relies on: a monitor is answered, a fault can be found, a stranger's large body is not read."""

import io
import logging
import re

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from pytest_django.asserts import assertContains

from audit.logs import LOGGING, WhoAndWhere
from cases.models import User

pytestmark = pytest.mark.django_db
LARGE = b"x" * (2**20 + 1)


@pytest.fixture
def lines():
    """What is logged, as the site formats it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.addFilter(WhoAndWhere())
    handler.setFormatter(logging.Formatter(LOGGING["formatters"]["line"]["format"], style="{"))
    logging.getLogger().addHandler(handler)
    yield lambda: said.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


def test_a_monitor_is_answered_with_one_query_by_any_host_name(client, settings, django_assert_num_queries):
    settings.SECURE_SSL_REDIRECT = True
    with django_assert_num_queries(1):
        assert client.get("/health/", headers={"host": "10.0.0.7"}).content == b"ok\n"


def test_a_monitor_is_told_when_the_database_is_silent(client, monkeypatch):
    def silent():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", silent)
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"no\n")


def test_each_line_has_time_level_and_the_numbers_of_request_and_person(client, lines):
    asha = User.objects.create_user("asha", first_name="Asha", last_name="Okonkwo")
    client.force_login(asha)
    client.get("/account/")
    (line,) = lines()
    stamp = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO request \d{3}-\d{3}-\d{3} person "
    assert re.fullmatch(rf"{stamp}{asha.pk} audit\.middleware: GET account: 200, \d+ ms", line)


def test_a_foreign_host_leaves_a_line_and_no_trace(client, lines):
    assert client.get("/sign-in/", headers={"host": "foreign.example"}).status_code == 400
    assert [line for line in lines() if "foreign.example" in line]
    assert not any(line.startswith(("Traceback", " ")) for line in lines())


def test_a_secret_link_is_not_in_the_log(client, lines):
    client.get("/sign-in/new-password/1-secret/")
    assert "secret" not in "\n".join(lines())


@pytest.mark.parametrize(("method", "after"), [("post", ""), ("get", "x")])
def test_nor_is_it_where_the_link_is_refused(client, lines, method, after):
    client.handler.enforce_csrf_checks = True
    assert getattr(client, method)(f"/sign-in/new-password/1-secret/{after}").status_code in (403, 404)
    assert "/sign-in/new-password/…" in "\n".join(lines())
    assert "secret" not in "\n".join(lines())


def test_between_two_requests_a_line_belongs_to_neither(client, lines):
    client.get("/sign-in/")
    logging.getLogger("waitress").warning("Malformed header")
    assert " WARNING request - person - waitress: Malformed header" in lines()[-1]


def test_a_page_that_a_person_may_not_open_is_one_line(client, lines):
    client.force_login(User.objects.create_user("asha"))
    assert client.get("/people/").status_code == 403
    assert len([line for line in lines() if "Forbidden" in line]) == 1
    assert not any(line.startswith(("Traceback", " ")) for line in lines())


def test_the_page_of_a_fault_shows_the_number_that_stands_in_the_log(client, lines, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    client.raise_request_exception = False
    monkeypatch.setattr("cases.sign_in.views.sign_in.render", broken)
    page = client.get("/sign-in/forgotten/")
    number = re.search(r"\d{3}-\d{3}-\d{3}", page.content.decode())[0]
    assertContains(page, "this number", status_code=500)
    assert any("ERROR" in line and number in line for line in lines())


@pytest.mark.parametrize("path", ["/sign-in/", "/health/", "/nope/"])
def test_who_asks_for_the_head_of_a_page_gets_no_body(path, rf):
    answer = get_wsgi_application().get_response(rf.head(path, headers={"host": "localhost"}))
    assert answer.content == b""
    assert int(answer["Content-Length"]) > 0


def test_a_strangers_large_body_is_refused_before_it_is_read(client):
    class Unread(io.RawIOBase):
        def read(self, *args):
            pytest.fail("It was read")

    answer = client.post("/sign-in/", LARGE, content_type="text/plain", **{"wsgi.input": Unread()})
    assertContains(answer, "Sign in first", status_code=413)


def test_who_is_signed_in_may_send_a_large_file(admin_client):
    assert admin_client.post("/places/import/", {"file": io.BytesIO(LARGE)}).status_code != 413
