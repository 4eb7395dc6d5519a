"""Nobody who is restricted is drawn or told: whatever the heading, the cell or the row that says so."""

import json

import pytest

from cases.extract_columns import field_by, find_headings, key_of, read_columns
from cases.restricted_cases import NOBODY, RESTRICTED, RestrictedRows, what_is_said
from tests.cases.extract_files import HEADINGS, a_row, draw_of
from tests.cases.test_extracts import refusal


@pytest.mark.parametrize(
    "heading",
    [
        *("Restricted (LAO)", "LAO (Y/N)", "Limited access (LAO)", "LAO status", "LAO Indicator", "LAO type", "Is LAO"),
        *("LAO marker", "Access restrictions", "Restricted/Excluded", "Restriction flag", "Exclusions", "L.A.O."),
        *(
            "Restricted record",
            "Case restricted",
            "Sensitive case",
            "Sensitivity",
            "Limited-access",
            "IsLAO",
            "Flag (LAO)",
        ),
        *("Restricted_Access", "CaseRestricted", "Excluded from"),
    ],
)
def test_a_heading_that_may_mark_restricted_cases_is_read_so(tmp_path, heading):
    assert field_by(heading) == "restricted"
    sample = draw_of(tmp_path, [*a_row(1), "Y"], [*a_row(2), "N"], headings=[*HEADINGS, heading])
    assert (sample.excluded, [pick.reference for pick in sample.picks]) == ({"restricted": 1}, ["X000002"])


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Gender (M/F)", "sex"), ("Start date (dd/mm/yyyy)", "start_date"), ("RoSH (level)", "rosh_level")],
)
def test_what_stands_in_brackets_in_a_heading_explains_it(heading, field):
    assert field_by(heading) == field
    assert key_of("Date (start)") != key_of("Date (end)")


@pytest.mark.parametrize(
    ("heading", "value"), [("Exclusion notes", "see file"), ("Unrestricted", "Y"), ("Not LAO", "N")]
)
def test_a_mark_that_nobody_could_read_has_to_be_chosen(tmp_path, heading, value):
    rows = [[*a_row(n), value] for n in range(9)]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, heading])
    assert ([column.heading for column in sample.columns if column.unclear], sample.picks) == ([heading], ())
    assert draw_of(tmp_path, *rows, headings=[*HEADINGS, heading], mapping={heading: ""}).eligible == 9


def test_of_several_marks_each_counts_also_where_one_was_chosen(tmp_path):
    rows = [[*a_row(1), "Y", "N"], [*a_row(2), "N", "Y"], [*a_row(3), "N", "N"]]
    headings = [*HEADINGS, "Marker", "LAO status"]
    assert draw_of(tmp_path, *rows, headings=headings, mapping={"Marker": "restricted"}).excluded == {"restricted": 2}


def test_a_mark_above_a_heading_of_two_rows_is_read():
    rows = [["CRN", "Order", "", "Restricted", ""], ["", "Start date", "Type", "Y/N", "Since"], ["X1", "", "", "", ""]]
    assert find_headings(rows, {}).fields["restricted"] == (3, 4)
    title = [["OFFICIAL SENSITIVE"], ["CRN", "Start date", "Tier"]]
    assert "restricted" not in find_headings(title, {}).fields


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "Restricted",
            "LAO",
            "lao",
            "L.A.O.",
            "Limited access",
            "Restricted_Access",
            "RestrictedCase",
            "Access denied",
        ),
        *("Excluded", "Exclusion", "LAO - see manager", "** RESTRICTED **", "Teal, Ben (LAO)", "ADVP; LAO", "LAO case"),
        *("Restr\u200bicted", "ＬＡＯ", "This case is restricted"),
    ],
)
@pytest.mark.parametrize("column", ["team", "officer", "notes", "registrations", "crn"])
def test_a_cell_of_any_column_that_says_so_leaves_the_row_out(tmp_path, cell, column):
    row = [*a_row(2, rosh="SecretA"), "", ""]
    row[[*HEADINGS, "Notes", "Registrations"].index({"crn": "CRN"}.get(column, column.capitalize()))] = cell
    sample = draw_of(tmp_path, [*a_row(1), "", ""], row, headings=[*HEADINGS, "Notes", "Registrations"])
    assert sample.excluded == {"restricted": 1}
    assert "Secret" not in json.dumps(sample.as_json())


