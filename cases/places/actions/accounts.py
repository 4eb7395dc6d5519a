"""Linking an account to the practitioner whose name it may read under, by hand, and ending the link."""

from django.db import transaction

from cases.actions.trail import record_event
from cases.models import Event, Practitioner, User
from cases.places.reads import accounts_for

ROLE_ENDED = "the role or the account ended"


class LinkRefused(Exception):
    """An account that may not be linked. The text says why and what to do."""


class LinkedElsewhere(LinkRefused):
    """The account is another practitioner's already. It is linked only once both are said to be the same person."""


@transaction.atomic
def link_account(*, practitioner: Practitioner, account: User, same_person: bool = False, by: User) -> Practitioner:
    """Let the account read and answer what is filed under this practitioner's name. Raises LinkRefused.

    `same_person`: the administrator said that the account's other practitioner is the same person.
    """
    practitioner = _locked(practitioner)
    if practitioner.account:
        raise LinkRefused(f"{practitioner} is linked to {practitioner.account}. End that link first.")
    if account == by:
        raise LinkRefused("You cannot link your own account. Ask another administrator.")
    if practitioner.left_on or not accounts_for(practitioner).filter(pk=account.pk).exists():
        raise LinkRefused(f"{account} no longer holds the role Practitioner here, or {practitioner} has left.")
    others = account.practitioners.select_related("team")
    if others and not same_person:
        named = " and ".join(_named_to(by, other) for other in others)
        raise LinkedElsewhere(f"{account} is linked to {named}. Link both only if they are the same person")
    _set_account(practitioner, account, by)
    _record(Event.Kind.ACCOUNT_LINKED, practitioner, account, by)
    return practitioner


@transaction.atomic
def end_account_link(*, practitioner: Practitioner, by: User) -> None:
    """End the link: the account reads nothing more of this practitioner. Raises LinkRefused."""
    practitioner = _locked(practitioner)
    if practitioner.account is None:
        raise LinkRefused(f"No account is linked to {practitioner}, so nothing has changed.")
    _unlink(practitioner, by)


@transaction.atomic
def end_links_without_role(*, person: User, by: User | None) -> None:
    """End the person's links in places where they no longer hold the role of a practitioner."""
    holder = User.objects.get(pk=person.pk)  # a User reads its roles once, and they have changed
    kept = Practitioner.objects.linked_to(holder).values("pk")
    for practitioner in Practitioner.objects.filter(account=person).exclude(pk__in=kept):
        _unlink(_locked(practitioner), by, why=ROLE_ENDED)


def _locked(practitioner):
    people = Practitioner.objects.select_for_update(of=("self",)).select_related("team__unit", "account")
    return people.get(pk=practitioner.pk)


def _named_to(by, other):
    """An administrator learns no names of practitioners elsewhere."""
    seen = Practitioner.objects.visible_to(by).filter(pk=other.pk).exists()
    return f"{other}, {other.team}" if seen else "a practitioner outside your places"


def _unlink(practitioner, by, **details):
    account = practitioner.account
    _set_account(practitioner, None, by)
    _record(Event.Kind.ACCOUNT_UNLINKED, practitioner, account, by, **details)


def _set_account(practitioner, account, by):
    practitioner.account = account
    practitioner._history_user = by
    practitioner.save()


def _record(kind, practitioner, account, by, **details):
    facts = {"name": str(account), "person": account.pk} | details
    record_event(kind=kind, unit=practitioner.team.unit, practitioner=practitioner, by=by, **facts)
