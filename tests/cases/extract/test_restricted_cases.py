"""No restricted person is drawn or mentioned, whatever the heading, the cell or the row that says so."""

import json

import pytest

from cases.extract.restricted.masks import RESTRICTED
from cases.extract.restricted.rows import RestrictedRows
from cases.extract.restricted.words import restriction_in
from tests.cases.extract.test_read import refusal
from tests.cases.extract.test_restriction_columns import CLEAR_NO
from tests.cases.extract_files import HEADINGS, a_row, draw_of


@pytest.mark.parametrize(
    "cell",
    [
        "Restricted",
        "LAO",
        "lao",
        "L.A.O.",
        "Limited access",
        "Restricted_Access",
        "RestrictedCase",
        "Access denied",
        "Excluded",
        "Exclusion",
        "LAO - see manager",
        "** RESTRICTED **",
        "Teal, Ben (LAO)",
        "ADVP; LAO",
        "LAO case",
        "Restr\u200bicted",
        "ＬＡＯ",
        "This case is restricted",
        "Access to this record is restricted",
        "ADVP LAO",
        "Access restricted to Ipswich team",
        "You are restricted from viewing this record",
        "RCPR + LAO",
        "RLAO",
        "Restricted since 2020",
        "Limited access since 2021",
        "Restricted:X",
        "Case subject to restriction",
        "Person is LAO since May",
        "You are excluded from viewing this record",
        "ADVP\tLAO",
        "LAO - do not discuss",
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
        "Exclusion requirement",
        "Restricted movement",
        "Not restricted",
        "LAO: no",
        "Lao",
        "Lao Mallow",
        "Milao",
        "Limited compliance",
        "Bail denied",
        "Unrestricted",
        "He was excluded from school in 2019",
        "",
        "5",
        "Access to children restricted by the court",
        "Limited access to the internet",
        "No restrictions on access",
    ],
)
def test_other_texts_leave_no_one_out(cell):
    assert not RestrictedRows(("CRN", "Notes"), (), {}).has(["X000001", cell])


def test_an_exclusion_among_requirements_is_one_of_them():
    rows = RestrictedRows(("CRN", "Requirements", "Notes"), (), {})
    assert not rows.has(["X000001", "Curfew; Exclusion", ""])
    assert rows.has(["X000001", "", "Exclusion"])
    assert rows.has(["X000001", "Restricted", ""])
    assert restriction_in("limited access " * 5_000) in ("", RESTRICTED), "in no time at all"


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


@pytest.mark.parametrize("cell", ["lao", "Restricted movement", "advp/lao", "Excluded"])
def test_among_flags_every_word_of_restriction_counts(tmp_path, cell):
    rows = [[*a_row(1), "ADVP"], [*a_row(2), cell], [*a_row(3), "Exclusion requirement"]]
    assert draw_of(tmp_path, *rows, headings=[*HEADINGS, "Registrations"]).excluded == {"restricted": 1}


CLEAR_NO += ["Not sensitive", "Sensitive: No", "No - checked", "None recorded", "Neg", "Not a LAO", "No/No", "☐"]


@pytest.mark.parametrize(
    ("heading", "cell", "excluded"),
    [
        ("Nationality", "LAO", {}),
        ("Preferred language", "lao", {}),
        ("Ethnicity", "Asian - LAO", {}),
        ("Country of birth", "LAO", {}),
        ("Religion", "Information withheld", {}),
        ("Ethnicity", "Withheld", {}),
        ("Phone", "withheld", {}),
        ("Address", "Withheld", {}),
        ("Sexual orientation", "Sensitive", {}),
        ("Nationality", "LAO - restricted record", {"restricted": 1}),
        ("Address", "Restricted", {"restricted": 1}),
        ("Employment", "Excluded", {"held_aside": 1}),
        ("Notes", "limited access to transport", {"held_aside": 1}),
        ("Notes", "access restricted by employer: no", {"held_aside": 1}),
        ("SPO", "Minh LAO", {"held_aside": 1}),
        ("SPO", "LAO, Minh", {"held_aside": 1}),
        ("SPO", "Lao Minh", {}),
    ],
)
def test_what_is_about_one_thing_alone_restricts_no_case(tmp_path, heading, cell, excluded):
    sample = draw_of(tmp_path, *([*a_row(n), cell if n == 1 else ""] for n in range(3)), headings=[*HEADINGS, heading])
    assert sample.excluded == excluded


