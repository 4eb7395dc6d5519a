"""Conditions on rows by where the user has roles."""

from django.db import models

from cases.permissions import units_of_teams, units_reached


def in_units(user, permission, unit="unit"):
    """The condition on rows whose unit (`unit`: the path to it) is one where the user holds the permission, as a whole
    or in one of its teams."""
    reached, of_teams = units_reached(user, permission), units_of_teams(user, permission)
    return models.Q(**{f"{unit}__in": reached}) | models.Q(**{f"{unit}__in": of_teams})


def in_own_team(user, case):
    """The condition on rows whose case (`case`: the path to it) is held in a team in which the user has a role."""
    teams = user.memberships.current().exclude(team=None).values("team")
    filed = models.Q(**{f"{case}__practitioner": None, f"{case}__team__in": teams})
    return models.Q(**{f"{case}__practitioner__team__in": teams}) | filed
