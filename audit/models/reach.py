"""Conditions on rows by where the user has roles."""

from cases.models import in_teams
from cases.models.reached_rows import EVERY_ROW, rows_in
from cases.permissions import reach_of


def in_units(user, permission, unit="unit"):
    """Return the condition on rows of units where the user holds the permission, for the unit or one of its teams.

    `unit`: the path from the row to its unit.
    """
    reach = reach_of(user, permission)
    return EVERY_ROW if reach.everywhere else rows_in(unit, reach.units | reach.team_units)


def is_in_units(user, permission, unit):
    """Return whether in_units holds for a row of this unit (its primary key)."""
    reach = reach_of(user, permission)
    return reach.everywhere or unit in reach.units | reach.team_units


def in_own_team(user, case):
    """Return the condition on rows whose case is held in a team in which the user has a role.

    `case`: the path from the row to its case.
    """
    return in_teams(_own_teams(user), f"{case}__")


def is_in_own_team(user, case):
    """Return whether in_own_team holds for this Case. Only a user with a role in a team costs a query."""
    teams = _own_teams(user)
    return bool(teams) and (case.practitioner.team_id if case.practitioner else case.team_id) in teams


def _own_teams(user):
    return {held.team for held in user.held_roles} - {None}
