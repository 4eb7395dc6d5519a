"""Importing a list: what is added, changed and left alone, what is refused, and that nothing is half saved."""

import pytest

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team
from cases.permissions import Role
from cases.places.actions.staff_list import StaffListRefused, import_staff_list
from tests.cases.some_staff import an_administrator, names
from tests.cases.staff_files import staff_of

pytestmark = [pytest.mark.usefixtures("staffed_places"), pytest.mark.on_postgresql]
KEPT = (Region, DeliveryUnit, Team, Practitioner)


def imported(*rows, by=None):
    staff = staff_of(*rows)
    assert staff.problems.first == []
    return import_staff_list(staff=staff, by=by)


def refused(*rows, by=None):
    """[its problems as texts] of a list that must be refused, and leave everything as it was."""
    before = [list(model.objects.values()) for model in KEPT]
    history = [model.history.count() for model in KEPT]
    with pytest.raises(StaffListRefused) as refusal:
        import_staff_list(staff=staff_of(*rows), by=by)
    assert [list(model.objects.values()) for model in KEPT] == before
    assert [model.history.count() for model in KEPT] == history
    return [str(problem) for problem in refusal.value.problems.first]


def person(name):
    return Practitioner.objects.get(name=name)


def test_what_is_not_there_yet_is_added_with_who_did_it():
    by = an_administrator()
    result = imported(
        ("Wales", "Gwent", "Newport", "Ada Fenwick", "PO", "Nia Penn"),
        ("Wales", "Gwent", "Newport", "Nia Penn", "SPO", "Wyn Rees"),
        ("Wales", "Gwent", "Cwmbran", "Wyn Rees", "SPO"),
        ("Wales", "Dyfed"),
        by=by,
    )
    assert str(result) == (
        "Added: 1 region, 2 PDUs, 2 teams, 3 practitioners. Practitioners changed: 0, unchanged: 0. "
        "New places: region Wales, PDU Gwent (Wales), PDU Dyfed (Wales), team Newport (Gwent), team Cwmbran (Gwent). "
        "New practitioners: Ada Fenwick (Newport), Nia Penn (Newport), Wyn Rees (Cwmbran)."
    )
    ada, nia = person("Ada Fenwick"), person("Nia Penn")
    assert (str(ada.team), ada.spo, nia.spo.name) == ("Newport", nia, "Wyn Rees")
    assert {record.history_user for model in KEPT for record in model.history.filter(history_user=by)} == {by}
    assert ada.history.get().history_user == by


def test_of_many_new_places_the_first_twenty_are_named():
    told = str(imported(*(("East", "Suffolk", f"Team {number}") for number in range(25))))
    assert "team Team 19 (Suffolk) and 5 more." in told
    assert "Team 20" not in told


@pytest.mark.parametrize(
    ("row", "column", "meant"),
    [
        (("East", "Sufolk", "Ipswich", "Ada Fenwick"), "column B (PDU): “Sufolk”", "Suffolk"),
        (("East", "suf folk"), "column B (PDU): “suf folk”", "Suffolk"),
        (("East", "Suffolk", "Ipswitch"), "column C (team): “Ipswitch”", "Ipswich"),
    ],
)
def test_a_new_place_with_nearly_the_name_of_one_beside_it_is_asked_about(row, column, meant):
    (text,) = refused(row)
    remedy = f"Did you mean “{meant}”? If it is a different place, add it on the Places page first."
    assert text == f"row 2, {column}. {remedy}"


def test_a_name_near_to_one_elsewhere_or_already_there_is_no_slip():
    Team.objects.create(name="Ipswitch", unit=DeliveryUnit.objects.get(name="Suffolk"))
    imported(("East", "Suffolk", "Ipswitch", "Ada Fenwick"), ("East", "Norfolk", "Ipswitch"), ("North", "Sufolk"))
    assert Team.objects.filter(name="Ipswitch").count() == 2


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_rows():
    texts = refused(
        ("East", "Sufolk", "Ipswitch", "Tom Orwel", "Boss", "Delia March"),
        ("", "Suffolk", "Ipswich", "Ada Fenwick"),
        ("Easst", "Suffolk", "Lowestofft", "Ada Fenwick", "PO", "Nobody Known"),
    )
    assert [text.split(". ")[0] for text in texts] == [
        "row 2, column B (PDU): “Sufolk”",
        "row 2, column C (team): “Ipswitch”",
        "row 2, column D (practitioner): “Tom Orwel”",
        "row 2, column E (grade): “Boss”",
        "row 2, column F (SPO): “Delia March”",
        "row 3, column A (region): Fill in the region: every row needs it.",
        "row 4, column A (region): “Easst”",
        "row 4, column C (team): “Lowestofft”",
        "row 4, column F (SPO): “Nobody Known”",
    ]


