"""Adding and changing places and practitioners: what is refused, at which field, and what the history keeps."""

import pytest

from cases.actions.places import (
    PlaceRefused,
    add_practitioner,
    add_region,
    add_team,
    add_unit,
    change_practitioner,
    rename_place,
)
from cases.models import DeliveryUnit, Practitioner, Region, Team
from tests.cases.a_country import an_administrator

pytestmark = pytest.mark.usefixtures("country")


def person(name):
    return Practitioner.objects.get(name=name)


def add(name="Ada Fenwick", team="Ipswich", grade="PO", spo=None):
    return add_practitioner(team=Team.objects.get(name=team), name=name, grade=grade, spo=spo, by=None)


def change(practitioner, **changes):
    known = {field: getattr(practitioner, field) for field in ("team", "name", "grade", "spo")}
    return change_practitioner(practitioner=practitioner, **{**known, **changes}, by=None)


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
        with pytest.raises(PlaceRefused, match="There is a place called") as refused:
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
