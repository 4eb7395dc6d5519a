"""Choosing and changing a password."""

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from cases.models import User
from tests.cases.sign_in.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "another pass phrase"


@pytest.fixture
def invited(db):
    user = User.objects.create_user("ben", email="ben@example.org")
    user.set_unusable_password()
    user.save()
    return user


def link_for(user):
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def send(client, link, one=NEW, two=NEW):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": one, "password2": two}, follow=True)


def test_an_invited_person_chooses_a_password_and_signs_in_with_it(client, invited, sign_in):
    link = link_for(invited)
    assertContains(client.get(link, follow=True), "Your user name is <strong>ben</strong>.")
    assertContains(send(client, link), "Your password is saved")
    assertRedirects(sign_in("ben", NEW), "/")


def test_an_invited_person_can_then_set_up_a_second_factor(client, invited, sign_in, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    send(client, link_for(invited))
    assertRedirects(sign_in("ben", NEW, to="/account/second-factor/"), "/account/second-factor/")


def test_a_link_works_once(client, invited):
    link = link_for(invited)
    send(client, link)
    assertContains(client.get(link, follow=True), "This link does not work")


@pytest.mark.parametrize("key", ["x-y", "abc", "set-password"])
def test_a_link_that_nobody_sent_opens_nothing(client, invited, key):
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(invited), "key": key})
    assertContains(client.get(link, follow=True), "This link does not work")


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("", "", "Enter a new password"),
        (NEW, "", "Enter the new password a second time"),
        (NEW, "something else", "You must type the same password each time."),
        ("12345678", "12345678", "entirely numeric"),
        ("ben", "ben", "too short"),
        ("kettle-orbi", "kettle-orbi", "too short"),
    ],
)
def test_a_password_that_will_not_do_is_refused_at_its_field(client, invited, one, two, said):
    response = send(client, link_for(invited), one, two)
    assertContains(response, said)
    assertContains(response, 'href="#id_password')
    assert not User.objects.get(username="ben").has_usable_password()


def test_a_password_is_changed_by_who_knows_the_present_one_and_the_session_goes_on(client, asha, sign_in):
    sign_in()
    new = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assertContains(client.post("/account/password/", new | {"oldpassword": "wrong"}), "that you sign in with")
    assertContains(client.post("/account/password/", new, follow=True), "Password changed.")
    client.post("/sign-out/")
    assertContains(sign_in(), "or password is wrong")
    assertRedirects(sign_in(password=NEW), "/")


def test_who_has_forgotten_a_password_reads_whom_to_ask(client):
    assertContains(client.get("/sign-in/"), 'href="/sign-in/forgotten/"')
    assertContains(client.get("/sign-in/forgotten/"), "Ask the person who set up your account.")


def test_who_has_no_password_is_not_offered_to_change_one(client, invited):
    client.force_login(invited)
    assert "/account/password/" not in client.get("/account/").content.decode()
    assertRedirects(client.get("/account/password/", follow=True), "/account/")


@pytest.mark.parametrize("page", ["/sign-up/", "/signup/", "/accounts/signup/", "/sign-in/signup/", "/accounts/email/"])
def test_nobody_signs_up(client, page):
    assert client.get(page).status_code in (302, 404)
    assert client.post(page, {"username": "eve", "password1": NEW, "password2": NEW}).status_code in (302, 404)
    assert not User.objects.filter(username="eve").exists()
