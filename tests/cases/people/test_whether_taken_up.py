"""The person page says whether an invitation was taken up, and whether the link that was given still holds."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.asserts import assertContains, assertNotContains

from cases.actions.trail import record_event
from cases.models import Event
from cases.people.actions.accounts import change_person
from cases.people.actions.roles import change_membership, give_role, invite
from cases.people.actions.sign_in import note_new_link
from cases.people.invitations import invitation_path
from cases.permissions import Role
from tests.audit.reading import text_at, text_of
from tests.cases.some_places import an_administrator, somebody

pytestmark = pytest.mark.django_db
IN_VAIN = "no longer works because roles or the e-mail address changed"


@pytest.fixture
def ben(places, admin):
    facts = {"username": "ben", "first_name": "Ben", "last_name": "Adeyemi", "email": "ben@example.org"}
    return invite(**facts, role=Role.REVIEWER, place=places["Suffolk"], by=admin)


def take_up(person):
    person.set_password("kettle-orbit-lantern")
    person.last_login = datetime.datetime(2026, 3, 5, 9, 30, tzinfo=datetime.UTC)
    person.save()
    record_event(kind=Event.Kind.PASSWORD_CHANGED, by=person)


def test_the_page_says_that_an_invitation_was_not_taken_up_yet(client, ben):
    text = text_at(client, f"/people/{ben.pk}/")
    assert "Password Not set yet; the link of" in text
    assert "has not been used" in text
    assert "Second factor Not set up Last sign-in Never" in text
    assert IN_VAIN not in text


def test_the_page_says_what_was_set_up_and_when_the_person_last_signed_in(client, ben):
    take_up(ben)
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={})
    assert "Password Set Second factor Set up Last sign-in 5 March 2026, 09:30" in text_at(client, f"/people/{ben.pk}/")


def test_of_somebody_with_a_role_elsewhere_neither_is_told(places, client, ben):
    somebody("ben", Role.VIEWER, places["Tyne"])
    assert "Last sign-in" not in text_at(client, f"/people/{ben.pk}/")


CHANGES = {
    "a role more": lambda ben, places, by: give_role(person=ben, role=Role.VIEWER, place=places["East"], by=by),
    "another role": lambda ben, places, by: change_membership(
        membership=ben.memberships.get(), role=Role.VIEWER, place=places["East"], by=by
    ),
    "another address": lambda ben, places, by: change_person(
        person=ben, first_name="Ben", last_name="Adeyemi", email="other@example.org", by=by
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_ends_a_link_is_told_with_what_to_do(places, client, admin, ben, change):
    CHANGES[change](ben, places, admin)
    response = client.get(f"/people/{ben.pk}/")
    assertContains(response, IN_VAIN)
    assertContains(response, 'href="#new-link"')
    assertContains(response, 'id="new-link"')
    note_new_link(person=ben, by=admin)
    assert IN_VAIN not in text_at(client, f"/people/{ben.pk}/")


def test_another_name_ends_no_link(places, client, admin, ben):
    link = invitation_path(ben)
    change_person(person=ben, first_name="Benjamin", last_name="Adeyemi", email="ben@example.org", by=admin)
    assert IN_VAIN not in text_at(client, f"/people/{ben.pk}/")
    assert "Changed name" in text_at(client, f"/people/{ben.pk}/")
    client.logout()
    assertContains(client.get(link, follow=True), "password1")


def test_who_may_not_make_a_link_is_told_who_may(places, client, ben):
    norfolk = an_administrator(places["Norfolk"], "norfolk")
    give_role(person=ben, role=Role.VIEWER, place=places["Norfolk"], by=norfolk)
    client.force_login(norfolk)
    response = client.get(f"/people/{ben.pk}/")
    assertContains(response, "ask an administrator of all places where they hold a role to make a new one")
    assertNotContains(response, 'href="#new-link"')


def test_of_a_link_that_ran_out_only_that_none_holds_is_told(places, client, admin, ben, settings):
    settings.PASSWORD_RESET_TIMEOUT = 0
    give_role(person=ben, role=Role.VIEWER, place=places["East"], by=admin)
    text = text_at(client, f"/people/{ben.pk}/")
    assert "Password Not set, and no link works" in text
    assert IN_VAIN not in text


def test_of_a_link_that_was_used_nothing_is_told(places, client, admin, ben):
    take_up(ben)
    give_role(person=ben, role=Role.VIEWER, place=places["Norfolk"], by=admin)
    assert IN_VAIN not in text_at(client, f"/people/{ben.pk}/")


def test_the_person_reads_every_reason_why_a_link_does_not_work(places, client, admin, ben):
    link = invitation_path(ben)
    CHANGES["another role"](ben, places, admin)
    client.logout()
    text = text_of(client.get(link, follow=True))
    assert "your role or e-mail address has changed" in text
    assert "you have a newer link" in text
