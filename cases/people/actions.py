"""Writing people and the roles they hold: only within the administrator's own places, and never one's own.

`by` is None only for the command that invites the first administrator.
"""

from django.db import transaction
from django.utils import timezone

from cases.access import people_administered_by
from cases.actions.trail import record_event
from cases.models import Event, Membership, User, kind_of, place_fields, places_around
from cases.people.invitations import CHANGED_ADDRESS, GIVEN_LINK, INVITED
from cases.people.reads import account_named, second_factors_of, why_account_not_administered, why_account_not_opened
from cases.permissions import Permission, Role, holds_around, why_not_held_in
from cases.places.choices import place_of
from cases.sign_in.actions.provider_links import unlink

USER_NAME_TAKEN = "Somebody has this user name already: choose another one, or give them a role if you know them."
EMAIL_TAKEN = (
    "Somebody with this e-mail address has an account already. Ask them for their user name and give them a role."
)


class PeopleRefused(Exception):
    """A change that the rules do not allow. The text says why and what to do; `field` is what it is about, or ""."""

    def __init__(self, text, field=""):
        super().__init__(text)
        self.field = field


@transaction.atomic
def invite(*, username, first_name, last_name, email, role, place, by=None):
    """A new User without a password, and their first membership. Raises PeopleRefused."""
    username, email = username.strip(), email.strip()
    _refuse_known(account_named(username), "username", USER_NAME_TAKEN, by)
    _refuse_known(_people_with(email).first(), "email", EMAIL_TAKEN, by)
    person = User(username=username, first_name=first_name.strip(), last_name=last_name.strip(), email=email)
    person.set_unusable_password()
    person._history_user = by
    person.save()
    _begin(person, role, place, INVITED, by)
    return person


@transaction.atomic
def give_role(*, person, role, place, by=None):
    """One more Membership; it opens an account again that was closed with its last role, if `by` may.

    Raises PeopleRefused.
    """
    person = _locked(person, by)
    if not person.is_active and person.memberships.not_ended().exists():
        raise PeopleRefused(f"{person}'s account was switched off by whoever looks after the site: ask them first.")
    if refusal := why_account_not_opened(person, by):
        raise PeopleRefused(refusal, "username")
    membership = _begin(person, role, place, "given the role", by)
    _set_active(person, True, by)
    return membership


@transaction.atomic
def change_membership(*, membership, role, place, by):
    """End the membership and begin another one in its stead, so that both can be read later. Raises PeopleRefused."""
    person = _locked(membership.user, by)
    if (membership.role, place_of(membership)) == (role, place):
        raise PeopleRefused(f"{person} holds this role there already: choose another role or place.", "role")
    _end(membership, "role changed from", by)
    return _begin(person, role, place, "role changed to", by)


@transaction.atomic
def end_membership(*, membership, by):
    """End a role at this moment; with the last one the account closes. Raises PeopleRefused."""
    person = _locked(membership.user, by)
    _end(membership, "role ended", by)
    if not person.memberships.not_ended().exists() and not person.is_superuser:
        _set_active(person, False, by)


@transaction.atomic
def close_account(*, person, by):
    """End every role of somebody who leaves, and close the account. Raises PeopleRefused."""
    person = _locked(person, by)
    _refuse_account(person, by)
    now = timezone.now()
    for membership in person.memberships.not_ended():
        _end(membership, "role ended", by, at=now)
    _set_active(person, False, by)


@transaction.atomic
def change_person(*, person, first_name, last_name, email, by):
    """Correct somebody's name or e-mail address; the event tells neither the old nor the new. Raises PeopleRefused."""
    person = _locked(person, by)
    _refuse_account(person, by)
    facts = {"first_name": first_name.strip(), "last_name": last_name.strip(), "email": email.strip()}
    if _people_with(facts["email"]).exclude(pk=person.pk).exists():
        raise PeopleRefused("Somebody else has this e-mail address: enter their own", "email")
    if facts == {field: getattr(person, field) for field in facts}:
        return person
    what = "changed name" if facts["email"] == person.email else CHANGED_ADDRESS
    if what == CHANGED_ADDRESS:
        _unlink(person, by)  # the link was made by the old address, which may be another person's by now
    for field, value in facts.items():
        setattr(person, field, value)
    person._history_user = by
    person.save()
    _record(what, person, by)
    return person