@pytest.mark.parametrize(
    ("marked", "other"),
    [
        (("X000002 (LAO)", "Restricted"), ("X000002", "Ivy Lovage")),
        (("X000002*", "Ivy"), ("X000002", "Ivy Lovage")),
        (("X000002", "Ivy Lovage"), ("LOC/1", "Ivy Lovage")),
        (("X000002", "Ivy Lovage"), ("", "Ivy Lovage")),
        (("LOC/1", "Lovage, Ivy"), ("LOC/2", "Ivy Lovage")),
        (("Total", "Ivy Lovage"), ("LOC/2", "Ivy Lovage")),
        (("X000002", "Ivy"), ("Ｘ０００００２", "Ivy Lovage")),
    ],
)
def test_another_row_of_the_person_is_found_however_its_reference_is_written(tmp_path, marked, other):
    rows = [
        [*a_row(n, crn=crn, name=name, rosh="SecretA"), "1/1/1990", mark]
        for n, mark, (crn, name) in ((1, "Y", marked), (2, "N", other))
    ]
    sample = draw_of(tmp_path, *rows, [*a_row(3), "2/2/1990", "N"], headings=[*HEADINGS, "DOB", "LAO"])
    assert [pick.reference for pick in sample.picks] == ["X000003"]
    assert "Secret" not in json.dumps(sample.as_json())
    assert "Ivy" not in json.dumps(sample.as_json())


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


def test_nothing_is_told_of_a_row_without_a_crn_where_the_name_has_two_columns(tmp_path):
    headings = ["CRN", "Surname", "Forename", "DOB", "Sex", "Sentence type", "Start date", "RoSH", "LAO"]
    cells = ("Lovage", "Ivy", "1/1/1990", "F", "Community order", "03/04/2023", "Low")
    sample = draw_of(tmp_path, ["X000002", *cells, "Y"], ["", *cells, "N"], headings=headings)
    assert (sample.excluded, sample.problems) == ({"restricted": 2}, ())


@pytest.mark.parametrize(
    ("headings", "row", "marked"),
    [
        (["CRN", "Start date", "Name", "Sex", "Sex"], ["X000009", "1/2/2024", "Ivy Lovage", "F", "F"], {}),
        (["CRN", "CRN", "Start date", "Name", "Sex"], ["X000009", "7", "1/2/2024", "Ivy Lovage", "F"], {}),
        (["Number", "Officer", "Officer", "Name", "Begun"], ["X000009", "Ann", "Ann", "Ivy Lovage", "1/2/2024"], {}),
        (["Ref", "Begun", "Name", "Sex", "Sex"], ["LOC/9", "1/2/2024", "Ivy Lovage", "F", "F"], {0: "LOC/8"}),
    ],
)
@pytest.mark.parametrize("rows_between", [0, 400])
def test_where_columns_have_to_be_chosen_no_sample_is_of_a_restricted_person(
    tmp_path, headings, row, marked, rows_between
):
    others = [[f"X1{n:05}", *["Zoe"] * 4, "N"] for n in range(rows_between)]
    again = [marked.get(at, cell) for at, cell in enumerate(row)]
    sample = draw_of(tmp_path, [*row, "N"], *others, [*again, "Y"], headings=[*headings, "LAO"])
    assert sample.picks == ()
    stored = json.dumps(sample.as_json())
    assert [word for word in ("X000009", "Ivy", "Lovage", "Ann", "LOC", "1/2/2024") if word in stored] == []


@pytest.mark.slow
def test_an_extract_without_headings_tells_no_value_of_its_first_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("X000001,Rowan Tansy,Male,Custody,LAO,03/04/2023\nX000002,Ivy Lovage,Male,Custody,,04/04/2023\n")
    text = refusal(path)
    assert "has no headings" in text
    assert "CRN and Start date are needed" in text
    assert not {"Rowan", "Tansy", "X000001", "Ivy"} & set(text.replace(",", " ").split())
