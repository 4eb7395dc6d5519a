"""What an administrator sees of people: those who hold or held a role within the administrator's places."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Prefetch, Q, QuerySet

from cases.access import people_administered_by
from cases.models import DeliveryUnit, Event, Membership, User
from cases.permissions import Permission


def holders(permission: Permission, unit: DeliveryUnit) -> QuerySet[User]:
    """Return the people with an open account who hold the permission for a whole delivery unit, by name."""
    held = Membership.objects.holding(permission, unit)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by("first_name", "last_name", "username")


def search_people(user: User, *, words: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """Return the people that the user administers whose name has every word. `state`: "current", "ended" or ""."""
    seen = Membership.objects.visible_to(user)
    current = seen.current()
    people = people_administered_by(user)
    if state == "current":
        people, seen = people.filter(pk__in=current.values("user")), current
    elif state == "ended":
        people = people.exclude(pk__in=current.values("user"))
    if role:
        people = people.filter(pk__in=seen.filter(role=role).values("user"))
    for word in words.split():
        people = people.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__icontains=word)
        )
    return people


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
    """Return what the person signs in with besides a password: an app's key, recovery codes."""
    return list(Authenticator.objects.filter(user=person))


def provider_linked_at(person: User) -> datetime | None:
    """Return when the person was first linked to an account at the identity provider; None if there is no link."""
    return (
        SocialAccount.objects.filter(user=person).order_by("date_joined").values_list("date_joined", flat=True).first()
    )