def test_a_grade_that_cannot_be_read_is_told_once_and_not_by_all_who_name_the_spo():
    ipswich = ("East", "Suffolk", "Ipswich")
    (text,) = refused((*ipswich, "Delia Marsh", "SP0"), (*ipswich, "Tom Orwell"), (*ipswich, "Ada", "", "Delia Marsh"))
    assert text.startswith("row 2, column E (grade): “SP0”. ")


def test_a_slip_in_ones_own_region_is_asked_about_and_offers_no_place_that_one_may_not_add():
    (text,) = refused(("Easst", "Suffolk", "Ipswich"), by=an_administrator("Suffolk"))
    assert text == "row 2, column A (region): “Easst”. Did you mean “East”?"


def test_names_in_the_places_of_others_are_no_hint():
    by = an_administrator("Ipswich")
    Practitioner.objects.create(name="Jo Penn", team=Team.objects.get(name="Lowestoft"))
    assert "Did you mean" not in "".join(refused(("East", "Suffolk", "Lowestofft"), ("Nort", "Tyne"), by=by))
    imported(("East", "Suffolk", "Ipswich", "Jo Pennn"), by=by)


@pytest.mark.parametrize("name", ["Tom Orwel", "Tóm Orwell", "Orwell, Tom", "Orwell Tom", "Tom-Orwell"])
def test_somebody_new_with_nearly_the_name_of_one_in_the_unit_is_asked_about(name):
    (text,) = refused(("East", "Suffolk", "Ipswich", name))
    told = "Did you mean “Tom Orwell”? If this is someone else, add them on the page of the PDU first."
    assert text == f"row 2, column D (practitioner): “{name}”. {told}"


def test_nearly_the_name_of_somebody_in_another_unit_is_somebody_else():
    imported(("East", "Norfolk", "Norwich", "Tom Orwel"))
    assert person("Tom Orwel").pk != person("Tom Orwell").pk


def test_who_has_left_is_told_as_left():
    Practitioner.objects.filter(name="Delia Marsh").update(left_on="2026-05-01")
    left, spo = refused(
        ("East", "Suffolk", "Ipswich", "Delia Marsh"), ("East", "Suffolk", "Ipswich", "Ada", "PO", "Delia Marsh")
    )
    assert "They left on 01/05/2026. Remove the row, or clear that date on their page first." in left
    assert "row 3, column F (SPO)" in spo


def test_who_is_there_is_brought_up_to_date_and_keeps_the_old_values():
    result = imported(
        ("east", "SUFFOLK", "lowestoft", "tom orwell", "PSO", "Ada Fenwick"),
        ("East", "Suffolk", "Ipswich", "Ada Fenwick", "SPO"),
    )
    assert (result.added["practitioner"], result.changed, result.unchanged) == (1, 1, 0)
    tom = person("Tom Orwell")
    assert (str(tom.team), tom.grade, tom.spo.name) == ("Lowestoft", "PSO", "Ada Fenwick")
    assert [old.grade for old in tom.history.all()] == ["PSO", "PO"]
    assert tom.history.last().spo.name == "Delia Marsh"


def test_a_list_imported_twice_changes_nothing_the_second_time():
    rows = [
        ("East", "Suffolk", "Ipswich", "Tom Orwell", "PO", "Delia Marsh"),
        ("East", "Norfolk", "Norwich", "Jo Penn"),
    ]
    imported(*rows)
    history = [model.history.count() for model in KEPT]
    result = imported(*rows)
    assert (set(result.added.values()), result.changed, result.unchanged) == ({0}, 0, 2)
    assert [model.history.count() for model in KEPT] == history


def test_a_blank_cell_changes_nothing_and_nobody_outside_the_list_is_touched():
    result = imported(("East", "Suffolk", "Ipswich", "Tom Orwell"))
    assert (result.changed, result.unchanged) == (0, 1)
    tom = person("Tom Orwell")
    assert (tom.grade, tom.spo.name) == ("PO", "Delia Marsh")
    assert Practitioner.objects.count() == 3


def test_an_spo_is_one_of_that_grade_in_the_unit():
    texts = refused(
        ("East", "Suffolk", "Ipswich", "Ada Fenwick", "PO", "Tom Orwell"),
        ("East", "Norfolk", "Norwich", "Jo Penn", "PO", "Delia Marsh"),
        ("East", "Norfolk", "Norwich", "Sam Reed", "PO", "Nobody Known"),
    )
    assert [text.split(".")[0] for text in texts] == [
        "row 2, column F (SPO): “Tom Orwell”",
        "row 3, column F (SPO): “Delia Marsh”",
        "row 4, column F (SPO): “Nobody Known”",
    ]
    assert "add a row for them with the grade SPO" in texts[0]


