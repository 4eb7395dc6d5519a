"""When a change to people and their roles is refused, and what the administrator then reads."""

from cases.access import people_administered_by
from cases.models import Membership, Place, User, places_around
from cases.people.reads import account_named
from cases.permissions import Permission, holds_around

USER_NAME_TAKEN = "Someone already has this user name. Choose another one, or give them a role if you know them."
EMAIL_TAKEN = (
    "Someone with this e-mail address already has an account. Ask them for their user name and give them a role."
)


class PeopleRefused(Exception):
    """A change that the rules do not allow. The text says why and what to do; `field` is what it is about, or ""."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


def person_to_change(person: User, by: User | None) -> User:
    """Return the person as stored, locked until the transaction ends. Raises PeopleRefused for `by` themselves."""
    if person == by:
        raise PeopleRefused("You cannot give, change or end your own role. Ask another administrator.")
    return User.objects.select_for_update().get(pk=person.pk)


def refuse_known(username: str, email: str, by: User | None) -> None:
    """Raise PeopleRefused if another person has this user name or e-mail address, in any case of letters."""
    _refuse_account_of(account_named(username), "username", USER_NAME_TAKEN, by)
    _refuse_account_of(User.objects.filter(email__iexact=email).first(), "email", EMAIL_TAKEN, by)


def _refuse_account_of(known, field, taken, by):
    """An administrator learns of people elsewhere only that the name or address is taken."""
    if known is None:
        return
    if by is None or people_administered_by(by).filter(pk=known.pk).exists():
        taken = f"{known} already has an account, “{known.username}”: give them a role instead"
    raise PeopleRefused(taken, field)


def refuse_place_outside(place: Place | None, by: User | None) -> None:
    """Raise PeopleRefused if the place (None: England and Wales) lies outside those that `by` administers."""
    if by and not holds_around(by, Permission.ADMINISTER, places_around(place)):
        raise PeopleRefused(f"{place or 'England and Wales'} is outside the places that you administer.", "place")


def refuse_account(person: User, by: User | None) -> None:
    """Raise PeopleRefused if `by` may not set the person's password or close the account."""
    if by and (refusal := why_account_not_administered(person, by)):
        raise PeopleRefused(refusal)


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
            "This account is closed and its last role was outside your places. An administrator there, or of "
            "a larger place around it, must give it a role there first. After that you can give yours."
        )
    return ""


def why_account_not_administered(person: User, by: User) -> str:
    """Why `by` may not set a person's password or close the account; "" if they may.

    The link to a person's password opens all of that person's roles.
    """
    if person == by:
        return "You cannot do this for your own account. Ask another administrator."
    if person.is_superuser or person.is_staff or person.demonstration:
        return "This account belongs to the site itself. Ask the person who looks after the site."
    if person.memberships.not_ended().exclude(pk__in=Membership.objects.visible_to(by).values("pk")).exists():
        return f"{person} also has a role outside your places. Ask an administrator of all of them."
    if not person.is_active:
        return why_account_not_opened(person, by) or "The account is closed. Give a role first to open it again."
    return ""
