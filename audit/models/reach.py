"""Conditions on rows by where the user has roles."""

from cases.models import in_teams
from cases.models.reached_rows import EVERY_ROW, rows_in
from cases.permissions import reach_of


def in_units(user, permission, unit="unit"):
    """The condition on rows whose unit (`unit`: the path to it) is one where the user holds the permission, as a whole
    or in one of its teams."""
    reach = reach_of(user, permission)
    return EVERY_ROW if reach.everywhere else rows_in(unit, reach.units | reach.team_units)


def in_own_team(user, case):
    """The condition on rows whose case (`case`: the path to it) is held in a team in which the user has a role."""
    return in_teams({held.team for held in user.held_roles} - {None}, f"{case}__")
