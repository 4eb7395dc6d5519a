"""The link to set a password, for people who are invited or who lost theirs."""

import datetime
from dataclasses import dataclass

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.models import Event, User

# What events say when a link is made; and when one ends that is not about a role.
INVITED, GIVEN_LINK = "invited as", "given a new link to set a password"
CHANGED_ADDRESS = "changed name or e-mail address"


class RoleBoundTokens(PasswordResetTokenGenerator):
    """A link holds as long as its person's roles are those it was made for, and no later link was made.

    Otherwise the administrator of a unit could keep a link and use it once the person holds a role in the whole
    country, and a link that went astray could not be withdrawn.
    """

    def _make_hash_value(self, user, timestamp):
        roles = sorted(user.memberships.values_list("pk", "ended_at"))
        link = last_link_of(user)
        return f"{super()._make_hash_value(user, timestamp)}{user.email}{user.is_active}{roles}{link and link.pk}"


def last_link_of(person: User) -> Event | None:
    """Return the event of the latest link that was made for a person, or None."""
    events = Event.objects.filter(kind=Event.Kind.MEMBERSHIP_CHANGED, details__person=person.pk)
    return events.filter(details__what__in=(INVITED, GIVEN_LINK)).order_by("pk").last()


@dataclass(frozen=True)
class Link:
    """A link that was made for a person and not used. It no longer `works` if a later change ended it."""

    made_at: datetime.datetime
    works: bool


def unused_link_of(person: User) -> Link | None:
    """Return the person's latest Link; None if there is none, or it was used or has run out."""
    made = last_link_of(person)
    oldest = timezone.now() - datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    if made is None or made.happened_at < oldest or (person.last_login and person.last_login > made.happened_at):
        return None
    since = Event.objects.filter(pk__gt=made.pk)
    if since.filter(kind=Event.Kind.PASSWORD_CHANGED, user=person).exists():
        return None
    about = since.filter(kind=Event.Kind.MEMBERSHIP_CHANGED, details__person=person.pk)
    ended = about.filter(Q(details__has_key="membership") | Q(details__what=CHANGED_ADDRESS))
    return Link(made_at=made.happened_at, works=not ended.exists())


def invitation_path(person: User) -> str:
    """Return the path of the page where the person sets a password. It works once, for days_valid()."""
    key = {"uidb36": user_pk_to_url_str(person), "key": RoleBoundTokens().make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=key)


def invitation_link(person: User) -> str:
    """Return the whole address of invitation_path, for a command."""
    return whole_address(invitation_path(person))


def whole_address(path: str) -> str:
    """Return a page's address with its host: without a request, that is the first of ALLOWED_HOSTS."""
    host = "http://localhost:8000" if settings.DEBUG else f"https://{[*settings.ALLOWED_HOSTS, 'localhost'][0]}"
    return host + path


def days_valid() -> int:
    """Return for how many days a link works."""
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
