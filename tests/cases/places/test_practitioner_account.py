"""An administrator links an account to a practitioner by hand; the link ends with the role, the account or the post."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from cases.models import Event, Practitioner, User
from cases.people.actions.roles import change_membership, close_account, end_membership
from cases.permissions import Role
from cases.places.actions.accounts import link_account
from tests.audit.reading import text_of
from tests.cases.some_places import somebody
from tests.cases.some_staff import an_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(staffed_places):
    return Practitioner.objects.get(name="Tom Orwell")


@pytest.fixture
def person(staffed_places):
    """Holds the role of a practitioner in Tom's team."""
    return somebody("tom", Role.PRACTITIONER, staffed_places["Ipswich"])


@pytest.fixture
def admin(staffed_places):
    return an_administrator("Suffolk")


@pytest.fixture
def linked(tom, person, admin):
    return link_account(practitioner=tom, account=person, by=admin)


def address(practitioner):
    return f"/places/practitioners/{practitioner.pk}/account/"


def account_of(practitioner):
    practitioner.refresh_from_db()
    return practitioner.account


def read_by(person):
    """The practitioners under whose names the person reads, from the next request on."""
    return {*Practitioner.objects.linked_to(User.objects.get(pk=person.pk))}


def test_a_linked_account_reads_under_the_name_and_the_trail_says_who_linked_it(client, tom, person, admin):
    client.force_login(admin)
    assertContains(client.get(f"/places/practitioners/{tom.pk}/"), f'href="{address(tom)}"')
    assert "The account is linked to Tom Orwell." in text_of(
        client.post(address(tom), {"account": person.pk}, follow=True)
    )
    assert read_by(person) == {tom}
    event = Event.objects.get(kind=Event.Kind.ACCOUNT_LINKED)
    assert (event.practitioner, event.user, event.unit, event.details["person"]) == (
        tom,
        admin,
        tom.team.unit,
        person.pk,
    )


def test_only_people_with_the_role_there_and_an_open_account_are_offered(client, staffed_places, tom, person, admin):
    somebody("spo", Role.SPO, staffed_places["Ipswich"])
    somebody("elsewhere", Role.PRACTITIONER, staffed_places["Lowestoft"])
    somebody("closed", Role.PRACTITIONER, staffed_places["Suffolk"], is_active=False)
    somebody("ended", Role.PRACTITIONER, staffed_places["Suffolk"], ended=True)
    whole = somebody("whole", Role.PRACTITIONER, staffed_places["Suffolk"])
    client.force_login(admin)
    assert {*client.get(address(tom)).context["form"].fields["account"].queryset} == {person, whole}


def test_an_account_gets_a_second_practitioner_only_after_the_question(client, tom, person, admin, linked):
    other = Practitioner.objects.create(name="T Orwell", team=tom.team)
    client.force_login(admin)
    asked = client.post(address(other), {"account": person.pk})
    assertContains(asked, "Tom is linked to Tom Orwell, Ipswich. Link both only if they are the same person")
    client.post(address(other), {"account": person.pk, "same_person": "on"})
    assert read_by(person) == {tom, other}


@pytest.mark.parametrize("refused", ["own account", "linked already", "left"])
def test_a_link_is_refused_in_words(client, staffed_places, tom, person, admin, refused):
    if refused == "own account":
        admin.memberships.create(role=Role.PRACTITIONER, team=tom.team)
        person = admin
    Practitioner.objects.filter(pk=tom.pk).update(
        account=somebody("first") if refused == "linked already" else None,
        left_on=timezone.localdate() if refused == "left" else None,
    )
    client.force_login(admin)
    said = {
        "own account": "You cannot link your own account",
        "linked already": "is linked to First. End that link first",
        "left": "or Tom Orwell has left",
    }
    assertContains(client.post(address(tom), {"account": person.pk}), said[refused])
    assert not Event.objects.filter(kind=Event.Kind.ACCOUNT_LINKED).exists()


def test_the_link_ends_by_hand_and_a_second_end_is_told_so(client, tom, person, admin, linked):
    client.force_login(admin)
    first, second = (text_of(client.post(f"{address(tom)}end/", follow=True)) for _ in range(2))
    assert "The link has ended." in first
    assert "No account is linked to Tom Orwell, so nothing has changed." in second
    assert (account_of(tom), read_by(person)) == (None, set())
    assert Event.objects.filter(kind=Event.Kind.ACCOUNT_UNLINKED, practitioner=tom).count() == 1


def end_role(person, admin, places):
    end_membership(membership=person.memberships.get(), by=admin)


def move_role(person, admin, places):
    change_membership(membership=person.memberships.get(), role=Role.PRACTITIONER, place=places["Lowestoft"], by=admin)


def close(person, admin, places):
    close_account(person=person, by=admin)


@pytest.mark.parametrize("ending", [end_role, move_role, close])
def test_the_link_ends_with_the_role_or_the_account(staffed_places, tom, person, admin, linked, ending):
    ending(person, admin, staffed_places)
    assert account_of(tom) is None
    event = Event.objects.get(kind=Event.Kind.ACCOUNT_UNLINKED)
    assert (event.practitioner, event.details["why"]) == (tom, "the role or the account ended")


def test_the_link_stays_while_the_role_still_covers_the_team(staffed_places, tom, person, admin, linked):
    change_membership(
        membership=person.memberships.get(), role=Role.PRACTITIONER, place=staffed_places["Suffolk"], by=admin
    )
    assert account_of(tom) == person


@pytest.mark.parametrize(("weeks", "reads"), [(13, True), (14, False)])
def test_one_who_left_reads_for_thirteen_weeks_more(tom, person, linked, weeks, reads):
    Practitioner.objects.filter(pk=tom.pk).update(left_on=timezone.localdate() - timedelta(weeks=weeks))
    assert read_by(person) == ({tom} if reads else set())


@pytest.mark.parametrize(("of", "status"), [("Suffolk", 200), ("Ipswich", 200), ("Lowestoft", 404), ("Norfolk", 404)])
def test_only_administrators_of_the_place_link_accounts(client, tom, of, status):
    client.force_login(an_administrator(of))
    assert client.get(address(tom)).status_code == status
    assertNotContains(client.post(address(tom), {"account": 1}), "is linked to", status_code=status)
