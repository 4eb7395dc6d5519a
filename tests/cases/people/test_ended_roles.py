"""Roles and accounts that end: what closes, for whom, and that a session does not come back."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from cases.models import User
from cases.people.actions.roles import close_account, end_membership, give_role
from cases.permissions import Role
from cases.places.choices import form_value_of
from tests.audit.reading import text_at
from tests.cases.some_places import an_administrator, somebody

pytestmark = pytest.mark.django_db


def test_ending_a_role_asks_first(client, admin, asha):
    page = f"/people/{asha.pk}/roles/{asha.memberships.get().pk}/end/"
    assert "End the role Viewer, Suffolk?" in text_at(client, page)
    assert asha.memberships.current().exists()
    assertRedirects(client.post(page), f"/people/{asha.pk}/")
    assert not asha.memberships.current().exists()
    assert client.get(page).status_code == 404


def test_a_role_cannot_be_ended_under_the_name_of_somebody_else(places, client, admin, asha):
    ben = somebody("ben", Role.VIEWER, places["Norfolk"])
    assert client.post(f"/people/{ben.pk}/roles/{asha.memberships.get().pk}/end/").status_code == 404


def end_only_role(asha, admin):
    end_membership(membership=asha.memberships.get(), by=admin)


def test_an_open_session_closes_with_the_last_role_at_its_next_request(places, client, admin, asha, django_user_model):
    client.force_login(asha)
    assert client.get("/").status_code == 200
    end_membership(membership=asha.memberships.get(), by=admin)
    assertRedirects(client.get("/"), "/sign-in/?next=/", fetch_redirect_response=False)


@pytest.mark.parametrize("close", [lambda asha, admin: close_account(person=asha, by=admin), end_only_role])
def test_a_session_does_not_come_back_when_the_account_is_opened_again(places, client, admin, asha, close):
    asha.set_password("kettle-orbit-lantern")
    asha.save()
    client.force_login(asha)
    close(asha, admin)
    give_role(person=asha, role=Role.VIEWER, place=places["Suffolk"], by=admin)
    assertRedirects(client.get("/"), "/sign-in/?next=/", fetch_redirect_response=False)
    assert not User.objects.get(username="asha").has_usable_password()


def test_somebody_who_left_another_unit_is_not_brought_back_by_ours(places, client, admin):
    other = somebody("other", Role.VIEWER, places["Tyne"], ended=True, is_active=False, email="other@example.org")
    sent = {"username": "other", "role": "viewer", "place": form_value_of(places["Suffolk"])}
    response = client.post("/people/give-role/", sent)
    assertContains(response, "An administrator there, or of a larger place around it, must give it a role")
    assertContains(response, 'href="#id_username"')
    assert client.get(f"/people/{other.pk}/").status_code == 404
    assert not User.objects.get(username="other").is_active


def test_an_open_session_of_an_administrator_loses_the_pages_with_that_role(places, client, admin):
    give_role(person=admin, role=Role.VIEWER, place=places["East"])
    assert client.get("/people/").status_code == 200
    held = admin.memberships.get(role=Role.ADMINISTRATOR)
    end_membership(membership=held, by=an_administrator(None, "national"))
    assert client.get("/people/").status_code == 403


def test_an_account_is_closed_after_a_question(client, admin, asha):
    page = f"/people/{asha.pk}/close/"
    assert "Close this account?" in text_at(client, page)
    assert User.objects.get(username="asha").is_active
    assertContains(client.post(page, follow=True), "The account is closed and every role has ended.")
    assert not User.objects.get(username="asha").is_active
