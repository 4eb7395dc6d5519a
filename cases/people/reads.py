"""What an administrator sees of people: those who hold or held a role within the administrator's places."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import BooleanField, Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from cases.access import people_administered_by
from cases.models import DeliveryUnit, Event, Membership, User
from cases.permissions import Permission


def holders(permission: Permission, unit: DeliveryUnit) -> QuerySet[User]:
    """Return the people with an open account who hold the permission for a whole delivery unit, by name."""
    held = Membership.objects.holding(permission, unit)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by("first_name", "last_name", "username")


def with_account(people: QuerySet[User], user: User) -> QuerySet[User]:
    """Add what only those who administer a person's whole account see; None (or "") for other people.

    `second_factor`: whether one is set up; `signed_in_at`: the last time, None if never; `email_seen`.
    `is_administered` holds as long as why_account_not_administered gives no reason.
    """
    elsewhere = Membership.objects.not_ended().filter(user=OuterRef("pk"))
    elsewhere = elsewhere.exclude(pk__in=Membership.objects.visible_to(user).values("pk"))
    own = Q(is_active=True, is_superuser=False, is_staff=False, demonstration=False) & ~Q(pk=user.pk)
    people = people.annotate(is_administered=Case(When(own & ~Exists(elsewhere), then=True), default=False))
    second_factor = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
    seen = Q(is_administered=True)
    return people.annotate(
        second_factor=Case(When(seen, then=second_factor), output_field=BooleanField(null=True)),
        signed_in_at=Case(When(seen, then="last_login")),
        email_seen=Case(When(seen, then="email"), default=Value("")),
    )


def narrow_people(people: QuerySet[User], user: User, *, role: str, place: str, state: str) -> QuerySet[User]:
    """Return those of the people with_account who hold or held the role in the place, and are in the state.

    `place`: "nation", "region-1", "unit-1" or "" for any, as `role`. `state`: "current" (a role now), "ended" (none
    any more), "all", or of those with a role now "no_second_factor" or "never_signed_in".
    """
    seen = Membership.objects.visible_to(user)
    current = seen.current()
    if state == "ended":
        people = people.exclude(pk__in=current.values("user"))
    elif state != "all":
        people, seen = people.filter(pk__in=current.values("user")), current
    if role or place:
        held = seen.filter(_held_within(place), **({"role": role} if role else {}))
        people = people.filter(pk__in=held.values("user"))
    return people.filter(_OF_ACCOUNT.get(state, Q()))


_OF_ACCOUNT = {
    "no_second_factor": Q(second_factor=False),
    "never_signed_in": Q(is_administered=True, last_login=None),
}


def _held_within(place):
    """Return the condition on memberships held in this place or in one that lies in it."""
    kind, _, number = place.partition("-")
    if kind == "region":
        return Q(region=number) | Q(unit__region=number) | Q(team__unit__region=number)
    if kind == "unit":
        return Q(unit=number) | Q(team__unit=number)
    return Q(region=None, unit=None, team=None) if place else Q()


def invitations_not_taken_up(user: User) -> QuerySet[User]:
    """Return the people with a role now who never signed in, the longest waiting first."""
    return _in_state("never_signed_in", user).order_by("date_joined", "pk")


def signed_in_by_password(user: User) -> QuerySet[User]:
    """Return the people with a role now whose whole account the user administers, who have a password and signed in.

    A person who never had a password signs in by the identity provider and needs no second factor here.
    """
    people = _in_state("current", user).filter(is_administered=True).exclude(last_login=None)
    return people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def without_second_factor(user: User) -> QuerySet[User]:
    """Return those of the people signed_in_by_password who have no second factor, by name."""
    return signed_in_by_password(user).filter(second_factor=False)


def _in_state(state, user):
    people = with_account(people_administered_by(user), user)
    return narrow_people(people, user, role="", place="", state=state)


def account_named(username: str) -> User | None:
    """Return the person with this user name, in capital or small letters, wherever they work, or None."""
    return User.objects.filter(username__iexact=username.strip()).first()


def user_name_of_known(username: str, email: str, user: User) -> str:
    """Return the user name if an invited person has an account; "" if not, or if the address is from elsewhere."""
    known = account_named(username)
    if known is None and email.strip():
        known = people_administered_by(user).filter(email__iexact=email.strip()).first()
    return known.username if known else ""


def with_roles(people: QuerySet[User], user: User) -> QuerySet[User]:
    """Add `roles_seen` to the people, with one more query: those of their memberships that the user administers."""
    return people.prefetch_related(Prefetch("memberships", memberships_seen(user), to_attr="roles_seen"))


def memberships_seen(user: User) -> QuerySet[Membership]:
    """Return the memberships that the user administers, with their places, the latest first."""
    seen = Membership.objects.visible_to(user).select_related("region", "unit", "team__unit")
    return seen.order_by("-started_at", "-pk")


def changes_seen(person: User, user: User) -> QuerySet[Event]:
    """Return the events about a person's roles and account, without those about places not the user's."""
    elsewhere = person.memberships.exclude(pk__in=Membership.objects.visible_to(user).values("pk"))
    about = Event.objects.filter(kind=Event.Kind.MEMBERSHIP_CHANGED, details__person=person.pk)
    hidden = about.filter(details__membership__in=list(elsewhere.values_list("pk", flat=True)))
    return about.exclude(pk__in=hidden.values("pk")).select_related("user")


def second_factors_of(person: User) -> list[Authenticator]:
    """Return what the person signs in with as well as a password: an app's key, recovery codes."""
    return list(Authenticator.objects.filter(user=person))


def provider_linked_at(person: User) -> datetime | None:
    """Return when the person was first linked to an account at the identity provider; None if there is no link."""
    return (
        SocialAccount.objects.filter(user=person).order_by("date_joined").values_list("date_joined", flat=True).first()
    )
