"""What an administrator sees of people: those with a role, now or before, in a place within their own."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Prefetch, Q, QuerySet

from cases.access import people_administered_by
from cases.models import DeliveryUnit, Event, Membership, User
from cases.permissions import Permission


def holders(permission: Permission, unit: DeliveryUnit) -> QuerySet[User]:
    """The people with an account in use who hold the permission for a whole delivery unit, by name."""
    held = Membership.objects.holding(permission, unit)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by("first_name", "last_name", "username")


def search_people(user: User, *, words: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """people_administered_by, found by every word of a name. `state`: "current" or "ended"; "" for both."""
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
    """The person with exactly this user name, in any case of letters, wherever they work, or None."""
    return User.objects.filter(username__iexact=username.strip()).first()


def user_name_of_known(username: str, email: str, user: User) -> str:
    """The user name of an invited person who has an account; "" for a new person, or an address from elsewhere."""
    known = account_named(username)
    if known is None and email.strip():
        known = people_administered_by(user).filter(email__iexact=email.strip()).first()
    return known.username if known else ""


def with_roles(people: QuerySet[User], user: User) -> QuerySet[User]:
    """The people with those of their memberships that the user administers, as `roles_seen`, in one further query."""
    return people.prefetch_related(Prefetch("memberships", memberships_seen(user), to_attr="roles_seen"))


def memberships_seen(user: User) -> QuerySet[Membership]:
    """The memberships that the user administers, with their places, the latest first."""
    seen = Membership.objects.visible_to(user).select_related("region", "unit", "team__unit")
    return seen.order_by("-started_at", "-pk")


def changes_seen(person: User, user: User) -> QuerySet[Event]:
    """The events about a person's roles and account, without those in places that the user does not administer."""
    elsewhere = person.memberships.exclude(pk__in=Membership.objects.visible_to(user).values("pk"))
    about = Event.objects.filter(kind=Event.Kind.MEMBERSHIP_CHANGED, details__person=person.pk)
    hidden = about.filter(details__membership__in=list(elsewhere.values_list("pk", flat=True)))
    return about.exclude(pk__in=hidden.values("pk")).select_related("user")


def second_factors_of(person: User) -> list[Authenticator]:
    """What the person signs in with besides a password: an app's key, recovery codes."""
    return list(Authenticator.objects.filter(user=person))


def provider_linked_at(person: User) -> datetime | None:
    """When the person's account at the identity provider was first known as theirs; None if there is no link."""
    return (
        SocialAccount.objects.filter(user=person).order_by("date_joined").values_list("date_joined", flat=True).first()
    )


def why_account_not_opened(person: User, by: User | None) -> str:
    """Why `by` may not open a closed account again; "" if they may, or if it is open.

    Without this, any administrator could take over the account of a person who left another unit, by a role.
    """
    last = person.memberships.exclude(ended_at=None).order_by("ended_at").last()
    if by is None or person.is_active or last is None:
        return ""
    held_last = person.memberships.filter(ended_at=last.ended_at)  # a closing ends all roles at one moment
    if held_last.exclude(pk__in=Membership.objects.visible_to(by).values("pk")).exists():
        return (
            "This account is closed, and was last held outside your places. An administrator there, or of a larger "
            "place around it, must open it by giving a role there; after that you can give yours."
        )
    return ""


def why_account_not_administered(person: User, by: User) -> str:
    """Why `by` may not set a person's password or close the account; "" if they may.

    The link to a person's password opens all of that person's roles.
    """
    if person == by:
        return "Nobody does this for their own account: ask another administrator."
    if person.is_superuser or person.is_staff or person.demonstration:
        return "This account belongs to the site itself: ask whoever looks after the site."
    if person.memberships.not_ended().exclude(pk__in=Membership.objects.visible_to(by).values("pk")).exists():
        return f"{person} also holds a role outside your places: ask an administrator of all of them."
    if not person.is_active:
        return why_account_not_opened(person, by) or "The account is closed: give a role first, which opens it again."
    return ""
