"""Sign-in by OpenID Connect, against a stand-in that speaks real HTTP: who is recognised, and who is not."""

import html
import re

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib.sessions.models import Session
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from cases.models import Event, User
from cases.people.actions.accounts import change_person
from cases.people.actions.roles import close_account, end_membership
from cases.people.actions.sign_in import remove_provider_link
from cases.sign_in.single_sign_on import identity_provider as provider_settings
from tests.identity_provider import CLIENT_ID, CLIENT_SECRET, identity_provider

pytestmark = pytest.mark.slow

START = "/oidc/single-sign-on/login/"
PEOPLE = {
    "Asha": {"sub": "a-1", "email": "Asha@example.org", "email_verified": True},
    "Asha, not verified": {"sub": "a-1", "email": "asha@example.org", "email_verified": False},
    "Asha, in words": {"sub": "a-1", "email": "asha@example.org", "email_verified": "false"},
    "Asha, nothing said": {"sub": "a-1", "email": "asha@example.org"},
    "Asha, renamed": {"sub": "a-1", "email": "new-name@example.org", "email_verified": True},
    "Another with Asha's address": {"sub": "x-9", "email": "asha@example.org", "email_verified": True},
    "Nobody we know": {"sub": "n-1", "email": "nobody@example.org", "email_verified": True},
    "Without address": {"sub": "w-1"},
}


@pytest.fixture
def provider():
    with identity_provider(PEOPLE) as provider:
        yield provider


@pytest.fixture
def configure(provider, settings):
    def configure(**options):
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(
            OIDC_SERVER_URL=provider.address,
            OIDC_CLIENT_ID=CLIENT_ID,
            OIDC_CLIENT_SECRET=CLIENT_SECRET,
            name="Microsoft",
            **options,
        )

    configure()
    return configure


@pytest.fixture
def come_as(client, configure):
    """come_as("Asha"): what the site answers to somebody whom the identity provider calls so."""

    def come_as(name, start=START):
        sent_to = client.post(start)["Location"]
        page = requests.get(sent_to, timeout=5).text
        back = re.search(f'href="([^"]+)">{re.escape(html.escape(name))}<', page)[1]
        return client.get(html.unescape(back).removeprefix("http://testserver"))

    return come_as


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_an_invited_person_is_recognised_by_the_verified_address_and_goes_where_they_wanted(asha, client, come_as):
    assertRedirects(come_as("Asha", START + "?next=/account/"), "/account/")
    assert client.session["_auth_user_id"] == str(asha.pk)
    event = Event.objects.get()
    assert (event.kind, event.user, event.details) == ("signed_in", asha, {"how": "identity provider"})


def test_the_library_is_not_let_change_the_user(asha, come_as):
    come_as("Asha")
    asha.refresh_from_db()
    assert (asha.email, asha.username, asha.first_name) == ("asha@example.org", "asha", "Asha")
    assert asha.has_usable_password()


def test_from_then_on_the_permanent_identifier_counts(asha, client, come_as):
    come_as("Asha")
    client.post("/sign-out/")
    assertRedirects(come_as("Asha, renamed"), "/")
    assert SocialAccount.objects.count() == 1


STRANGERS = ["Asha, not verified", "Asha, in words", "Asha, nothing said", "Nobody we know", "Without address"]


@pytest.mark.parametrize("name", STRANGERS)
def test_anybody_else_reads_whom_to_ask_and_nobody_is_added(asha, client, come_as, name):
    assertContains(come_as(name), "You have no account here", status_code=403)
    assert not is_signed_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)
    assert Event.objects.get().details == {"name": "unknown name", "how": "identity provider"}


def test_a_provider_of_ones_own_whose_addresses_administrators_set_may_be_trusted(asha, client, configure, come_as):
    configure(email_is_verified=True)
    assertRedirects(come_as("Asha, nothing said"), "/")


@pytest.mark.parametrize("change", [{"is_active": False}, {"demonstration": True}])
@pytest.mark.parametrize("came_before", [False, True])
def test_a_closed_account_stays_closed(asha, client, come_as, change, came_before):
    if came_before:
        come_as("Asha")
        client.post("/sign-out/")
    User.objects.update(**change)
    assertContains(come_as("Asha"), "You have no account here", status_code=403)
    assert not is_signed_in(client)


def test_an_address_that_two_users_share_is_nobodys(asha, client, come_as):
    User.objects.create_user("asha-2", email="ASHA@example.org")
    assertContains(come_as("Asha"), "You have no account here", status_code=403)


