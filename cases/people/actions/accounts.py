"""Correcting a person's name and e-mail address, and opening and closing their account."""

from django.db import transaction

from cases.models import User
from cases.people.actions.changes import record_change
from cases.people.actions.sign_in import unlink_and_record
from cases.people.invitations import CHANGED_ADDRESS
from cases.people.refusals import PeopleRefused, person_to_change, refuse_account


@transaction.atomic
def change_person(*, person: User, first_name: str, last_name: str, email: str, by: User) -> User:
    """Correct a person's name or e-mail address, and return the person. Raises PeopleRefused.

    The event names neither the old nor the new.
    """
    person = person_to_change(person, by)
    refuse_account(person, by)
    facts = {"first_name": first_name.strip(), "last_name": last_name.strip(), "email": email.strip()}
    if User.objects.filter(email__iexact=facts["email"]).exclude(pk=person.pk).exists():
        raise PeopleRefused("Someone else has this e-mail address. Enter their own", "email")
    if facts == {field: getattr(person, field) for field in facts}:
        return person
    what = "changed name" if facts["email"] == person.email else CHANGED_ADDRESS
    if what == CHANGED_ADDRESS:
        # the link was made by the old address, which may be another person's by now
        unlink_and_record(person=person, by=by)
    for field, value in facts.items():
        setattr(person, field, value)
    person._history_user = by
    person.save()
    record_change(what=what, person=person, by=by)
    return person


def open_account(*, person: User, by: User | None) -> None:
    """Let the person sign in again, if the account is closed."""
    if not person.is_active:
        person.is_active = True
        person._history_user = by
        person.save()
        record_change(what="able to sign in again", person=person, by=by)


def shut_account(*, person: User, by: User) -> None:
    """Stop the person signing in, if the account is open. Removing the password ends every session."""
    if not person.is_active:
        return
    person.is_active = False
    unlink_and_record(person=person, by=by)
    if not person.demonstration:  # a demonstration user's password is known to everyone, and no link replaces it
        person.set_unusable_password()
    person._history_user = by
    person.save()
    record_change(what="no longer able to sign in: the account is closed", person=person, by=by)
