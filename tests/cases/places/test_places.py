"""Adding and changing places and practitioners: what is refused, at which field, and what the history keeps."""

import datetime

import pytest
from django.utils import timezone

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team
from cases.permissions import PERMISSIONS, Permission, Role
from cases.places.actions.places import (
    NearName,
    PlaceRefused,
    add_practitioner,
    add_region,
    add_team,
    add_unit,
    change_practitioner,
    rename_place,
)
from tests.cases.some_staff import an_administrator

pytestmark = [pytest.mark.usefixtures("staffed_places"), pytest.mark.on_postgresql]


def person(name):
    return Practitioner.objects.get(name=name)


def add(name="Ada Fenwick", team="Ipswich", grade="PO", spo=None, **sure):
    return add_practitioner(team=Team.objects.get(name=team), name=name, grade=grade, spo=spo, **sure, by=None)


def change(practitioner, by=None, **changes):
    known = {field: getattr(practitioner, field) for field in ("team", "name", "grade", "spo", "left_on")}
    return change_practitioner(practitioner=practitioner, **{**known, **changes}, by=by)


def test_places_are_added_with_who_did_it():
    by = an_administrator()
    region = add_region(name="Wales", by=by)
    unit = add_unit(region=region, name="Gwent", by=by)
    team = add_team(unit=unit, name="Newport", by=by)
    assert [place.history.get().history_user for place in (region, unit, team)] == [by] * 3
    assert team.unit.region.name == "Wales"


def test_a_place_beside_another_needs_another_name_however_it_is_written():
    east, suffolk = Region.objects.get(name="East"), DeliveryUnit.objects.get(name="Suffolk")
    for adding in (
        lambda: add_region(name="EAST", by=None),
        lambda: add_unit(region=east, name="suffolk", by=None),
        lambda: add_team(unit=suffolk, name="ipswich", by=None),
        lambda: rename_place(place=Team.objects.get(name="Lowestoft"), name="IPSWICH", by=None),
    ):
        with pytest.raises(PlaceRefused, match="There is already a place called") as refused:
            adding()
        assert refused.value.field == "name"


def test_places_in_different_units_may_have_one_name():
    assert add_team(unit=DeliveryUnit.objects.get(name="Norfolk"), name="Ipswich", by=None).pk


def test_a_place_may_be_written_differently_and_keeps_its_history():
    team = rename_place(place=Team.objects.get(name="Ipswich"), name="IPSWICH", by=an_administrator())
    assert [old.name for old in team.history.all()][:1] == ["IPSWICH"]
    assert team.history.first().history_user is not None


def test_a_practitioner_is_added_with_grade_and_spo():
    ada = add(spo=person("Delia Marsh"))
    assert (str(ada.team), ada.grade, ada.spo.name) == ("Ipswich", "PO", "Delia Marsh")


@pytest.mark.parametrize("team", ["Ipswich", "Lowestoft"])
def test_one_name_stands_once_in_a_unit(team):
    with pytest.raises(PlaceRefused, match="Tom Orwell is already in Ipswich"):
        add("tom  orwell", team)


def test_the_same_name_in_another_unit_is_somebody_else():
    assert add("Tom Orwell", "Norwich").pk


def test_an_spo_is_somebody_else_of_that_grade_in_the_unit():
    delia = person("Delia Marsh")
    for wrong in (
        lambda: add(spo=person("Tom Orwell")),
        lambda: add(team="Norwich", spo=delia),
        lambda: change(delia, spo=delia),
    ):
        with pytest.raises(PlaceRefused, match="grade is SPO") as refused:
            wrong()
        assert refused.value.field == "spo"


def test_a_change_keeps_the_old_values():
    tom = change(person("Tom Orwell"), team=Team.objects.get(name="Lowestoft"), grade="PSO", spo=None)
    assert [(str(old.team), old.grade) for old in tom.history.all()] == [("Lowestoft", "PSO"), ("Ipswich", "PO")]


