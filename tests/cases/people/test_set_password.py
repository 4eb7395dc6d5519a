"""What an administrator's link and a removed second factor lead to."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from cases.models import Event, User
from cases.permissions import Role
from cases.places.choices import form_value_of
from tests.audit.reading import text_of
from tests.cases.some_places import somebody

pytestmark = pytest.mark.django_db


PASSWORDS = {"password1": "kettle-orbit-lantern", "password2": "kettle-orbit-lantern"}


def link_on(response):
    return re.search(r"http://testserver(/\S+)", text_of(response))[1]


@pytest.fixture
def link(places, client, admin):
    """The link of an invitation for Ben."""
    names = {"first_name": "Ben", "last_name": "Adeyemi", "email": "ben@example.org", "username": "ben"}
    sent = names | {"role": Role.REVIEWER, "place": form_value_of(places["Suffolk"])}
    return link_on(client.post("/people/invite/", sent))


def test_the_link_leads_a_person_to_choose_a_password_once(client, link):
    client.logout()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], PASSWORDS)
    assert User.objects.get(username="ben").check_password("kettle-orbit-lantern")
    again = client.get(link, follow=True)
    assertNotContains(again, "password1")


def new_link_for(client, person):
    return link_on(client.post(f"/people/{person.pk}/link/"))


def test_a_new_link_ends_the_earlier_ones(places, client, admin):
    ben = somebody("ben", Role.VIEWER, places["Suffolk"])
    first, second = new_link_for(client, ben), new_link_for(client, ben)
    client.logout()
    assertNotContains(client.get(first, follow=True), "password1")
    assertContains(client.get(second, follow=True), "password1")


def test_a_new_link_ends_the_one_of_the_invitation_even_while_its_page_is_open(client, link):
    browser_of_ben = Client()
    form = browser_of_ben.get(link, follow=True).request["PATH_INFO"]
    new_link_for(client, User.objects.get(username="ben"))
    assertContains(browser_of_ben.post(form, PASSWORDS), "This link does not work")
    assert not User.objects.get(username="ben").has_usable_password()


def a_second_factor(person):
    return Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})


def test_a_lost_second_factor_is_removed_after_a_question_and_written_down(places, client, admin):
    asha = somebody("asha", Role.VIEWER, places["Suffolk"])
    a_second_factor(asha)
    page = f"/people/{asha.pk}/second-factor/"
    assertContains(client.get(f"/people/{asha.pk}/"), page)
    assertContains(client.get(page), "Remove the second factor?")
    assertContains(client.post(page, follow=True), "Lost second factor removed")
    assert not asha.authenticator_set.exists()
    assert Event.objects.filter(user=admin, kind=Event.Kind.MEMBERSHIP_CHANGED).count() == 1


def test_the_second_factor_of_somebody_with_a_role_elsewhere_stays(places, client, admin):
    asha = somebody("asha", Role.VIEWER, places["Suffolk"])
    somebody("asha", Role.VIEWER, places["Tyne"])
    a_second_factor(asha)
    response = client.post(f"/people/{asha.pk}/second-factor/", follow=True)
    assertContains(response, "a role outside your places")
    assert asha.authenticator_set.exists()


def test_a_link_ends_with_a_change_of_roles_so_that_nobody_keeps_it_for_a_higher_one(places, client, admin):
    ben = somebody("ben", Role.VIEWER, places["Suffolk"])
    link = new_link_for(client, ben)
    somebody("ben", Role.QUALITY_LEAD)
    client.logout()
    assertNotContains(client.get(link, follow=True), "password1")
