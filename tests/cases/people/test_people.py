"""Who may give, change and end which role, and what happens to the person's account."""

import datetime

import pytest
from django.utils import timezone

from cases.models import Event, Membership, User
from cases.people.actions.accounts import change_person
from cases.people.actions.roles import change_membership, close_account, end_membership, give_role, invite
from cases.people.actions.sign_in import note_new_link, remove_second_factor
from cases.people.refusals import PeopleRefused
from cases.permissions import HELD_IN, Role
from tests.cases.asha import ASHA, RENAMED, what_happened
from tests.cases.some_places import an_administrator, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def admin(places):
    """The administrator of the region East, who has not signed in: the trail holds only what a test does."""
    return an_administrator(places["East"])


def test_somebody_invited_has_no_password_and_one_role(places, admin):
    person = invite(**ASHA, role=Role.REVIEWER, place=places["Suffolk"], by=admin)
    assert not person.has_usable_password()
    held = person.memberships.get()
    assert (held.role, held.unit, held.ended_at) == (Role.REVIEWER, places["Suffolk"], None)
    assert what_happened() == [("invited as", "Reviewer", admin)]
    assert held.history.get().history_user == person.history.get().history_user == admin


TAKEN = [
    ("username", " ASHA ", "Someone already has this user name"),
    ("email", "A@Example.org", "Someone with this"),
]


@pytest.mark.parametrize(("field", "value", "said"), TAKEN)
def test_of_somebody_elsewhere_only_that_they_exist_is_told(places, admin, field, value, said):
    somebody("asha", Role.VIEWER, places["Tyne"], email="a@example.org", last_name="Abara")
    with pytest.raises(PeopleRefused, match=said) as refused:
        invite(**ASHA | {"username": "new", field: value}, role=Role.REVIEWER, place=places["Suffolk"], by=admin)
    assert refused.value.field == field
    assert not any(word in str(refused.value) for word in ("Asha", "asha", "Abara", "Tyne"))


@pytest.mark.parametrize(("field", "value"), [taken[:2] for taken in TAKEN])
def test_somebody_of_ones_own_places_is_named(places, admin, field, value):
    somebody("asha", Role.VIEWER, places["Suffolk"], email="a@example.org")
    for by in (admin, None):
        with pytest.raises(PeopleRefused, match="Asha already has an account, “asha”: give them a role") as refused:
            invite(**ASHA | {"username": "new", field: value}, role=Role.REVIEWER, place=places["Suffolk"], by=by)
        assert refused.value.field == field


OUTSIDE = [("East", "nation"), ("East", "North"), ("East", "Tyne"), ("Suffolk", "East")]


@pytest.mark.parametrize(("own", "other"), OUTSIDE)
def test_nobody_gives_a_role_outside_their_own_places(places, own, other):
    with pytest.raises(PeopleRefused, match="is outside the places that you administer") as refused:
        invite(**ASHA, role=Role.VIEWER, place=places[other], by=an_administrator(places[own]))
    assert refused.value.field == "place"
    assert not User.objects.filter(username="asha").exists()


@pytest.mark.parametrize(
    ("own", "other"),
    [("nation", "nation"), ("nation", "Jarrow"), ("East", "East"), ("East", "Ipswich"), ("Suffolk", "Ipswich")],
)
def test_an_administrator_gives_roles_in_everything_that_lies_in_their_place(places, own, other):
    give_role(person=somebody("asha"), role=Role.VIEWER, place=places[other], by=an_administrator(places[own]))
    assert Membership.objects.get(user__username="asha").place == (places[other] or "England and Wales")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_gives_roles(places, role):
    person = somebody("asha", role, places["Suffolk"])
    with pytest.raises(PeopleRefused, match="outside"):
        give_role(person=somebody("ben"), role=Role.VIEWER, place=places["Suffolk"], by=person)


