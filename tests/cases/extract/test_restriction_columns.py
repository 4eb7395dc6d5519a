"""Columns that mark restricted cases are found by their headings, and their cells say yes, no, or neither."""

import pytest

from cases.extract.headings.find import field_of_heading, find_headings, heading_key
from tests.cases.extract_files import HEADINGS, a_row, draw_of


@pytest.mark.parametrize(
    "heading",
    [
        "Restricted (LAO)",
        "LAO (Y/N)",
        "Limited access (LAO)",
        "LAO status",
        "LAO Indicator",
        "LAO type",
        "Is LAO",
        "LAO marker",
        "Access restrictions",
        "Restricted/Excluded",
        "Restriction flag",
        "Exclusions",
        "L.A.O.",
        "Restricted record",
        "Case restricted",
        "Sensitive case",
        "Sensitivity",
        "Limited-access",
        "IsLAO",
        "Flag (LAO)",
        "Restricted_Access",
        "CaseRestricted",
        "Excluded from",
        "Restr.",
        "Ltd access",
        "NLAO",
        "Resticted",
        "Restiction",
    ],
)
def test_a_heading_that_may_mark_restricted_cases_is_read_so(tmp_path, heading):
    assert field_of_heading(heading) == "restricted"
    sample = draw_of(tmp_path, [*a_row(1), "Y"], [*a_row(2), "N"], headings=[*HEADINGS, heading])
    assert (sample.excluded, [pick.reference for pick in sample.picks]) == ({"restricted": 1}, ["X000002"])


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Gender (M/F)", "sex"), ("Start date (dd/mm/yyyy)", "start_date"), ("RoSH (level)", "rosh_level")],
)
def test_what_stands_in_brackets_in_a_heading_explains_it(heading, field):
    assert field_of_heading(heading) == field
    assert heading_key("Date (start)") != heading_key("Date (end)")


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Exclusion notes", "see file"),
        ("Unrestricted", "Y"),
        ("Not LAO", "N"),
        ("Access level", "Full"),
        ("Confidential", "N"),
        ("Do not view", "N"),
        ("Record locked", "N"),
        ("Witness protection", ""),
    ],
)
def test_a_user_decides_about_marks_that_cannot_be_read(tmp_path, heading, value):
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
    alone = [["", "", "", "LAO"], ["CRN", "Start date", "Tier", "Indicator"]]
    assert find_headings(alone, {}).fields["restricted"] == (3,)
    title = [["OFFICIAL SENSITIVE"], ["CRN", "Start date", "Tier"]]
    assert "restricted" not in find_headings(title, {}).fields


CLEAR_NO = ["None", "-", "Non-restricted", "Nonrestricted", "Non restricted", "Non LAO", "LAO: N", "LAO - No", "LAO=N"]
UNCLEAR = ["?", "Unknown", "#N/A", "tbc", ".", "Low", "✗", "N/K", "LAO?", "None known", "Access: no"]
YES = ["Y", "LAO=Y", "LAO - Yes", "No/Yes", "☑", "Pos", "2", "No access", "see file", "31/12/2024"]


@pytest.mark.parametrize(
    ("cell", "excluded"),
    [
        *((cell, {}) for cell in CLEAR_NO),
        *((cell, {"held_aside": 1}) for cell in UNCLEAR),
        *((cell, {"restricted": 1}) for cell in YES),
    ],
)
def test_a_column_of_marks_says_no_or_yes_and_what_is_neither_is_held_aside(tmp_path, cell, excluded):
    sample = draw_of(tmp_path, [*a_row(1), "N"], [*a_row(2), cell], headings=[*HEADINGS, "LAO"])
    assert sample.excluded == excluded
    assert [each[:2] for each in sample.held_aside] == ([(3, "I")] if "held_aside" in excluded else [])


def test_where_most_rows_go_by_a_column_of_marks_its_heading_is_told(tmp_path):
    sample = draw_of(tmp_path, *([*a_row(n), "Y"] for n in range(4)), headings=[*HEADINGS, "LAO flag"])
    note_on_marks = "4 because of the column “LAO flag”, whose values we read as marks: check what they say."
    assert [note_on_marks in note for note in sample.notes].count(True) == 1


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("LAO checked", "Y"),
        ("Restricted contact", "N"),
        ("Sensitive offence", "N"),
        ("Victim sensitive info", "N"),
        ("LAO end date", "01/01/2020"),
        ("Exclusions", "2"),
        ("Exclusion", "Portman Road"),
    ],
)
def test_a_heading_that_only_holds_the_word_has_to_be_chosen(tmp_path, heading, cell):
    sample = draw_of(tmp_path, *([*a_row(n), cell] for n in range(4)), headings=[*HEADINGS, heading])
    assert [column.heading for column in sample.columns if column.unclear] == [heading]


def test_a_column_of_names_is_no_column_of_marks(tmp_path):
    note = "No column shows restricted cases: make sure that the extract has none."
    assert note in draw_of(tmp_path, a_row(1)).notes
    assert note not in draw_of(tmp_path, [*a_row(1), "N"], headings=[*HEADINGS, "LAO"]).notes
