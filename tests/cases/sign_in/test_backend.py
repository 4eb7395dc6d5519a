"""Who may sign in and keep a session."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

STRANGER = "/sign-in/?next=/"


@pytest.fixture
def demonstration(asha):
    asha.demonstration = True
    asha.save()
    return asha


def test_demonstration_users_do_not_sign_in_where_debug_is_off(demonstration, sign_in):
    assertContains(sign_in(), "or password is wrong")


def test_demonstration_users_sign_in_where_debug_is_on(demonstration, sign_in, settings):
    settings.DEBUG = True
    assertRedirects(sign_in(), "/", fetch_redirect_response=False)


def test_a_session_of_a_demonstration_user_ends_where_debug_is_off(demonstration, client, settings):
    settings.DEBUG = True
    client.force_login(demonstration)
    assert client.get("/").status_code == 200
    settings.DEBUG = False
    assertRedirects(client.get("/"), STRANGER)


def test_closing_an_account_ends_its_sessions_at_once(asha, client):
    client.force_login(asha)
    asha.is_active = False
    asha.save()
    assertRedirects(client.get("/"), STRANGER)