@pytest.mark.parametrize("role", Role)
def test_each_role_is_given_where_it_makes_sense_and_refused_elsewhere_with_the_remedy(places, role):
    kinds = {"nation": "nation", "region": "East", "unit": "Suffolk", "team": "Ipswich"}
    for kind, name in kinds.items():
        facts = {"person": somebody("asha"), "role": role, "place": places[name]}
        if kind in [allowed.value for allowed in HELD_IN[role]]:
            give_role(**facts)
            continue
        with pytest.raises(PeopleRefused, match="Choose one of these") as refused:
            give_role(**facts)
        assert refused.value.field == "place"


def test_nobody_touches_a_role_of_their_own(places, admin):
    held = admin.memberships.get()
    for change in (
        lambda: give_role(person=admin, role=Role.QUALITY_LEAD, place=places["East"], by=admin),
        lambda: change_membership(membership=held, role=Role.VIEWER, place=places["East"], by=admin),
        lambda: end_membership(membership=held, by=admin),
        lambda: close_account(person=admin, by=admin),
        lambda: note_new_link(person=admin, by=admin),
        lambda: change_person(person=admin, **RENAMED, by=admin),
        lambda: remove_second_factor(person=admin, by=admin),
    ):
        with pytest.raises(PeopleRefused, match="Ask another administrator"):
            change()
    assert (Membership.objects.get(), Event.objects.count()) == (held, 0)