@transaction.atomic
def note_new_link(*, person, by=None):
    """Record that the administrator is shown a link with which a password can be set; it ends every earlier one.

    Raises PeopleRefused.
    """
    person = _locked(person, by)
    _refuse_account(person, by)
    _record(GIVEN_LINK, person, by)


@transaction.atomic
def remove_second_factor(*, person, by):
    """For somebody who lost their telephone: they set up another one when they sign in. Raises PeopleRefused."""
    person = _locked(person, by)
    _refuse_account(person, by)
    factors = second_factors_of(person)
    if not factors:
        raise PeopleRefused(f"{person} has no second factor: nothing needs to be removed.")
    for factor in factors:
        factor.delete()
    _record("freed of a second factor that was lost", person, by)


@transaction.atomic
def remove_provider_link(*, person, by):
    """Unlink the person from their account at the identity provider, and end the sessions that came by it.

    Raises PeopleRefused.
    """
    person = _locked(person, by)
    _refuse_account(person, by)
    if not _unlink(person, by):
        raise PeopleRefused(f"{person} has no link to the identity provider: nothing needs to be removed.")


def _unlink(person, by):
    removed = unlink(person=person)
    if removed:
        _record("unlinked from the account at the identity provider", person, by)
    return removed


def _begin(person, role, place, what, by):
    if refusal := why_not_held_in(role, kind_of(place)):
        raise PeopleRefused(refusal, "place")
    _refuse_outside(place, by)
    if person.memberships.not_ended().at(place).filter(role=role).exists():
        raise PeopleRefused(f"{person} holds this role there already: nothing needs to be given.", "role")
    membership = Membership(user=person, role=role, **place_fields(place))
    membership._history_user = by
    membership.save()
    _record(what, person, by, membership)
    return membership


def _end(membership, what, by, at=None):
    """A role that would have begun later ends before it begins."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    _refuse_outside(place_of(membership), by)
    if not Membership.objects.not_ended().filter(pk=membership.pk).exists():
        raise PeopleRefused("This role has ended already: nothing was changed. Reload the person's page.")
    membership.ended_at = at or timezone.now()
    membership._history_user = by
    membership.save()
    _record(what, membership.user, by, membership)


def _locked(person, by):
    """The person as stored, whom nobody else changes meanwhile."""
    if person == by:
        raise PeopleRefused("Nobody gives, changes or ends a role of their own: ask another administrator.")
    return User.objects.select_for_update().get(pk=person.pk)


def _set_active(person, active, by):
    """Closing takes the password: it ends every session for good, also for when the account is opened again."""
    if person.is_active is not active:
        person.is_active = active
        if not active:
            _unlink(person, by)
        if not active and not person.demonstration:  # their password is known to everyone, and no link replaces it
            person.set_unusable_password()
        person._history_user = by
        person.save()
        _record("able to sign in again" if active else "no longer able to sign in: the account is closed", person, by)


def _people_with(email):
    return User.objects.filter(email__iexact=email)


def _refuse_known(known, field, taken, by):
    """Of people elsewhere an administrator learns no more than that there is somebody."""
    if known is None:
        return
    if by is None or people_administered_by(by).filter(pk=known.pk).exists():
        taken = f"{known} already has an account, “{known.username}”: give them a role instead"
    raise PeopleRefused(taken, field)


def _refuse_outside(place, by):
    if by and not holds_around(by, Permission.ADMINISTER, places_around(place)):
        raise PeopleRefused(f"{place or 'England and Wales'} lies outside the places that you administer.", "place")


def _refuse_account(person, by):
    if by and (refusal := why_account_not_administered(person, by)):
        raise PeopleRefused(refusal)


def _record(what, person, by, membership=None):
    """An event in plain words; the numbers tell which person and membership it is about, whatever they are called."""
    details = {"what": what, "whom": str(person), "person": person.pk}
    if membership:
        details |= {
            "role": Role(membership.role).label,
            "place": membership.place_in_full,
            "membership": membership.pk,
        }
    unit = membership and (membership.unit or (membership.team and membership.team.unit))
    record_event(kind=Event.Kind.MEMBERSHIP_CHANGED, unit=unit, by=by, **details)
