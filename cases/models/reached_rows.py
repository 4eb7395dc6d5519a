"""Conditions that leave only the rows that a person reaches."""

from collections.abc import Iterable

from django.db.models import Q

from cases.permissions import Permission, RoleHolder, reach_of

NO_ROW = Q(pk__in=())
EVERY_ROW = ~NO_ROW  # an empty Q() would vanish beside another condition joined to it by "or"


def rows_reached(user: RoleHolder, permission: Permission, *, unit: str = "unit", team: str | None = None) -> Q:
    """Return the condition that leaves only rows for which the user holds the permission.

    `unit` and `team` are the lookup paths from the row to its place. Without `team`, a membership of a team reaches
    nothing.
    """
    reach = reach_of(user, permission)
    if reach.everywhere:
        return EVERY_ROW
    return rows_in(unit, reach.units) | (rows_in(team, reach.teams) if team else NO_ROW)


def rows_in(path: str, numbers: Iterable[int]) -> Q:
    """Return the condition on rows whose place (`path`: the lookup path to it) is one of these numbers."""
    return Q(**{f"{path}__in": sorted(numbers)}) if numbers else NO_ROW
