"""What a name may hold, and which names are so near that one is probably a slip for the other."""

import pytest

from cases.identifiers.names import name_problem, nearest_name, nearest_person


@pytest.mark.parametrize(
    "name",
    ["Asha", "O’Brien-Núñez", "Nguyễn", "李小龙", "محمد", "Łukasz", "Team 1", "St. John (2)", "Bury St Edmunds"],
)
def test_names_of_every_script_are_names(name):
    assert name_problem(name) == ""


@pytest.mark.parametrize(
    "name", ["\u200b", "\ufeff", "As\u202eha", "As\x07ha", "A\u2028B", "A\u2029B", "A\ue000", "A\u0378", "A\ud800"]
)
def test_what_cannot_be_seen_is_no_part_of_a_name_and_is_called_by_its_number(name):
    assert "invisible character in the name (U+" in name_problem(name)


@pytest.mark.parametrize("name", ["", "=1+1", "123", "-", "' '", "…"])
def test_a_name_has_a_letter(name):
    assert name_problem(name) == "A name needs at least one letter"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Sufolk PDU", "Suffolk PDU"),
        ("Ipswitch", "Ipswich"),
        ("ipswcih", "Ipswich"),
        ("Bury StEdmunds", "Bury St Edmunds"),
        ("Team1", "Team 1"),
    ],
)
def test_a_slip_is_near_to_what_was_meant(slip, meant):
    assert nearest_name(slip, ["Norwich", meant, "Lowestoft"]) == meant


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Norwich", "Ipswich"),
        ("Norfolk PDU", "Suffolk PDU"),
        ("Greater Manchester North", "Greater Manchester South"),
        ("Leeds East", "Leeds West"),
        ("Ipswich 1", "Ipswich 2"),
        ("Ipswich", "Ipswich 2"),
        ("Ipswich A", "Ipswich B"),
        ("Team 10", "Team 11"),
    ],
)
def test_places_with_names_alike_are_not_taken_for_slips(name, other):
    assert nearest_name(name, [other]) == ""


def test_of_several_the_nearest_is_told():
    assert nearest_name("Ipswichh", ["Ipswitch", "Ipswich"]) == "Ipswich"


@pytest.mark.parametrize(
    "written",
    ["Sam Uml", "Säm Ümml", "Uml, Säm", "Uml Sam", "SAM ÜML", "Sâm  Uml"],
)
def test_a_persons_name_is_known_without_accents_and_with_the_last_name_first(written):
    assert nearest_person(written, ["Ada Fenwick", "Säm Üml"]) == "Säm Üml"


@pytest.mark.parametrize("other", ["Tim Orwell", "Tom Marsh", "Tom", "Tom Orwell 2", "Ann Orwell", "Tom James Orwell"])
def test_people_with_names_alike_are_not_taken_for_one(other):
    assert nearest_person("Tom Orwell", [other]) == ""