def test_the_same_role_at_the_same_place_is_not_given_twice(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    with pytest.raises(PeopleRefused, match="already has this role there"):
        give_role(person=person, role=Role.VIEWER, place=places["Suffolk"], by=admin)
    give_role(person=person, role=Role.VIEWER, place=places["Norfolk"], by=admin)
    give_role(person=person, role=Role.REVIEWER, place=places["Suffolk"], by=admin)
    assert person.memberships.current().count() == 3


def test_a_role_that_has_ended_can_be_given_again_and_opens_the_account(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"], ended=True, is_active=False)
    give_role(person=person, role=Role.VIEWER, place=places["Suffolk"], by=admin)
    assert User.objects.get(username="asha").is_active
    assert [what for what, _, _ in what_happened()] == ["given the role", "able to sign in again"]


def test_an_account_that_was_last_held_elsewhere_is_not_opened_and_so_not_taken_over(places):
    norfolk = an_administrator(places["Norfolk"])
    person = somebody("asha", Role.VIEWER, places["Norfolk"], ended=True, is_active=False)
    somebody("asha", Role.VIEWER, places["Suffolk"], ended=True)
    with pytest.raises(PeopleRefused, match="An administrator there, or of a larger") as refused:
        give_role(person=person, role=Role.VIEWER, place=places["Norfolk"], by=norfolk)
    assert (refused.value.field, person.memberships.not_ended().count()) == ("username", 0)
    with pytest.raises(PeopleRefused, match="its last role was outside your places"):
        note_new_link(person=person, by=norfolk)
    give_role(person=person, role=Role.VIEWER, place=places["Suffolk"], by=an_administrator(places["Suffolk"], "s"))
    give_role(person=person, role=Role.VIEWER, place=places["Norfolk"], by=norfolk)


def test_of_the_roles_that_a_closing_ended_every_one_counts(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    somebody("asha", Role.VIEWER, places["Norfolk"])
    close_account(person=person, by=admin)
    for name in ("Norfolk", "Suffolk"):
        with pytest.raises(PeopleRefused, match="its last role was outside your places"):
            give_role(person=person, role=Role.VIEWER, place=places[name], by=an_administrator(places[name], name))
    give_role(person=person, role=Role.VIEWER, place=places["Norfolk"], by=admin)


def test_an_account_switched_off_by_hand_stays_off(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"], is_active=False)
    with pytest.raises(PeopleRefused, match="closed by the person"):
        give_role(person=person, role=Role.REVIEWER, place=places["Suffolk"], by=admin)


def test_a_change_ends_the_one_role_and_begins_the_other(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    held = person.memberships.get()
    new = change_membership(membership=held, role=Role.REVIEWER, place=places["East"], by=admin)
    held.refresh_from_db()
    assert held.ended_at is not None
    assert (held.role, held.unit) == (Role.VIEWER, places["Suffolk"])
    assert (new.role, new.region, new.ended_at) == (Role.REVIEWER, places["East"], None)
    assert person.is_active


def test_a_change_that_is_refused_leaves_the_old_role_as_it_was(places, admin):
    held = somebody("asha", Role.VIEWER, places["Suffolk"]).memberships.get()
    for role, place in [(Role.VIEWER, "Suffolk"), (Role.VIEWER, "nation"), (Role.SPO, "East")]:
        with pytest.raises(PeopleRefused):
            change_membership(membership=held, role=role, place=places[place], by=admin)
    held.refresh_from_db()
    assert (held.ended_at, Event.objects.count()) == (None, 0)


def test_a_role_outside_the_own_places_is_neither_changed_nor_ended(places, admin):
    held = somebody("asha", Role.VIEWER, places["nation"]).memberships.get()
    with pytest.raises(PeopleRefused, match="England and Wales is outside"):
        end_membership(membership=held, by=admin)
    with pytest.raises(PeopleRefused, match="England and Wales is outside"):
        change_membership(membership=held, role=Role.VIEWER, place=places["Suffolk"], by=admin)


def test_with_the_last_role_the_account_closes_and_not_before(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    somebody("asha", Role.REVIEWER, places["Tyne"])
    end_membership(membership=person.memberships.get(role=Role.VIEWER), by=admin)
    assert User.objects.get(username="asha").is_active
    end_membership(membership=person.memberships.get(role=Role.REVIEWER), by=an_administrator(None, "national"))
    assert not User.objects.get(username="asha").is_active


def test_a_role_that_begins_later_keeps_the_account_open(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    begins = timezone.now() + datetime.timedelta(days=30)
    Membership.objects.create(user=person, role=Role.REVIEWER, unit=places["Suffolk"], started_at=begins)
    end_membership(membership=person.memberships.get(role=Role.VIEWER), by=admin)
    assert User.objects.get(username="asha").is_active


def test_a_role_does_not_end_twice(places, admin):
    held = somebody("asha", Role.VIEWER, places["Suffolk"], ended=True).memberships.get()
    with pytest.raises(PeopleRefused, match="already ended"):
        end_membership(membership=held, by=admin)


def test_a_superuser_keeps_the_way_to_the_records_when_a_role_ends(places, admin):
    root = somebody("root", Role.VIEWER, places["Suffolk"], is_superuser=True)
    end_membership(membership=root.memberships.get(), by=admin)
    assert User.objects.get(username="root").is_active


def test_closing_an_account_ends_every_role_and_writes_down_each(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"])
    somebody("asha", Role.REVIEWER, places["Norfolk"])
    close_account(person=person, by=admin)
    assert not person.memberships.current().exists()
    assert not User.objects.get(username="asha").is_active
    assert [role for _, role, _ in what_happened()] == ["Viewer", "Reviewer", None]


def test_a_closed_account_gets_no_link(places, admin):
    person = somebody("asha", Role.VIEWER, places["Suffolk"], ended=True, is_active=False)
    with pytest.raises(PeopleRefused, match="Give a role first"):
        note_new_link(person=person, by=admin)


def test_an_event_says_in_plain_words_what_was_done_to_whom_where(places, admin):
    person = invite(**ASHA, role=Role.SPO, place=places["Ipswich"], by=admin)
    event = Event.objects.get()
    assert (event.kind, event.user, event.unit) == (Event.Kind.MEMBERSHIP_CHANGED, admin, places["Suffolk"])
    words = {"what": "invited as", "role": "Senior probation officer", "place": "Ipswich, Suffolk"}
    numbers = {"person": person.pk, "membership": person.memberships.get().pk}
    assert event.details == words | numbers | {"whom": "Asha Okonkwo"}
