"""What each role may do, and where a person holds which permission."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.db.models import Model, TextChoices


class Permission(TextChoices):
    SEE_RESULTS = "see_results", "see an audit's results and export them without case rows"
    SEE_CASES = "see_cases", "see the cases of an audit and their answers"
    REVIEW = "review", "see and review the cases allocated to them"
    JUDGE = "judge", "record the rating of a standard"
    MODERATE = "moderate", "allocate cases, send reviews back, agree answers"
    PLAN = "plan", "plan audits, draw their samples and replace cases"
    SIGN_OFF = "sign_off", "sign off an audit's result, and take that back"
    CONFIRM = "confirm", "confirm a result that another person signed off"
    RESPOND = "respond", "answer an audit's recommendations"
    OVERSEE = "oversee", "plan rounds, look at a team's cases, record findings and what became of them"
    SETTLE = "settle", "settle differences about findings, release those of an inspection, check as independent"
    ANSWER_FINDINGS = "answer_findings", "read and answer what is filed under their own name"
    SEE_TRAIL = "see_trail", "see who saw and changed what, but only for cases they can see"
    ADMINISTER = "administer", "manage people and places"


class Role(TextChoices):
    ADMINISTRATOR = "administrator", "Administrator"
    QUALITY_LEAD = "quality_lead", "Quality lead"
    REVIEWER = "reviewer", "Reviewer"
    SPO = "spo", "Senior probation officer"
    PRACTITIONER = "practitioner", "Practitioner"
    VIEWER = "viewer", "Viewer"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"


PERMISSIONS = {
    Role.ADMINISTRATOR: {Permission.ADMINISTER},
    Role.QUALITY_LEAD: {
        Permission.SEE_RESULTS,
        Permission.SEE_CASES,
        Permission.JUDGE,
        Permission.MODERATE,
        Permission.PLAN,
        Permission.SIGN_OFF,
        Permission.CONFIRM,
        Permission.OVERSEE,
        Permission.SETTLE,
        Permission.SEE_TRAIL,
    },
    Role.REVIEWER: {Permission.REVIEW},
    Role.SPO: {Permission.SEE_RESULTS, Permission.SEE_CASES, Permission.OVERSEE},
    Role.PRACTITIONER: {Permission.ANSWER_FINDINGS},
    Role.VIEWER: {Permission.SEE_RESULTS, Permission.SEE_TRAIL},
    Role.HEAD_OF_SERVICE: {Permission.SEE_RESULTS, Permission.CONFIRM, Permission.RESPOND},
}


class PlaceKind(TextChoices):
    """The kinds of place where a role is held. The value of all but the first is the membership's field."""

    NATION = "nation", "England and Wales"
    REGION = "region", "a region"
    UNIT = "unit", "a PDU"
    TEAM = "team", "a team"


_LARGE = (PlaceKind.NATION, PlaceKind.REGION, PlaceKind.UNIT)
# Where a role may be given. One that is already held elsewhere keeps working there.
HELD_IN = {
    Role.ADMINISTRATOR: _LARGE,
    Role.QUALITY_LEAD: _LARGE,
    Role.REVIEWER: _LARGE,
    Role.SPO: (PlaceKind.UNIT, PlaceKind.TEAM),
    Role.PRACTITIONER: (PlaceKind.UNIT, PlaceKind.TEAM),
    Role.VIEWER: (*_LARGE, PlaceKind.TEAM),
    Role.HEAD_OF_SERVICE: (PlaceKind.REGION, PlaceKind.UNIT),
}


def why_not_held_in(role: str, kind: PlaceKind) -> str:
    """Say why the role is not given in a place of this PlaceKind; "" if it is given there."""
    kinds = [place.label for place in HELD_IN[role]]
    if kind in HELD_IN[role]:
        return ""
    return f"The role “{Role(role).label}” needs {', '.join(kinds[:-1])} or {kinds[-1]}"


# What an administrator who gives a role reads about it.
ROLES_IN_WORDS = {
    Role.ADMINISTRATOR: "people and places, but no cases or results",
    Role.QUALITY_LEAD: "results, cases, judgements and sign-off",
    Role.REVIEWER: "only the cases allocated to them",
    Role.SPO: "results, the cases of their team's practitioners, and looking at them in oversight",
    Role.PRACTITIONER: "what is filed under their own name in oversight, and answering it; no results",
    Role.VIEWER: "results, but no cases",
    Role.HEAD_OF_SERVICE: "signed-off results of a PDU or region, and confirming them; no case, and not who did what",
}


def roles_with(permission: Permission) -> list[Role]:
    """Return the roles that have the permission."""
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]


@dataclass(frozen=True)
class Reach:
    """Where a person holds a permission: `everywhere`, or the numbers of places.

    `units`: those held as a whole, also by a role in their region. `team_units`: the units of `teams`.
    """

    everywhere: bool
    regions: frozenset[int]
    units: frozenset[int]
    teams: frozenset[int]
    team_units: frozenset[int]


class HeldRole(NamedTuple):
    """A role that a person holds now, with the numbers of its place; one for each unit of a region."""

    role: str
    region: int | None
    unit: int | None
    team: int | None
    team_unit: int | None
    region_unit: int | None

    def is_for_whole(self, unit: Model) -> bool:
        """Whether it reaches a delivery unit as a whole."""
        return self.is_national or self.region == unit.region_id or self.unit == unit.pk

    @property
    def is_national(self) -> bool:
        """Whether it is held for England and Wales."""
        return self.region is None and self.unit is None and self.team is None


class RoleHolder(Protocol):
    """A user, as far as permissions need one: the models stand on this file, so it cannot import User."""

    held_roles: list[HeldRole]


def reach_of(user: RoleHolder, permission: Permission) -> Reach:
    """Return the Reach of the permission. `user.held_roles` are read once, so this costs no further query."""
    held = [role for role in user.held_roles if permission in PERMISSIONS[role.role]]

    def numbers(*fields):
        return frozenset(getattr(role, field) for role in held for field in fields) - {None}

    return Reach(
        any(role.is_national for role in held),
        numbers("region"),
        numbers("unit", "region_unit"),
        numbers("team"),
        numbers("team_unit"),
    )


def may(user: RoleHolder, permission: Permission, unit: Model) -> bool:
    """Whether the user holds the permission for a whole delivery unit; holding it in a team is not enough."""
    return permission in permissions_in(user, unit)


def permissions_in(user: RoleHolder, unit: Model) -> set[Permission]:
    """Return the permissions that the user holds for a whole delivery unit."""
    return _permissions_of(role for role in user.held_roles if role.is_for_whole(unit))


def permissions_anywhere(user: RoleHolder) -> set[Permission]:
    """Return the permissions that the user holds for any place."""
    return _permissions_of(user.held_roles)


def _permissions_of(held_roles: Iterable[HeldRole]) -> set[Permission]:
    return set().union(*(PERMISSIONS[held.role] for held in held_roles))


def holds(user: RoleHolder, permission: Permission) -> bool:
    """Whether the user holds the permission anywhere."""
    return permission in permissions_anywhere(user)


def holds_nationally(user: RoleHolder, permission: Permission) -> bool:
    """Whether the user holds the permission for England and Wales."""
    return reach_of(user, permission).everywhere


def holds_around(user: RoleHolder, permission: Permission, places: Mapping[str, Model]) -> bool:
    """Whether the user holds the permission nationally or in one of `places`, {membership field: record}."""
    reach = reach_of(user, permission)
    return reach.everywhere or any(place.pk in getattr(reach, f"{field}s") for field, place in places.items())
