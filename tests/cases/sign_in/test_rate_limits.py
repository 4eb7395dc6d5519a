"""Guessing passwords ends soon, in every process."""

from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from cases.models import KnownAddress, User
from cases.sign_in.reads import is_known_address

pytestmark = pytest.mark.slow

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


def test_guessing_from_elsewhere_does_not_lock_the_person_out(asha, client, settings, sign_in):
    guess_from(client, settings, "198.51.100.1", 6)
    assertRedirects(sign_in(), "/")


def guess_from(client, settings, address, times):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(times):
        sent = {"username": "asha", "password": f"guess {number}"}
        client.post("/sign-in/", sent, headers={"x-forwarded-for": address})


def test_thirty_wrong_passwords_an_hour_from_many_addresses_are_enough(asha, client, settings, sign_in):
    for number in range(6):
        guess_from(client, settings, f"198.51.100.{number}", 5)
    assertContains(sign_in(), "Too many wrong passwords for this user name. Wait an hour, then try again")


def test_where_the_person_signed_in_lately_they_still_do(asha, client, settings, sign_in):
    sign_in()
    client.post("/sign-out/")
    for number in range(6):
        guess_from(client, settings, f"198.51.100.{number}", 5)
    assertRedirects(sign_in(), "/")


def test_after_thirty_days_an_address_is_forgotten(asha, client, sign_in):
    sign_in()
    KnownAddress.objects.update(signed_in_at=timezone.now() - timedelta(days=31))
    assert not is_known_address("asha", "127.0.0.1")
    User.objects.create_user("binta", password="a long pass phrase")
    client.post("/sign-out/")
    sign_in("binta", "a long pass phrase")
    assert [address.user.username for address in KnownAddress.objects.all()] == ["binta"]


def test_names_without_number_do_not_push_out_the_count_of_one(asha, sign_in):
    guess(sign_in, 5)
    for number in range(2_000):
        cache.set(f"another-{number}", [0.0])
    assertContains(sign_in(), "Too many attempts")
