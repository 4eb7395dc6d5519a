"""The first administrator is made on the command line."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import DeliveryUnit, Event, Region, User
from cases.people.actions.roles import close_account
from cases.permissions import Role
from tests.cases.some_places import an_administrator, somebody

pytestmark = pytest.mark.django_db


def invite(username="asha", **options):
    facts = {"name": "Asha van Okonkwo", "email": "asha@example.org", "role": "administrator"} | options
    call_command("invite", username, **facts)


def test_the_first_administrator_is_invited_and_the_link_is_printed(capsys):
    invite()
    person = User.objects.get()
    assert (person.first_name, person.last_name) == ("Asha", "van Okonkwo")
    assert (person.memberships.get().role, str(person.memberships.get().place)) == (
        Role.ADMINISTRATOR,
        "England and Wales",
    )
    assert "https://localhost/" in capsys.readouterr().out
    assert {event.user for event in Event.objects.all()} == {None}


def test_the_role_can_be_for_one_place(places):
    invite(place="suffolk")
    assert User.objects.get().memberships.get().unit == places["Suffolk"]


def test_somebody_who_has_an_account_is_given_the_role(capsys):
    somebody("asha", is_superuser=True)
    invite()
    assert User.objects.get().memberships.get().role == Role.ADMINISTRATOR
    assert "had an account" in capsys.readouterr().out


def test_whose_account_was_closed_gets_a_link_too(capsys):
    invite()
    close_account(person=User.objects.get(), by=an_administrator(None))
    capsys.readouterr()
    invite()
    assert "https://localhost/" in capsys.readouterr().out
    assert Event.objects.first().details["what"] == "given a new link to set a password"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"place": "Atlantis"}, "No region, PDU or team called “Atlantis”"),
        ({"place": "Ipswich"}, "Choose one of these"),
        ({"username": "ben", "email": "ASHA@example.org"}, "already has an account"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(places, options, said):
    somebody("cara", email="asha@example.org")
    with pytest.raises(CommandError, match=said):
        invite(**options if "email" in options else {"email": "new@example.org"} | options)
    assert User.objects.count() == 1


def test_a_role_that_needs_a_place_says_how_to_add_and_give_one():
    added = "There is no PDU yet. First add a region and a PDU on the page Places, or import them with manage.py"
    with pytest.raises(CommandError, match=added):
        invite(role="head_of_service")
    DeliveryUnit.objects.create(region=Region.objects.create(name="East"), name="Suffolk PDU")
    with pytest.raises(CommandError, match=r"Choose one of these\. Give the place with --place\."):
        invite(role="head_of_service")
