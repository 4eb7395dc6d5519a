"""From the cells of a sheet to a checked list of places and practitioners, and everything that can be wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.staff_files import HEADINGS, problems_of, staff_of

TOM = ("East", "Suffolk", "Ipswich", "Tom Orwell", "PO", "Delia Marsh")


def problem(*rows, **options):
    """The text of the only problem."""
    (only,) = staff_of(*rows, **options).problems.first
    return str(only)


def test_a_row_is_read_by_its_headings():
    (row,) = staff_of(TOM).rows
    assert (row.number, row.region, row.unit, row.team) == (2, "East", "Suffolk", "Ipswich")
    assert (row.practitioner, row.grade, row.spo) == ("Tom Orwell", "PO", "Delia Marsh")


@pytest.mark.parametrize(
    "headings",
    [
        ["REGION", "Delivery Unit", "Office", "Name", "Role", "Senior Probation Officer"],
        ["Region", "LDU", "Team", "Officer", "Grade", "SPO name"],
        ["Probation  Region", "Probation Delivery Unit", "team or office", "PP name", "job title", "line manager"],
    ],
)
def test_headings_may_be_written_in_the_ways_that_people_use(headings):
    staff = staff_of(TOM, headings=headings)
    assert not staff.problems
    assert (staff.rows[0].unit, staff.rows[0].spo) == ("Suffolk", "Delia Marsh")


def test_columns_may_stand_in_any_order_below_a_title_and_others_are_listed():
    staff = staff_of(
        ["Staff of March"], [], ["grade", "PDU", "Phone", "region"], ["", "Suffolk", "1", "East"], headings=None
    )
    assert staff.ignored == ["Phone"]
    assert [(row.number, row.region, row.unit) for row in staff.rows] == [(4, "East", "Suffolk")]


@pytest.mark.parametrize("row", [("East", "Suffolk"), ("East", "Suffolk", "Ipswich")])
def test_a_row_may_stop_at_a_place(row):
    staff = staff_of(row)
    assert not staff.problems
    assert staff.rows[0].practitioner == ""


@pytest.mark.parametrize(
    ("written", "grade"), [("po", "PO"), ("Probation Officer", "PO"), ("pqip", "PQiP"), ("SPO", "SPO"), ("", "")]
)
def test_a_grade_may_be_written_as_code_or_name(written, grade):
    assert staff_of((*TOM[:4], written)).rows[0].grade == grade


def test_spaces_too_many_are_no_part_of_a_name():
    assert staff_of((" East ", "Suffolk", "Bury  St\u00a0Edmunds")).rows[0].team == "Bury St Edmunds"


def test_an_unknown_grade_is_told_with_its_place_and_what_is_allowed():
    assert problem((*TOM[:4], "Officer 2")) == (
        "row 2, column E (grade): “Officer 2”. This is not a grade. Use one of: PO, PSO, PQiP, SPO."
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("", "Suffolk", "Ipswich"), "column A (region)"),
        (("East", "", "Ipswich"), "column B (PDU)"),
        (("East", "Suffolk", "", "Tom Orwell"), "column C (team)"),
        (("East", "Suffolk", "Ipswich", "", "PO"), "column D (practitioner)"),
        (("East", "Suffolk", "Ipswich", "", "", "Delia Marsh"), "column D (practitioner)"),
    ],
)
def test_a_gap_is_told_at_the_cell_that_is_empty(row, column):
    assert problems_of(staff_of(row)) == [(2, column, "")]
    assert "Fill in" in problem(row)


def test_a_practitioner_stands_once_in_a_unit_and_may_stand_in_two_units():
    staff = staff_of(TOM, ("EAST", "suffolk", "Lowestoft", "tom orwell"), ("East", "Norfolk", "Norwich", "Tom Orwell"))
    assert problems_of(staff) == [(3, "column D (practitioner)", "tom orwell")]
    assert "is already in row 2" in str(staff.problems.first[0])


def test_a_place_without_practitioner_stands_once():
    staff = staff_of(("East", "Suffolk", "Ipswich"), TOM, ("East", "Suffolk", "IPSWICH"), ("East", "Suffolk"))
    assert problems_of(staff) == [(4, "column C (team)", "IPSWICH")]


def test_nobody_is_their_own_spo():
    assert "A person cannot be their own SPO" in problem((*TOM[:5], "TOM ORWELL"))


@pytest.mark.parametrize(("position", "longest"), [(0, 100), (1, 100), (2, 100), (3, 150), (5, 150)])
def test_a_name_that_does_not_fit_is_refused_here_and_not_by_the_database(position, longest):
    row = list(TOM)
    row[position] = "x" * (longest + 1)
    assert f"at most {longest} characters" in problem(row)


@pytest.mark.parametrize("position", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("name", ["East\u200b", "\ufeff", "=1+1"])
def test_what_is_no_name_is_told_at_its_cell(position, name):
    row = list(TOM)
    row[position] = name
    assert problems_of(staff_of(row)) == [(2, f"column {'ABCDEF'[position]} ({HEADINGS[position]})", name)]


def test_a_heading_may_stand_only_once():
    headings = [*HEADINGS, "Office"]
    assert problem(TOM, headings=headings) == (
        "row 1, column G: “Office”. There are two columns for the team. Remove or rename one."
    )


def test_a_sheet_without_the_headings_is_told_what_stands_there_and_which_sheets_there_are():
    text = problem(TOM, headings=["Area", "Place"], names=("Staff", "People"))
    assert text.startswith("file: “Area, Place”. No row with the headings “region” and “PDU”")
    assert text.endswith("or choose another sheet: People.")


def test_a_list_without_rows_is_refused():
    assert "There are no rows below the headings" in problem(["", " "])


CELLS = st.sampled_from([*HEADINGS, "East", "Suffolk", "Tom", "PO", "SPO", "", " "]) | st.text(max_size=5)


@pytest.mark.slow
@given(rows=st.lists(st.lists(CELLS, max_size=7), max_size=8), headed=st.booleans())
def test_whatever_stands_in_a_sheet_is_read_or_refused_in_single_lines(rows, headed):
    staff = staff_of(*rows, headings=HEADINGS if headed else None)
    assert staff.rows or staff.problems
    assert all(len(str(problem).splitlines()) == 1 for problem in staff.problems.first)
    if not staff.problems:
        assert all(row.region and row.unit for row in staff.rows)
