"""What each role may do, and which rows a membership reaches."""

from django.db.models import Exists, Q, TextChoices


class Permission(TextChoices):
    SEE_RESULTS = "see_results", "see an audit's results and export them without case rows"
    SEE_CASES = "see_cases", "see the cases of an audit and their answers"
    JUDGE = "judge", "record the rating of a standard"
    ADMINISTER = "administer", "manage people and places"


class Role(TextChoices):
    ADMINISTRATOR = "administrator", "Administrator"
    QUALITY_LEAD = "quality_lead", "Quality lead"
    REVIEWER = "reviewer", "Reviewer"
    SPO = "spo", "Senior probation officer"
    PRACTITIONER = "practitioner", "Practitioner"
    VIEWER = "viewer", "Viewer"


PERMISSIONS = {
    Role.ADMINISTRATOR: {Permission.ADMINISTER},
    Role.QUALITY_LEAD: {Permission.SEE_RESULTS, Permission.SEE_CASES, Permission.JUDGE},
    Role.REVIEWER: set(),
    Role.SPO: {Permission.SEE_RESULTS, Permission.SEE_CASES},
    Role.PRACTITIONER: set(),
    Role.VIEWER: {Permission.SEE_RESULTS},
}


def roles_with(permission):
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]


def may(user, permission, unit):
    """Whether the user holds the permission for a whole delivery unit; holding it in a team is not enough."""
    units = type(unit)._default_manager.filter(pk=unit.pk)
    return units.filter(rows_reached(user, permission, unit="pk", region="region")).exists()


def rows_reached(user, permission, *, unit="unit", region="unit__region", team=None):
    """The condition that leaves only rows for which the user holds the permission; it costs no query of its own.

    `unit`, `region` and `team` are the lookup paths from the row to its place. Without `team`, a membership of a team
    reaches nothing.
    """
    held = _held(user, permission)
    reached = (
        Exists(held.filter(region=None, unit=None, team=None))
        | Q(**{f"{region}__in": held.values("region")})
        | Q(**{f"{unit}__in": held.values("unit")})
    )
    return reached | Q(**{f"{team}__in": held.values("team")}) if team else reached


def units_of_teams(user, permission):
    """The units in one of whose teams the user holds the permission, for rows that a whole unit shares."""
    return _held(user, permission).exclude(team=None).values("team__unit")


def _held(user, permission):
    return user.memberships.current().filter(role__in=roles_with(permission))