def test_no_second_factor_is_asked_of_who_comes_this_way(asha, client, come_as, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assertRedirects(come_as("Asha"), "/")
    assertContains(client.get("/account/"), "has its own second factor")


def test_one_who_is_signed_in_cannot_tie_a_second_identity_to_the_account(asha, client, come_as):
    client.force_login(asha)
    response = come_as("Nobody we know", START + "?process=connect")
    assertContains(response, "You have no account here", status_code=403)
    assert not SocialAccount.objects.exists()


def test_what_was_typed_when_a_session_ended_survives_this_way_of_signing_in_too(asha, client, come_as):
    client.force_login(asha)
    client.get("/account/")
    Session.objects.all().delete()
    assertRedirects(client.post("/account/", {"note": "Typed."}), "/sign-in/?next=/account/")
    come_as("Asha")
    kept = client.session["kept_forms"]
    assert (kept["person"], kept["pages"]["/account/"]["fields"]) == (asha.pk, {"note": ["Typed."]})
    assert client.session.get_expiry_age() == 30 * 60


def test_breaking_off_leads_back_to_sign_in(client, come_as, db):
    response = come_as("Cancel")
    assertRedirects(response, "/sign-in/cancelled/")
    assertContains(client.get("/sign-in/cancelled/"), "You are not signed in")


@pytest.mark.parametrize("query", ["", "?code=forged&state=forged", "?code=forged"])
def test_an_answer_that_nobody_asked_for_is_refused(client, configure, db, query):
    response = client.get(f"{START}callback/{query}")
    assertContains(response, "You are not signed in", status_code=401)


def test_an_answer_is_worth_nothing_in_another_browser(asha, client, configure):
    page = requests.get(client.post(START)["Location"], timeout=5).text
    back = html.unescape(re.search(r'href="http://testserver([^"]+)">Asha<', page)[1])
    client.cookies.clear()
    assertContains(client.get(back), "You are not signed in", status_code=401)


def test_a_wrong_secret_is_a_page_and_no_fault(asha, client, configure, come_as, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "wrong"
    assertContains(come_as("Asha"), "You are not signed in", status_code=401)


def test_a_provider_that_does_not_answer_is_a_page_and_no_fault(client, configure, settings, db):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    assertContains(client.post(START), "You are not signed in", status_code=502)


def test_the_sign_in_page_offers_it_only_where_it_is_set_up(client, configure, settings, db):
    assertContains(client.get("/sign-in/?next=/account/"), "Sign in with Microsoft")
    assertContains(client.get("/sign-in/?next=/account/"), f'action="{START}?next=%2Faccount%2F"')
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assertNotContains(client.get("/sign-in/"), "Sign in with")
    assert client.post(START).status_code == 404


def test_a_provider_in_the_database_is_no_provider(client, configure, settings, db):
    SocialApp.objects.create(provider="openid_connect", provider_id="evil", name="Evil", client_id="evil")
    assertNotContains(client.get("/sign-in/"), "Evil")
    assert client.post("/oidc/evil/login/").status_code == 404


def test_following_a_link_asks_before_it_goes_on(client, configure, db):
    assertContains(client.get(START), "Sign in with Microsoft")


@pytest.fixture
def administrator(asha, django_user_model):
    """Asha's roles are in their places; asha herself holds one, so that her account can be looked after."""
    ada = django_user_model.objects.create_user("ada")
    ada.memberships.create(role="administrator")
    asha.memberships.create(role="viewer")
    return ada


CHANGES = {
    "address": lambda asha, by: change_person(person=asha, **NAMES, email="asha.new@example.org", by=by),
    "closed": lambda asha, by: close_account(person=asha, by=by),
    "last role": lambda asha, by: end_membership(membership=asha.memberships.get(), by=by),
    "removed": lambda asha, by: remove_provider_link(person=asha, by=by),
}
NAMES = {"first_name": "Asha", "last_name": ""}


@pytest.mark.parametrize("change", CHANGES)
def test_who_is_no_longer_the_same_there_is_unlinked_and_signed_out(asha, client, come_as, administrator, change):
    come_as("Asha")
    CHANGES[change](asha, administrator)
    assert not SocialAccount.objects.exists()
    assertRedirects(client.get("/account/"), "/sign-in/?next=/account/")
    assert "unlinked from the account at the identity provider" in [
        event.details.get("what") for event in Event.objects.all()
    ]


def test_a_changed_name_parts_nobody(asha, client, come_as, administrator):
    come_as("Asha")
    change_person(person=asha, first_name="Aisha", last_name="", email=asha.email, by=administrator)
    assert client.get("/account/").status_code == 200


def test_after_an_address_changed_whoever_has_the_old_one_is_a_stranger(asha, client, come_as, administrator):
    come_as("Asha")
    CHANGES["address"](asha, administrator)
    assertContains(come_as("Asha"), "You have no account here", status_code=403)


def test_the_persons_page_shows_the_link_and_removes_it(asha, client, come_as, administrator):
    come_as("Asha")
    client.force_login(administrator)
    assertContains(client.get(f"/people/{asha.pk}/"), "Linked since")
    page = client.post(f"/people/{asha.pk}/identity-provider/remove/", follow=True)
    assertContains(page, "The link is removed")
    assertNotContains(page, "Linked since")
