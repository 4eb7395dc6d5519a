"""Signing in changes the token against forged forms, so a page that was open before has an old one."""

import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import StandardJudgement
from tests.cases.sign_in.a_typed_form import BANNER, TYPED, end_sessions, fields_of
from tests.cases.sign_in.conftest import PASSWORD


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def sign_in(client):
    def sign_in(username="asha"):
        client.get("/sign-in/")
        sent = {
            "username": username,
            "password": PASSWORD,
            "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
        }
        return client.post("/sign-in/", sent)

    return sign_in


@pytest.fixture
def send(at_the_form, page):
    """Sends the form of the page as it is open now, some fields changed, from a page of this or another site."""
    hidden = dict(
        re.findall(r'name="(csrfmiddlewaretoken|person)" value="(\w+)"', at_the_form.get(page).content.decode())
    )

    def send(origin="http://testserver", **changes):
        return at_the_form.post(page, TYPED | hidden | changes, headers={"origin": origin} if origin else {})

    return send


def test_the_token_outlives_the_session(at_the_form, sign_in, page, send):
    end_sessions()
    assertRedirects(send(), f"/sign-in/?next={page}")
    sign_in()
    assert fields_of(at_the_form.get(page)) == TYPED


def test_a_page_from_before_signing_in_anew_in_another_window_loses_nothing(at_the_form, sign_in, page, send):
    for _ in range(2):
        end_sessions()
        sign_in()
    assertRedirects(send(), page, fetch_redirect_response=False)
    response = at_the_form.get(page)
    assert fields_of(response) == TYPED
    assertContains(response, BANNER)
    assert not StandardJudgement.objects.exists()


def test_nor_when_that_session_has_ended_too(at_the_form, sign_in, page, send):
    end_sessions()
    sign_in()
    end_sessions()
    assertRedirects(send(), f"/sign-in/?next={page}")
    sign_in()
    assert fields_of(at_the_form.get(page)) == TYPED


def test_a_page_of_somebody_else_is_refused_in_plain_words(at_the_form, sign_in, page, send):
    end_sessions()
    sign_in("ben")
    assertContains(send(), "Your form was not sent", status_code=403)
    assertNotContains(at_the_form.get(page), "First line.")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "https://testserver", "null", None])
def test_what_another_site_sends_is_refused_and_nothing_of_it_is_shown(at_the_form, page, send, origin):
    response = send(origin, csrfmiddlewaretoken="a" * 64)
    assertContains(response, "Your form was not sent", status_code=403)
    assertNotContains(at_the_form.get(page), "First line.")


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "a" * 64, "!" * 64, "é" * 64])
def test_a_wrong_token_saves_nothing(at_the_form, page, send, token):
    assertRedirects(send(csrfmiddlewaretoken=token), page)
    assert not StandardJudgement.objects.exists()


def test_a_script_is_refused_by_the_status(at_the_form, page):
    person = at_the_form.session["_auth_user_id"]
    headers = {"origin": "http://testserver", "accept": "application/json"}
    assert at_the_form.post(page, TYPED | {"person": person}, headers=headers).status_code == 403


def test_every_form_says_for_whom_its_page_was_made_but_those_of_signing_in_and_out():
    folder = settings.BASE_DIR / "templates"
    bare = {path.name for path in folder.rglob("*.html") if "{% csrf_token %}" in path.read_text(encoding="utf-8")}
    assert bare == {"_token.html", "base.html", "sign_in.html", "sign_in_code.html"}