def test_whoever_is_somebodys_spo_keeps_that_grade():
    with pytest.raises(PlaceRefused, match="is the SPO of 1 practitioner") as refused:
        change(person("Delia Marsh"), grade="PO")
    assert refused.value.field == "grade"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_moves_a_practitioner_to_where_they_would_see_the_cases(role):
    by, lowestoft = an_administrator("Suffolk"), Team.objects.get(name="Lowestoft")
    Membership.objects.create(user=by, role=role, team=lowestoft)
    tom = person("Tom Orwell")
    if Permission.SEE_CASES not in PERMISSIONS[role]:
        assert change(tom, by, team=lowestoft).team == lowestoft
        return
    with pytest.raises(PlaceRefused, match="You have a role in Lowestoft yourself, so you would see") as refused:
        change(tom, by, team=lowestoft)
    assert refused.value.field == "team"
    assert str(person("Tom Orwell").team) == "Ipswich"


def test_who_sees_a_teams_cases_still_adds_people_and_changes_and_moves_out_those_in_it():
    by = an_administrator("Suffolk")
    Membership.objects.create(user=by, role=Role.SPO, team=Team.objects.get(name="Ipswich"))
    ada = add_practitioner(team=Team.objects.get(name="Ipswich"), name="Ada", grade="PO", spo=None, by=by)
    assert change(ada, by, grade="PSO").grade == "PSO"
    assert str(change(ada, by, team=Team.objects.get(name="Lowestoft")).team) == "Lowestoft"


def test_a_role_that_has_ended_or_is_held_in_another_team_stops_no_move():
    by, lowestoft = an_administrator("Suffolk"), Team.objects.get(name="Lowestoft")
    Membership.objects.create(user=by, role=Role.SPO, team=lowestoft, ended_at=timezone.now())
    Membership.objects.create(user=by, role=Role.SPO, team=Team.objects.get(name="Ipswich"))
    assert change(person("Tom Orwell"), by, team=lowestoft).team == lowestoft


def test_nearly_the_name_of_what_is_beside_it_is_asked_about():
    east, suffolk = Region.objects.get(name="East"), DeliveryUnit.objects.get(name="Suffolk")
    for saving, near in (
        (lambda **sure: add_region(name="Easst", **sure, by=None), "East"),
        (lambda **sure: add_unit(region=east, name="Sufolk", **sure, by=None), "Suffolk"),
        (lambda **sure: add_team(unit=suffolk, name="Ipswhich", **sure, by=None), "Ipswich"),
        (lambda **sure: rename_place(place=Team.objects.get(name="Lowestoft"), name="Ipswih", **sure, by=None), ""),
    ):
        with pytest.raises(NearName, match=f"Did you mean “{near}") as asked:
            saving()
        assert asked.value.field == "name"
        assert saving(sure=True).pk


def test_nearly_the_name_of_somebody_in_the_unit_is_asked_about_where_it_is_new():
    with pytest.raises(NearName, match="Did you mean “Tom Orwell”"):
        add("Orwell, Tom", "Lowestoft")
    ada = add("Tomm Orwell", sure=True)
    assert change(ada, grade="PSO").grade == "PSO"
    with pytest.raises(NearName):
        change(ada, name="Tom Orwel")
    assert add("Tom Orwel", "Norwich").pk


def test_who_has_left_stays_with_what_they_held_and_is_offered_no_more():
    tom, delia = person("Tom Orwell"), person("Delia Marsh")
    today = timezone.localdate()
    with pytest.raises(PlaceRefused, match="is the SPO of 1 practitioner") as refused:
        change(delia, left_on=today)
    assert refused.value.field == "left_on"
    assert change(tom, left_on=today).spo == delia
    assert change(delia, left_on=today).left_on == today
    assert list(delia.team.unit.spos) == []
    with pytest.raises(PlaceRefused, match="Delia Marsh has left"):
        add(spo=delia)


def test_nobody_has_left_in_the_future():
    with pytest.raises(PlaceRefused, match="not after today") as refused:
        change(person("Tom Orwell"), left_on=timezone.localdate() + datetime.timedelta(days=1))
    assert refused.value.field == "left_on"
