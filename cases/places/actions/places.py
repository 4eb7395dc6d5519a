"""Writing places and their practitioners. Nothing is deleted: practitioners who leave stay with their cases."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.case_values import SPO
from cases.counted import counted
from cases.identifiers.names import nearest_name, nearest_person
from cases.models import DeliveryUnit, Place, Practitioner, Region, Team, User
from cases.places.reads import teams_with_cases_of, why_not_moved_into
from cases.places.staff_list import key_of


class PlaceRefused(Exception):
    """A place or practitioner that may not be saved as entered. The text says why; `field` is the form's field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


class NearName(PlaceRefused):
    """A name nearly the same as one beside it. It is saved only if the person confirms that it is another."""

    def __init__(self, near: str) -> None:
        super().__init__("name", f"Did you mean “{near}”? Change the name, or confirm below that it is a different one")


@transaction.atomic
def add_region(*, name: str, sure: bool = False, by: User) -> Region:
    return _save_place(Region(name=name), Region.objects.all(), sure, by)


@transaction.atomic
def add_unit(*, region: Region, name: str, sure: bool = False, by: User) -> DeliveryUnit:
    return _save_place(DeliveryUnit(region=region, name=name), region.units.all(), sure, by)


@transaction.atomic
def add_team(*, unit: DeliveryUnit, name: str, sure: bool = False, by: User) -> Team:
    return _save_place(Team(unit=unit, name=name), unit.teams.all(), sure, by)


@transaction.atomic
def rename_place(*, place: Place, name: str, sure: bool = False, by: User) -> Place:
    """Give a region, unit or team another name. Raises PlaceRefused if a place beside it has that name.

    This and the actions below raise NearName for nearly the same name, unless `sure` says that it is another.
    """
    beside = {
        Region: lambda: Region.objects.all(),
        DeliveryUnit: lambda: place.region.units.all(),
        Team: lambda: place.unit.teams.all(),
    }
    place.name = name
    return _save_place(place, beside[type(place)](), sure, by)


@transaction.atomic
def add_practitioner(
    *, team: Team, name: str, grade: str, spo: Practitioner | None, sure: bool = False, by: User
) -> Practitioner:
    """Raise PlaceRefused if the unit has a practitioner of that name, or the SPO is not one of the unit's."""
    return _save_practitioner(Practitioner(team=team, name=name, grade=grade, spo=spo), sure, by)


@transaction.atomic
def change_practitioner(
    *,
    practitioner: Practitioner,
    team: Team,
    name: str,
    grade: str,
    spo: Practitioner | None,
    left_on: date | None,
    sure: bool = False,
    by: User,
) -> Practitioner:
    """As add_practitioner. Also raises PlaceRefused for an SPO with practitioners who leaves or changes grade, for a
    move that would open cases to `by`, and for a day in the future.
    """
    if team.pk != practitioner.team_id and team.pk in teams_with_cases_of(by):
        raise PlaceRefused("team", why_not_moved_into(team))
    if left_on and left_on > timezone.localdate():
        raise PlaceRefused("left_on", "Enter a day that is not after today")
    sure = sure or name == practitioner.name
    practitioner.team, practitioner.name, practitioner.grade, practitioner.spo = team, name, grade, spo
    practitioner.left_on = left_on
    managed = practitioner.managed.filter(left_on=None).count()
    if managed and (left_on or grade != SPO):
        field, people = "left_on" if left_on else "grade", counted(managed, "practitioner")
        raise PlaceRefused(field, f"{name} is the SPO of {people}. Choose another SPO for them first")
    return _save_practitioner(practitioner, sure, by)


def _save_place(place, beside, sure, by):
    names = {key_of(other.name): other.name for other in beside.exclude(pk=place.pk)}
    taken = PlaceRefused("name", f"There is already a place called “{place.name}” here. Choose another name")
    if key_of(place.name) in names:
        raise taken
    if not sure and (near := nearest_name(place.name, [*names.values()])):
        raise NearName(near)
    place._history_user = by
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:  # somebody gave another place this name at the same moment
        raise taken from None
    return place


def _save_practitioner(practitioner, sure, by):
    unit = DeliveryUnit.objects.select_for_update().get(pk=practitioner.team.unit_id)  # two of one name wait here
    others = list(Practitioner.objects.filter(team__unit=unit).exclude(pk=practitioner.pk).select_related("team"))
    for other in others:
        if key_of(other.name) == key_of(practitioner.name):
            left = f", and left on {other.left_on:%d/%m/%Y}" if other.left_on else ""
            reason = f"{other.name} is already in {other.team}{left}. If this is someone else, "
            raise PlaceRefused("name", reason + "add something that tells them apart")
    if not sure and (near := nearest_person(practitioner.name, [other.name for other in others])):
        raise NearName(near)
    _check_spo(practitioner, unit)
    practitioner._history_user = by
    practitioner.save()
    return practitioner


def _check_spo(practitioner, unit):
    spo = practitioner.spo
    if spo and (spo.grade != SPO or spo.team.unit_id != unit.pk or spo == practitioner):
        raise PlaceRefused("spo", "Choose someone else in this PDU whose grade is SPO")
    if spo and spo.left_on and not practitioner.left_on:
        raise PlaceRefused("spo", f"{spo} has left. Choose someone else")
