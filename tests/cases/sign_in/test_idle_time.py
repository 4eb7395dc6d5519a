"""A session ends on the server when nothing was asked for half an hour."""

import datetime
import time
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django.asserts import assertRedirects


@pytest.fixture
def session_of_asha(client, asha, sign_in):
    sign_in()
    return lambda: Session.objects.get(pk=client.session.session_key)


def test_a_request_puts_the_end_off_to_half_an_hour_from_then(client, session_of_asha, monkeypatch):
    for minutes in (29, 58):
        Session.objects.update(expire_date=timezone.now() + datetime.timedelta(minutes=1))
        moment = time.time() + 60 * minutes
        monkeypatch.setattr("cases.sign_in.idle.time", SimpleNamespace(time=lambda moment=moment: moment))
        client.get("/account/")
        left = session_of_asha().expire_date - timezone.now()
        assert datetime.timedelta(minutes=29) < left <= datetime.timedelta(minutes=30)


def test_requests_within_a_minute_of_each_other_write_nothing(client, session_of_asha):
    client.get("/account/")
    before = session_of_asha().expire_date
    client.get("/account/")
    assert session_of_asha().expire_date == before


def test_after_that_the_cookie_opens_nothing(client, session_of_asha):
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assertRedirects(client.get("/account/"), "/sign-in/?next=/account/")


def test_closing_the_browser_ends_it_too(client, session_of_asha):
    client.get("/account/")
    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_after_twelve_hours_it_ends_however_busy_it_was(client, session_of_asha, monkeypatch):
    began = time.time()
    for hours in (4, 8, 11.9):
        monkeypatch.setattr("cases.sign_in.idle.time", SimpleNamespace(time=lambda hours=hours: began + 3600 * hours))
        assert client.get("/account/").status_code == 200
    monkeypatch.setattr("cases.sign_in.idle.time", SimpleNamespace(time=lambda: began + 3600 * 12 + 2))
    assertRedirects(client.post("/account/", {"note": "Typed."}), "/sign-in/?next=/account/")
    assert client.session["kept_forms"]["pages"]["/account/"]["fields"] == {"note": ["Typed."]}


def test_who_signs_in_again_in_time_begins_another_twelve_hours(client, asha, sign_in, monkeypatch):
    sign_in()
    later = time.time() + 3600 * 13
    monkeypatch.setattr("cases.sign_in.idle.time", SimpleNamespace(time=lambda: later))
    client.post("/sign-out/")
    sign_in()
    assert client.get("/account/").status_code == 200
