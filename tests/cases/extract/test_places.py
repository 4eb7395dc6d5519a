"""Teams and practitioners of drawn cases are found by name, however written; new ones and doubts are shown first."""

import pytest

from cases.extract.drawn import PickedCase
from cases.extract.places import fit_places
from cases.models import Practitioner, Team
from tests.audit.an_audit import a_unit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def unit():
    """With Ada Example in Ipswich and an SPO, Sam Senior, in Lowestoft."""
    unit = a_unit()
    ipswich, lowestoft = (Team.objects.create(unit=unit, name=name) for name in ("Ipswich", "Lowestoft"))
    Practitioner.objects.create(name="Ada Example", team=ipswich)
    Practitioner.objects.create(name="Sam Senior", team=lowestoft, grade="SPO")
    return unit


def fit(unit, *facts):
    picks = [PickedCase(f"X{number:06}", "All", number, False, each) for number, each in enumerate(facts, start=1)]
    return fit_places(unit, picks)


@pytest.mark.parametrize("name", ["ada  example", "Example, Ada", "Ada Éxample"])
def test_a_practitioner_is_found_in_whatever_team_the_extract_has_them(unit, name):
    facts = {"team": "Lowestoft", "practitioner": name}
    fitted = fit(unit, facts)
    assert fitted.practitioner_of(facts).team.name == "Ipswich"
    assert (fitted.team_of(facts).name, fitted.new_people, fitted.doubts) == ("Lowestoft", [], [])


def test_who_is_new_gets_grade_team_and_an_spo_who_is_there(unit):
    facts = {"team": "Woodbridge", "practitioner": "Bo Newcomer", "grade": "PSO", "spo": "Senior, Sam"}
    fitted = fit(unit, facts, facts | {"practitioner": "newcomer, bo"})
    (person,) = fitted.new_people
    assert (person.name, person.grade, person.spo.name) == ("Bo Newcomer", "PSO", "Sam Senior")
    assert [team.name for team in fitted.new_teams] == [person.team.name] == ["Woodbridge"]


def test_names_nearly_alike_are_told_and_taken_as_new(unit):
    fitted = fit(unit, {"team": "Ipswhich", "practitioner": "Ada Exampel"})
    assert [text.split(",")[0] for text in fitted.doubts] == [
        "The team “Ipswhich” would be new",
        "The practitioner “Ada Exampel” would be new",
    ]
    assert len(fitted.new_teams) == len(fitted.new_people) == 1


def test_one_of_several_of_a_name_is_told_by_the_team_or_left_out(unit):
    Practitioner.objects.create(name="Ada Example", team=Team.objects.get(name="Lowestoft"))
    known, elsewhere = ({"team": team, "practitioner": "Ada Example"} for team in ("Lowestoft", "Woodbridge"))
    fitted = fit(unit, known, elsewhere)
    assert fitted.practitioner_of(known).team.name == "Lowestoft"
    assert fitted.practitioner_of(elsewhere) is None
    assert fitted.doubts == [
        "The PDU has several practitioners called Ada Example, so their cases are stored without one."
    ]


@pytest.mark.parametrize("name", ["12345", "Bo\u200bNewcomer"])
def test_what_is_no_name_becomes_neither_team_nor_practitioner(unit, name):
    fitted = fit(unit, {"team": name, "practitioner": "Bo Newcomer"}, {"team": "Ipswich", "practitioner": name})
    assert (fitted.new_teams, fitted.new_people) == ([], [])
    assert len(fitted.doubts) == 3


def test_the_same_comes_of_the_picks_in_any_order(unit):
    facts = [{"team": "Woodbridge", "practitioner": "Bo New"}, {"team": "Haverhill", "practitioner": "Bo New"}]
    teams = {fit(unit, *order).new_people[0].team.name for order in (facts, facts[::-1])}
    assert teams == {"Haverhill"}


def test_people_of_another_pdu_are_not_found(unit):
    fitted = fit(a_unit("Norfolk PDU"), {"team": "Norwich", "practitioner": "Ada Example"})
    assert [person.name for person in fitted.new_people] == ["Ada Example"]
