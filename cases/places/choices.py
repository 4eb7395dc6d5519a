"""The places that an administrator may choose from, for the forms that ask for one."""

from cases.models import DeliveryUnit, Membership, Place, Region, Team, User
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, PlaceKind, holds_nationally, reach_of

NATION = PlaceKind.NATION.value


def places_administered_by(user: User) -> dict[str, Place | None]:
    """Return {form_value_of a place: the place}, every region followed by what lies in it; None is the nation."""
    found = [
        *Region.objects.administered_by(user),
        *DeliveryUnit.objects.administered_by(user).select_related("region"),
        *Team.objects.administered_by(user).select_related("unit__region"),
    ]
    nation = {NATION: None} if holds_nationally(user, Permission.ADMINISTER) else {}
    return nation | {form_value_of(place): place for place in sorted(found, key=_path)}


def units_to_plan_in(user: User) -> dict[int, DeliveryUnit]:
    """Return {number: PDU} of the PDUs where the user plans audits, by region and name."""
    units = DeliveryUnit.objects.filter(rows_reached(user, Permission.PLAN, unit="pk")).select_related("region")
    return {unit.pk: unit for unit in units.order_by("region__name", "name")}


def has_unit_to_plan_in(user: User) -> bool:
    """Whether there is a PDU where the user plans audits; a region or the nation may have none yet."""
    return DeliveryUnit.objects.filter(rows_reached(user, Permission.PLAN, unit="pk")).exists()


def places_to_plan_in(user: User) -> dict[str, Place | None]:
    """Return {form_value_of a place: the place} of the regions and PDUs where the user plans; None is the nation.

    The smallest come last, since a framework of a PDU reaches the fewest.
    """
    reach = reach_of(user, Permission.PLAN)
    regions = Region.objects.all() if reach.everywhere else Region.objects.filter(pk__in=reach.regions)
    nation = {NATION: None} if reach.everywhere else {}
    return nation | {form_value_of(place): place for place in (*regions, *units_to_plan_in(user).values())}


def form_value_of(place: Place | None) -> str:
    """Return the value that stands for a place in a form."""
    return f"{type(place).__name__.lower()}-{place.pk}" if place else NATION


def place_of(membership: Membership) -> Place | None:
    """Return the region, unit or team where the role is held; None for the nation."""
    return membership.team or membership.unit or membership.region


def as_choices(places: dict[str, Place | None]) -> list[tuple]:
    """Return the places of places_administered_by as the choices of a field, grouped by region."""
    choices, groups = [("", "Choose a place")], {}
    for value, place in places.items():
        if place is None:
            choices.append((value, PlaceKind.NATION.label))
        else:
            region, *names = _path(place)
            groups.setdefault(region, []).append((value, ": ".join(names) or f"All of {region}"))
    return [*choices, *groups.items()]


def _path(place):
    """Return the names of a place and of those that it lies in, the region first."""
    if isinstance(place, Team):
        return (*_path(place.unit), place.name)
    return (place.region.name, place.name) if isinstance(place, DeliveryUnit) else (place.name,)
