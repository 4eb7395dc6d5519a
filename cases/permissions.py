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
    return units_reached(user, permission).filter(pk=unit.pk).exists()


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


def units_reached(user, permission):
    """The units, as a subquery, for which the user holds the permission as a whole.

    Where tables are large: `unit__in` of it finds rows by their index, which the alternatives of rows_reached cannot.
    """
    from cases.models import DeliveryUnit  # here, since the models lean on this module

    return DeliveryUnit.objects.filter(rows_reached(user, permission, unit="pk", region="region")).values("pk")


def cases_reached(user, permission):
    """The condition on cases: an SPO's are those of their team's practitioners, whichever team a case is filed in.

    One without practitioner is its own team's.
    """
    return Q(unit__in=units_reached(user, permission)) | cases_of_teams(user, permission)


def cases_of_teams(user, permission):
    """The condition on cases that are reached by a membership of a team."""
    held = _held(user, permission).exclude(team=None)
    own_team = Q(practitioner=None, team__in=held.values("team"))
    return Q(practitioner__in=held.values("team__practitioners")) | own_team


def holds(user, permission):
    """Whether the user holds the permission anywhere."""
    return _held(user, permission).exists()


def units_of_teams(user, permission):
    """The units in one of whose teams the user holds the permission, for rows that a whole unit shares."""
    return _held(user, permission).exclude(team=None).values("team__unit")


def _held(user, permission):
    return user.memberships.current().filter(role__in=roles_with(permission))