@pytest.mark.parametrize(
    "cell",
    [
        *("Exclusion requirement", "Restricted movement", "Not restricted", "LAO: no", "Lao", "Lao Mallow", "Milao"),
        *("Limited compliance", "Bail denied", "Unrestricted", "He was excluded from school in 2019", "", "5"),
    ],
)
def test_other_texts_leave_nobody_out(cell):
    assert not RestrictedRows(("CRN", "Notes"), (), ()).has(["X000001", cell])


def test_an_exclusion_among_requirements_is_one_of_them():
    rows = RestrictedRows(("CRN", "Requirements", "Notes"), (), ())
    assert not rows.has(["X000001", "Curfew; Exclusion", ""])
    assert rows.has(["X000001", "", "Exclusion"])
    assert rows.has(["X000001", "Restricted", ""])
    assert what_is_said("limited access " * 5_000) in ("", RESTRICTED), "in no time at all"


def test_who_is_restricted_on_one_row_is_so_on_every_row(tmp_path):
    rows = [
        a_row(1, rosh="SecretA"),
        a_row(2),
        a_row(1, name="Restricted", start="03/05/2023"),
        a_row(1, crn="x-000001", team="SecretB", start="01/01/2021"),
    ]
    sample = draw_of(tmp_path, *rows)
    assert (sample.excluded, sample.rows, sample.eligible) == ({"restricted": 3}, 4, 1)
    assert "Secret" not in json.dumps(sample.as_json())
    assert "X000001" not in json.dumps(sample.as_json())
    assert (sample.unknown, sample.problems, sample.problem_count) == ((), (), 0)


def test_without_a_crn_the_person_is_told_by_name_and_date_of_birth(tmp_path):
    headings = [*HEADINGS, "DOB", "LAO"]
    rows = [
        [*a_row(1, crn="2023/1", name="Ivy Lovage"), "1/1/1990", "Y"],
        [*a_row(2, crn="2023/2", name=" IVY  Lovage"), "1990-01-01", "N"],
        [*a_row(3, name="Ivy Lovage"), "1/1/1990", "N"],
        [*a_row(4, name="Ivy Lovage"), "2/1/1990", "N"],
    ]
    sample = draw_of(tmp_path, *rows, headings=headings)
    assert ([pick.reference for pick in sample.picks], sample.excluded) == (["X000004"], {"restricted": 3})


def test_no_sample_of_a_column_is_of_a_restricted_person():
    rows = [["CRN", "Start date", "Name", "LAO"], ["X000001", "1/2/2024", "Ivy", ""], ["X000001", "1/2/2024", "", "Y"]]
    columns = read_columns(find_headings(rows, {}), rows[1:], {}, NOBODY)
    assert {column.samples for column in columns} == {()}


def test_a_column_of_names_is_no_column_of_marks(tmp_path):
    note = "No column tells restricted cases: make sure that the extract holds none."
    assert note in draw_of(tmp_path, a_row(1)).notes
    assert note not in draw_of(tmp_path, [*a_row(1), "N"], headings=[*HEADINGS, "LAO"]).notes


def test_an_extract_without_headings_tells_no_value_of_its_first_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("X000001,Rowan Tansy,Male,Custody,LAO,03/04/2023\nX000002,Ivy Lovage,Male,Custody,,04/04/2023\n")
    text = refusal(path)
    assert "has no headings" in text
    assert "CRN and Start date are needed" in text
    assert not {"Rowan", "Tansy", "X000001", "Ivy"} & set(text.replace(",", " ").split())
