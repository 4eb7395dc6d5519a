"""Conditions on rows by where the user has roles."""

from cases.models import in_teams
from cases.models.reached_rows import EVERY_ROW, rows_in
from cases.permissions import reach_of


def in_units(user, permission, unit="unit"):
    """The condition on rows whose unit (`unit`: the path to it) is one where the user holds the permission, as a whole
    or in one of its teams."""
    reach = reach_of(user, permission)
    return EVERY_ROW if reach.everywhere else rows_in(unit, reach.units | reach.team_units)


def is_in_units(user, permission, unit):
    """As in_units, for the number of one unit."""
    reach = reach_of(user, permission)
    return reach.everywhere or unit in reach.units | reach.team_units


def in_own_team(user, case):
    """The condition on rows whose case (`case`: the path to it) is held in a team in which the user has a role."""
    return in_teams(_own_teams(user), f"{case}__")


def is_in_own_team(user, case):
    """As in_own_team, for one Case; its practitioner is fetched only for a user with a role in a team."""
    teams = _own_teams(user)
    return bool(teams) and (case.practitioner.team_id if case.practitioner else case.team_id) in teams


def _own_teams(user):
    return {held.team for held in user.held_roles} - {None}
