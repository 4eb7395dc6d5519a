"""What the pages about people show, ready to print."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator

from cases.people.invitations import Link, unused_link_of
from cases.people.reads import (
    changes_seen,
    memberships_seen,
    provider_linked_at,
    search_people,
    second_factors_of,
    why_account_not_administered,
    with_roles,
)
from cases.permissions import ROLES_IN_WORDS, Role

ON_A_PAGE = 50
STATES = [("current", "People with a role now"), ("ended", "People whose roles have ended"), ("all", "Everybody")]


@dataclass(frozen=True)
class PersonPage:
    """`now`, `before`: Memberships; `changes`: (when, who, text). `refusal` says why the account is not theirs to
    reset or close; "" where it is, and only then may they see the e-mail address."""

    now: tuple
    before: tuple
    changes: tuple[tuple, ...]
    refusal: str
    is_self: bool
    second_factor: bool
    link: Link | None  # which they have not used
    linked_at: datetime.datetime | None  # since when an account at the identity provider is theirs


# (value, label) of each role, with what it opens
ROLES = [(role.value, f"{role.label}: {ROLES_IN_WORDS[role]}") for role in Role]


def find_people(request, form):
    """A page of people with `roles_seen`; a search that the form refuses finds everybody with a role now."""
    sought = form.cleaned_data if form.is_valid() else {}
    state = sought.get("state") or "current"
    people = search_people(request.user, words=sought.get("q", ""), role=sought.get("role", ""), state=state)
    return Paginator(with_roles(people, request.user), ON_A_PAGE).get_page(request.GET.get("page"))


def build_person_page(person, user):
    memberships = list(memberships_seen(user).filter(user=person))
    return PersonPage(
        now=tuple(membership for membership in memberships if membership.is_current),
        before=tuple(membership for membership in memberships if not membership.is_current),
        changes=tuple(
            (event.happened_at, event.user or "The command line", in_words(event))
            for event in changes_seen(person, user)
        ),
        refusal=why_account_not_administered(person, user),
        is_self=person == user,
        second_factor=bool(second_factors_of(person)),
        link=unused_link_of(person),
        linked_at=provider_linked_at(person),
    )


def in_words(event):
    """What an event says happened to a person: "Given the role: Reviewer, Suffolk PDU"."""
    details = event.details
    role = f": {details['role']}, {details['place']}" if "role" in details else ""
    what = details.get("what", "")
    return f"{what[:1].upper()}{what[1:]}{role}"
