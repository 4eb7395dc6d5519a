"""What each role may do, and which rows a membership reaches."""

from django.db.models import Exists, Q, TextChoices


class Permission(TextChoices):
    SEE_RESULTS = "see_results", "see an audit's results and export them without case rows"
    SEE_CASES = "see_cases", "see the cases of an audit and their answers"
    REVIEW = "review", "see and review the cases allocated to them"
    JUDGE = "judge", "record the rating of a standard"
    MODERATE = "moderate", "allocate cases, send reviews back, agree on answers"
    PLAN = "plan", "plan audits, draw their samples and replace cases"
    SIGN_OFF = "sign_off", "sign off an audit's result, and take that back"
    SEE_TRAIL = "see_trail", "see who saw and changed what, of cases only those that they see"
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
        Permission.MODERATE,
        Permission.PLAN,
        Permission.SIGN_OFF,
        Permission.SEE_TRAIL,
    },
    Role.REVIEWER: {Permission.REVIEW},
    Role.SPO: {Permission.SEE_RESULTS, Permission.SEE_CASES},
    Role.PRACTITIONER: set(),
    Role.VIEWER: {Permission.SEE_RESULTS, Permission.SEE_TRAIL},
}


class PlaceKind(TextChoices):
    """The kinds of place a role is held in; the value of all but the first is the membership's field."""

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
}


def why_not_held_in(role, kind):
    """Why the role is not given in a place of this PlaceKind, with the remedy; "" where it is."""
    kinds = [place.label for place in HELD_IN[role]]
    if kind in HELD_IN[role]:
        return ""
    return f"The role “{Role(role).label}” is held in {', '.join(kinds[:-1])} or {kinds[-1]}: choose one of these"


# What somebody reads who gives a role.
ROLES_IN_WORDS = {
    Role.ADMINISTRATOR: "people and places; no case and no result",
    Role.QUALITY_LEAD: "results, cases, judgements and sign-off",
    Role.REVIEWER: "only the cases allocated to them",
    Role.SPO: "results, and the cases of their team's practitioners",
    Role.PRACTITIONER: "signs in; no case and no result yet",
    Role.VIEWER: "results without any case",
}


def roles_with(permission):
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]


def may(user, permission, unit):
    """Whether the user holds the permission for a whole delivery unit; holding it in a team is not enough."""
    return units_reached(user, permission).filter(pk=unit.pk).exists()


def permissions_in(user, unit):
    """The permissions that the user holds for a whole delivery unit; one query."""
    return _permissions_of(user.memberships.current().filter(_for_whole(unit)))


def holders(permission, unit):
    """The people with an account in use who hold the permission for a whole delivery unit, by name."""
    from cases.models import Membership, User  # here, since the models lean on this module

    held = Membership.objects.current().filter(_for_whole(unit), role__in=roles_with(permission))
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by("first_name", "last_name", "username")


def _for_whole(unit):
    """The condition on memberships that reach a delivery unit as a whole."""
    return Q(region=None, unit=None, team=None) | Q(region=unit.region_id) | Q(unit=unit)


def permissions_anywhere(user):
    """The permissions that the user holds for any place; one query."""
    return _permissions_of(user.memberships.current())


def _permissions_of(memberships):
    return set().union(*(PERMISSIONS[role] for role in memberships.values_list("role", flat=True)))


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


def holds_around(user, permission, places):
    """Whether the user holds the permission in the nation or in one of `places`, {membership field: record}."""
    around = Q(region=None, unit=None, team=None)
    for field, place in places.items():
        around |= Q(**{field: place})
    return _held(user, permission).filter(around).exists()


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
