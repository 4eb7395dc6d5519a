"""Helping people to sign in: a link to set a password, a lost second factor, a link to the identity provider."""

from django.db import transaction

from cases.models import User
from cases.people.actions.changes import record_change
from cases.people.invitations import GIVEN_LINK
from cases.people.reads import second_factors_of
from cases.people.refusals import PeopleRefused, person_to_change, refuse_account
from cases.sign_in.actions.provider_links import unlink


@transaction.atomic
def note_new_link(*, person: User, by: User | None = None) -> None:
    """Record that the administrator is shown a link to set a password; it ends every earlier one.

    Raises PeopleRefused.
    """
    person = person_to_change(person, by)
    refuse_account(person, by)
    record_change(what=GIVEN_LINK, person=person, by=by)


@transaction.atomic
def remove_second_factor(*, person: User, by: User) -> None:
    """Remove the app and recovery codes of a person who lost their telephone. Raises PeopleRefused.

    They set up a new second factor when they next sign in.
    """
    person = person_to_change(person, by)
    refuse_account(person, by)
    factors = second_factors_of(person)
    if not factors:
        raise PeopleRefused(f"{person} has no second factor, so there is nothing to remove.")
    for factor in factors:
        factor.delete()
    record_change(what="lost second factor removed", person=person, by=by)


@transaction.atomic
def remove_provider_link(*, person: User, by: User) -> None:
    """Unlink the person from their account at the identity provider, and end the sessions that came by it.

    Raises PeopleRefused.
    """
    person = person_to_change(person, by)
    refuse_account(person, by)
    if not unlink_and_record(person=person, by=by):
        raise PeopleRefused(f"{person} has no link to the identity provider, so there is nothing to remove.")


def unlink_and_record(*, person: User, by: User | None) -> bool:
    """Unlink as remove_provider_link does, without asking whether `by` may. Return whether there was a link."""
    removed = unlink(person=person)
    if removed:
        record_change(what="unlinked from the account at the identity provider", person=person, by=by)
    return removed
