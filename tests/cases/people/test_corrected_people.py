"""Correcting a name or an address: with history, and only by who administers all of the person's places."""

import pytest

from cases.models import Event, User
from cases.people.actions.accounts import change_person
from cases.people.actions.roles import close_account, invite
from cases.people.actions.sign_in import note_new_link, remove_second_factor
from cases.people.refusals import PeopleRefused
from cases.permissions import Role
from tests.cases.asha import ASHA, RENAMED
from tests.cases.some_places import an_administrator, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def admin(places):
    """The administrator of the region East, who has not signed in: the trail holds only what a test does."""
    return an_administrator(places["East"])


@pytest.mark.parametrize("rights", ["is_superuser", "is_staff", "demonstration"])
@pytest.mark.parametrize("change", [close_account, note_new_link, remove_second_factor])
def test_the_accounts_of_the_site_itself_are_not_taken_over(places, admin, change, rights):
    person = somebody("root", Role.VIEWER, places["Suffolk"], **{rights: True})
    with pytest.raises(PeopleRefused, match="belongs to the site itself"):
        change(person=person, by=admin)


@pytest.mark.parametrize("change", [close_account, note_new_link])
def test_an_account_with_a_role_elsewhere_is_not_taken_over(places, admin, change):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    somebody("asha", Role.QUALITY_LEAD, places["Tyne"])
    with pytest.raises(PeopleRefused, match="a role outside your places"):
        change(person=person, by=admin)
    change(person=person, by=an_administrator(None, "national"))


def test_where_there_is_no_second_factor_none_is_removed(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    with pytest.raises(PeopleRefused, match="has no second factor"):
        remove_second_factor(person=person, by=admin)


def test_a_name_and_an_address_are_corrected_with_history_and_an_event_that_tells_neither(places, admin):
    person = invite(**ASHA, role=Role.SPO, place=places["Ipswich"], by=admin)
    change_person(person=person, **RENAMED, by=admin)
    person = User.objects.get(username="asha")
    assert {field: getattr(person, field) for field in RENAMED} == RENAMED
    new, old = person.history.all()
    assert (old.email, new.email, new.history_user) == ("asha@example.org", "aisha@example.org", admin)
    event = Event.objects.latest("pk")
    assert (event.kind, event.user) == (Event.Kind.MEMBERSHIP_CHANGED, admin)
    assert (event.details["what"], event.details["person"]) == ("changed name or e-mail address", person.pk)
    assert "example.org" not in str(event.details)


def test_what_stays_as_it_is_writes_nothing(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"], email="asha@example.org")
    facts = {"first_name": "Asha", "last_name": "", "email": "asha@example.org"}
    change_person(person=person, **facts, by=admin)
    assert (Event.objects.count(), person.history.count()) == (0, 1)


def test_an_address_of_somebody_else_is_not_taken_over(places, admin):
    somebody("other", Role.VIEWER, places["Tyne"], email="AISHA@example.org")
    person = somebody("asha", Role.VIEWER, places["Suffolk"], email="asha@example.org")
    with pytest.raises(PeopleRefused, match="Someone else has this e-mail address") as refused:
        change_person(person=person, **RENAMED, by=admin)
    assert refused.value.field == "email"
    change_person(person=person, **RENAMED | {"email": "ASHA@example.org"}, by=admin)


def test_who_also_holds_a_role_elsewhere_is_corrected_by_an_administrator_of_both(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    somebody("asha", Role.QUALITY_LEAD, places["Tyne"])
    with pytest.raises(PeopleRefused, match="a role outside your places"):
        change_person(person=person, **RENAMED, by=admin)
    change_person(person=person, **RENAMED, by=an_administrator(None, "national"))
