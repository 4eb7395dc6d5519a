"""What each role may do, and which rows a membership reaches."""

from django.db.models import Exists, Q, TextChoices


class Permission(TextChoices):
    SEE_RESULTS = "see_results", "see an audit's results and export them without case rows"
    SEE_CASES = "see_cases", "see the cases of an audit and their answers"
    REVIEW = "review", "see and review the cases allocated to them"
    JUDGE = "judge", "record the rating of a standard"
    SIGN_OFF = "sign_off", "sign off an audit's result, and take that back"
    SEE_TRAIL = "see_trail", "see who saw and changed what"
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
    Role.QUALITY_LEAD: {
        Permission.SEE_RESULTS,
        Permission.SEE_CASES,
        Permission.JUDGE,
        Permission.SIGN_OFF,
        Permission.SEE_TRAIL,
    },
    Role.REVIEWER: {Permission.REVIEW},
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


def cases_reached(user, permission, *, case="", unit="unit", region="unit__region"):
    """As rows_reached, for cases: an SPO's are those of their team's practitioners, whichever team a case is filed in.

    `case` is the lookup path from the row to the case, ending in "__". One without practitioner is its own team's.
    """
    teams = _held(user, permission).values("team")
    return (
        rows_reached(user, permission, unit=unit, region=region)
        | Q(**{f"{case}practitioner__team__in": teams})
        | Q(**{f"{case}practitioner": None, f"{case}team__in": teams})
    )


def holds(user, permission):
    """Whether the user holds the permission anywhere."""
    return _held(user, permission).exists()


def units_of_teams(user, permission):
    """The units in one of whose teams the user holds the permission, for rows that a whole unit shares."""
    return _held(user, permission).exclude(team=None).values("team__unit")


def regions_reached(user, permission):
    """As rows_reached, for regions: those for which the user holds the permission as a whole."""
    held = _held(user, permission)
    return Exists(held.filter(region=None, unit=None, team=None)) | Q(pk__in=held.values("region"))


def holds_nationally(user, permission):
    return _held(user, permission).filter(region=None, unit=None, team=None).exists()


def _held(user, permission):
    return user.memberships.current().filter(role__in=roles_with(permission))
