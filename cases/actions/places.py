"""Writing places and the practitioners in them. Nothing is deleted: whoever has left stays with the cases they held."""

from django.db import IntegrityError, transaction

from cases.models import DeliveryUnit, Practitioner, Region, Team
from cases.people import teams_with_cases_of, why_not_moved_into
from cases.staff_list import key_of


class PlaceRefused(Exception):
    """A place or practitioner that may not be saved so: the field of the form, and why."""

    def __init__(self, field, reason):
        super().__init__(reason)
        self.field = field


@transaction.atomic
def add_region(*, name, by):
    return _save_place(Region(name=name), Region.objects.all(), by)


@transaction.atomic
def add_unit(*, region, name, by):
    return _save_place(DeliveryUnit(region=region, name=name), region.units.all(), by)


@transaction.atomic
def add_team(*, unit, name, by):
    return _save_place(Team(unit=unit, name=name), unit.teams.all(), by)


@transaction.atomic
def rename_place(*, place, name, by):
    """Give a region, unit or team another name. Raises PlaceRefused where a place beside it has that name."""
    beside = {
        Region: lambda: Region.objects.all(),
        DeliveryUnit: lambda: place.region.units.all(),
        Team: lambda: place.unit.teams.all(),
    }
    place.name = name
    return _save_place(place, beside[type(place)](), by)


@transaction.atomic
def add_practitioner(*, team, name, grade, spo, by):
    """Raises PlaceRefused where the unit has somebody of that name, or the SPO is none of the unit."""
    return _save_practitioner(Practitioner(team=team, name=name, grade=grade, spo=spo), by)


@transaction.atomic
def change_practitioner(*, practitioner, team, name, grade, spo, by):
    """As add_practitioner; whoever is somebody's SPO keeps that grade, and nobody moves cases to themselves."""
    if team.pk != practitioner.team_id and team.pk in teams_with_cases_of(by):
        raise PlaceRefused("team", why_not_moved_into(team))
    practitioner.team, practitioner.name, practitioner.grade, practitioner.spo = team, name, grade, spo
    managed = practitioner.managed.count()
    if grade != Practitioner.Grade.SPO and managed:
        people = "1 practitioner" if managed == 1 else f"{managed} practitioners"
        raise PlaceRefused("grade", f"{name} is the SPO of {people}. Give them another SPO first")
    return _save_practitioner(practitioner, by)


def _save_place(place, beside, by):
    names = {key_of(other.name) for other in beside.exclude(pk=place.pk)}
    taken = PlaceRefused("name", f"There is a place called “{place.name}” here already. Choose another name")
    if key_of(place.name) in names:
        raise taken
    place._history_user = by
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:  # somebody gave another place this name at the same moment
        raise taken from None
    return place


def _save_practitioner(practitioner, by):
    unit = DeliveryUnit.objects.select_for_update().get(pk=practitioner.team.unit_id)  # two of one name wait here
    for other in Practitioner.objects.filter(team__unit=unit).exclude(pk=practitioner.pk).select_related("team"):
        if key_of(other.name) == key_of(practitioner.name):
            reason = f"{other.name} is already in {other.team}. If this is somebody else, write what tells them apart"
            raise PlaceRefused("name", reason)
    spo = practitioner.spo
    if spo and (spo.grade != Practitioner.Grade.SPO or spo.team.unit_id != unit.pk or spo == practitioner):
        raise PlaceRefused("spo", "Choose somebody else of this unit whose grade is SPO")
    practitioner._history_user = by
    practitioner.save()
    return practitioner
