"""Inviting people, and giving, changing and ending their roles."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.models import DeliveryUnit, Membership, Place, User, kind_of, place_fields
from cases.people.actions.accounts import open_account, shut_account
from cases.people.actions.changes import record_change
from cases.people.invitations import INVITED
from cases.people.refusals import (
    PeopleRefused,
    person_to_change,
    refuse_account,
    refuse_known,
    refuse_place_outside,
    why_account_not_opened,
)
from cases.permissions import Role, why_not_held_in
from cases.places.actions.accounts import end_links_without_role
from cases.places.choices import place_of

CHOOSE = "Choose one of these"
ADD_FIRST = (
    "There is no PDU yet. First add a region and a PDU on the page Places, or import them with manage.py import_staff"
)


@transaction.atomic
def invite(
    *,
    username: str,
    first_name: str,
    last_name: str,
    email: str,
    role: Role | str,
    place: Place | None,
    by: User | None = None,
) -> User:
    """Store and return a new User without a password, with their first membership. Raises PeopleRefused."""
    username, email = username.strip(), email.strip()
    refuse_known(username, email, by)
    person = User(username=username, first_name=first_name.strip(), last_name=last_name.strip(), email=email)
    person.set_unusable_password()
    person._history_user = by
    person.save()
    _begin_membership(person, role, place, INVITED, by)
    return person


@transaction.atomic
def give_role(*, person: User, role: Role | str, place: Place | None, by: User | None = None) -> Membership:
    """Store and return one more Membership. Raises PeopleRefused.

    It opens an account again that was closed with its last role, if `by` may open it.
    """
    person = person_to_change(person, by)
    if not person.is_active and person.memberships.not_ended().exists():
        raise PeopleRefused(f"{person}'s account was closed by the person who looks after the site. Ask them first.")
    if refusal := why_account_not_opened(person, by):
        raise PeopleRefused(refusal, "username")
    membership = _begin_membership(person, role, place, "given the role", by)
    open_account(person=person, by=by)
    return membership


@transaction.atomic
def change_membership(*, membership: Membership, role: Role | str, place: Place | None, by: User) -> Membership:
    """End the membership and return a new one in its place. Both can be read later. Raises PeopleRefused."""
    person = person_to_change(membership.user, by)
    if (membership.role, place_of(membership)) == (role, place):
        raise PeopleRefused(f"{person} already has this role there. Choose another role or place.", "role")
    _end_membership(membership, "role changed from", by, timezone.now())
    begun = _begin_membership(person, role, place, "role changed to", by)
    end_links_without_role(person=person, by=by)
    return begun


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """End a role now; with a person's last role the account closes. Raises PeopleRefused."""
    person = person_to_change(membership.user, by)
    _end_membership(membership, "role ended", by, timezone.now())
    end_links_without_role(person=person, by=by)
    if not person.memberships.not_ended().exists() and not person.is_superuser:
        shut_account(person=person, by=by)


@transaction.atomic
def close_account(*, person: User, by: User) -> None:
    """End every role of a person who leaves, at one moment, and close the account. Raises PeopleRefused."""
    person = person_to_change(person, by)
    refuse_account(person, by)
    now = timezone.now()
    for membership in person.memberships.not_ended():
        _end_membership(membership, "role ended", by, now)
    end_links_without_role(person=person, by=by)
    shut_account(person=person, by=by)


def _begin_membership(person: User, role: Role | str, place: Place | None, what: str, by: User | None) -> Membership:
    if refusal := why_not_held_in(role, kind_of(place)):
        raise PeopleRefused(f"{refusal}. {CHOOSE if DeliveryUnit.objects.exists() else ADD_FIRST}", "place")
    refuse_place_outside(place, by)
    if person.memberships.not_ended().at(place).filter(role=role).exists():
        raise PeopleRefused(f"{person} already has this role there, so nothing has changed.", "role")
    membership = Membership(user=person, role=role, **place_fields(place))
    membership._history_user = by
    membership.save()
    record_change(what=what, person=person, membership=membership, by=by)
    return membership


def _end_membership(membership: Membership, what: str, by: User, at: datetime) -> None:
    """A role that would have begun later ends before it begins."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    refuse_place_outside(place_of(membership), by)
    if not Membership.objects.not_ended().filter(pk=membership.pk).exists():
        raise PeopleRefused("This role has already ended, so nothing has changed. Reload the person's page.")
    membership.ended_at = at
    membership._history_user = by
    membership.save()
    record_change(what=what, person=membership.user, membership=membership, by=by)
