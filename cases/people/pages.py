"""What the pages about people show, ready to print."""

from dataclasses import dataclass
from datetime import datetime

from cases.models import Event, Membership, User
from cases.people.invitations import Link, unused_link_of
from cases.people.reads import (
    changes_seen,
    memberships_seen,
    provider_linked_at,
    second_factors_of,
)
from cases.people.refusals import why_account_not_administered
from cases.permissions import ROLES_IN_WORDS, Role


@dataclass(frozen=True)
class PersonPage:
    """What one person's page shows to an administrator.

    `now` and `before` are the roles held now and those that ended or begin later; `changes` are (when, who, text).
    `refusal` says why the administrator may not reset or close the account; they see the e-mail address only if it
    is "".
    """

    now: tuple[Membership, ...]
    before: tuple[Membership, ...]
    changes: tuple[tuple[datetime, User | str, str], ...]
    refusal: str
    is_self: bool
    second_factor: bool
    link: Link | None  # to set a password, not used yet
    linked_at: datetime | None  # when an account at the identity provider was linked


def roles_to_give() -> list[tuple[str, str]]:
    """Return (value, label) of each role, with what it opens."""
    return [(role.value, f"{role.label}: {ROLES_IN_WORDS[role]}") for role in Role]


def build_person_page(person: User, user: User) -> PersonPage:
    """Return the page of a person as the administrator `user` may see it."""
    memberships = list(memberships_seen(user).filter(user=person))
    return PersonPage(
        now=tuple(membership for membership in memberships if membership.is_current),
        before=tuple(membership for membership in memberships if not membership.is_current),
        changes=tuple(
            (event.happened_at, event.user or "The command line", change_in_words(event))
            for event in changes_seen(person, user)
        ),
        refusal=why_account_not_administered(person, user),
        is_self=person == user,
        second_factor=bool(second_factors_of(person)),
        link=unused_link_of(person),
        linked_at=provider_linked_at(person),
    )


def change_in_words(event: Event) -> str:
    """Say what happened to a person: "Given the role: Reviewer, Suffolk PDU"."""
    details = event.details
    role = f": {details['role']}, {details['place']}" if "role" in details else ""
    what = details.get("what", "")
    return f"{what[:1].upper()}{what[1:]}{role}"
