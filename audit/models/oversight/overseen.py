"""Conditions on rows of the teams and cases that the user oversees."""

from django.db import models

from cases.models import in_teams
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, reach_of

from .approval import is_approved


def in_overseen_teams(user, team="team"):
    """Return the condition on rows of teams that the user oversees, where oversight is approved.

    `team`: the path from the row to its team.
    """
    return rows_reached(user, Permission.OVERSEE, unit=f"{team}__unit", team=team) & models.Q(
        is_approved(f"{team}__unit")
    )


def of_overseen_cases(user, case="case"):
    """Return the condition on rows whose case is held now in a team that the user oversees.

    `case`: the path from the row to its case. A restricted case is out of reach for everyone.
    """
    held = in_teams(reach_of(user, Permission.OVERSEE).teams, f"{case}__")
    reached = held | rows_reached(user, Permission.OVERSEE, unit=f"{case}__unit")
    return reached & models.Q(is_approved(f"{case}__unit")) & models.Q(**{f"{case}__restricted_digest": ""})
