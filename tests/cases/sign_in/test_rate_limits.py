"""Guessing passwords ends soon, in every process."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from pytest_django.asserts import assertContains, assertRedirects

SHARED = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rate_limits"}}


def guess(sign_in, times, username="asha"):
    for number in range(times):
        sign_in(username, f"guess {number}")


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(asha, sign_in, client):
    guess(sign_in, 5)
    assertContains(sign_in(), '<a href="#id_username">Too many attempts. Wait five minutes, then try again</a>')
    assert "_auth_user_id" not in client.session


def test_a_right_password_between_wrong_ones_does_not_reset_the_count(asha, sign_in, client):
    guess(sign_in, 4)
    sign_in()
    client.post("/sign-out/")
    guess(sign_in, 1)
    assertContains(sign_in(), "Too many attempts")


def test_guessing_one_persons_password_does_not_lock_others_out(asha, sign_in):
    guess(sign_in, 6, "somebody")
    assertRedirects(sign_in(), "/")


def test_an_address_that_tries_many_names_gets_a_page_that_says_so(asha, sign_in):
    for number in range(30):
        sign_in(f"name {number}")
    assertContains(sign_in(), "<h1", status_code=429)
    assertContains(sign_in(), "Wait five minutes, then try again.", status_code=429)


@pytest.mark.parametrize("header", ["203.0.113.9", "198.51.100.1, 203.0.113.9"])
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(asha, client, settings, header):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sent = {"username": "asha", "password": "a long pass phrase"}
    for number in range(31):
        client.post("/sign-in/", sent | {"username": str(number)}, headers={"x-forwarded-for": header})
    assert client.post("/sign-in/", sent, headers={"x-forwarded-for": header}).status_code == 429
    assert client.post("/sign-in/", sent, headers={"x-forwarded-for": "192.0.2.7"}).status_code == 302


def test_processes_that_share_a_cache_count_together(asha, sign_in, settings):
    settings.CACHES = SHARED
    call_command("createcachetable")
    guess(sign_in, 5)
    del caches["default"]  # as another process would, beginning with no memory of its own
    assertContains(sign_in(), "Too many attempts")
