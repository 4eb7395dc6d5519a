"""What a name may hold, and which names are so near that one is probably a slip for the other."""

import pytest

from cases.identifiers.names import name_problem, nearest_name, nearest_person

SEEN = ("Asha", "O’Brien-Núñez", "Nguyễn", "李小龙", "محمد", "Łukasz", "Team 1", "St. John (2)", "Bury St Edmunds")
UNSEEN = ("\u200b", "\ufeff", "As\u202eha", "As\x07ha", "A\u2028B", "A\u2029B", "A\ue000", "A\u0378", "A\ud800")
NAMES = [
    *((name, "") for name in SEEN),
    *((name, "invisible character in the name (U+") for name in UNSEEN),
    *((name, "A name needs at least one letter") for name in ("", "=1+1", "123", "-", "' '", "…")),
]


@pytest.mark.parametrize(("name", "told"), NAMES)
def test_a_name_has_a_letter_of_any_script_and_nothing_that_cannot_be_seen(name, told):
    problem = name_problem(name)
    assert (told in problem, bool(problem)) == (True, bool(told))


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