def test_somebody_becomes_an_spo_by_the_same_list():
    imported(
        ("East", "Suffolk", "Ipswich", "Ada Fenwick", "PO", "Tom Orwell"),
        ("East", "Suffolk", "Ipswich", "Tom Orwell", "SPO"),
    )
    assert person("Ada Fenwick").spo.grade == "SPO"


def test_an_spo_steps_down_only_where_nobody_is_left_with_them():
    down = ("East", "Suffolk", "Ipswich", "Delia Marsh", "PO")
    assert "This SPO still has practitioners" in refused(down)[0]
    new = ("East", "Suffolk", "Ipswich", "Ada Fenwick", "SPO")
    imported(down, new, ("East", "Suffolk", "Ipswich", "Tom Orwell", "PO", "Ada Fenwick"))
    assert person("Delia Marsh").grade == "PO"


def test_of_two_people_of_one_name_the_team_tells_which_is_meant():
    for team in ("Ipswich", "Lowestoft"):
        Practitioner.objects.create(name="Jo Penn", team=Team.objects.get(name=team))
    imported(("East", "Suffolk", "Lowestoft", "Jo Penn", "PSO"))
    assert Practitioner.objects.get(name="Jo Penn", team__name="Lowestoft").grade == "PSO"
    assert "The PDU has several people with this name" in refused(("East", "Suffolk", "Bungay", "Jo Penn"))[0]


INTO = {
    "Wales": ("Wales", "Gwent"),
    "North": ("North", "Tees"),
    "Tyne": ("North", "Tyne", "Hebburn"),
    "Jarrow": ("North", "Tyne", "Jarrow", "Ada Fenwick"),
    "Cambs": ("East", "Cambs"),
    "Norwich": ("East", "Norfolk", "Norwich", "Jo Penn"),
    "Bungay": ("East", "Suffolk", "Bungay"),
    "Lowestoft": ("East", "Suffolk", "Lowestoft", "Ada Fenwick"),
    "Ipswich": ("East", "Suffolk", "Ipswich", "Ada Fenwick"),
}
OPEN_TO = {
    "nation": set(INTO),
    "East": {"Cambs", "Norwich", "Bungay", "Lowestoft", "Ipswich"},
    "Suffolk": {"Bungay", "Lowestoft", "Ipswich"},
    "Ipswich": {"Ipswich"},
}


@pytest.mark.parametrize("into", INTO)
@pytest.mark.parametrize("of", OPEN_TO)
def test_a_list_reaches_only_the_places_of_whoever_imports_it(of, into):
    by = an_administrator(of)
    if into in OPEN_TO[of]:
        imported(INTO[into], by=by)
    else:
        (text,) = refused(("East", "Suffolk", "Ipswich", "Tom Orwell", "PSO"), INTO[into], by=by)
        assert text.startswith("row 3, column ")
        assert "You do not administer this place" in text


def test_what_lies_in_the_places_of_others_is_not_told():
    by = an_administrator("Suffolk")
    there, missing = refused(("North", "Tyne", "Jarrow"), ("North", "Nowhere", "Nothing"), by=by)
    assert there.replace("row 2", "row 3") == missing == missing.replace("Tyne", "Nowhere")


def test_nobody_is_taken_from_a_team_that_one_does_not_administer():
    by = an_administrator("Ipswich")
    Practitioner.objects.create(name="Jo Penn", team=Team.objects.get(name="Lowestoft"))
    (text,) = refused(("East", "Suffolk", "Ipswich", "Jo Penn"), by=by)
    assert "in a team that you do not administer" in text


def test_nobody_moves_a_practitioner_by_a_list_to_where_they_would_see_the_cases():
    by = an_administrator("Suffolk")
    Membership.objects.create(user=by, role=Role.SPO, team=Team.objects.get(name="Lowestoft"))
    imported(("East", "Suffolk", "Lowestoft", "Ada Fenwick"), by=by)
    (text,) = refused(("East", "Suffolk", "Lowestoft", "Tom Orwell"), by=by)
    assert text == (
        "row 2, column C (team): “Lowestoft”. You have a role in Lowestoft yourself, so you would see these cases. "
        "Ask another administrator."
    )


@pytest.mark.slow
def test_a_large_list_costs_few_queries(django_assert_max_num_queries):
    rows = [("East", f"PDU {n % 20}", f"Team {n % 60}", f"Person {n}", "PO" if n % 10 else "SPO") for n in range(600)]
    with django_assert_max_num_queries(60):
        imported(*rows)
    assert "Person 599" in names(Practitioner.objects.all())
