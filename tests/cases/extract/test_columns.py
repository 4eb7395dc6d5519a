"""How columns are read: headings in many words, one above the other or merged, and what a user has to choose."""

import pytest

from cases.extract.headings.columns import read_columns
from cases.extract.headings.fields import FIELD_OF, FIELDS
from cases.extract.headings.find import find_headings, fullest_row_as_headings, heading_key
from cases.extract.restricted.people import NO_ONE_KNOWN
from cases.extract.restricted.showable_rows import ShowableRows


def fields_of(*rows, mapping=None):
    """{field: headings of its columns}."""
    headings = find_headings(rows, mapping or {})
    return {name: [headings.texts[at] for at in columns] for name, columns in headings.fields.items()}


@pytest.mark.parametrize("heading", ["CRN", " crn ", "Case Ref.", "Case reference number (CRN)", "case_ref"])
def test_capitals_signs_and_brackets_in_a_heading_do_not_matter(heading):
    assert fields_of([heading, "Start date"])["reference"] == [" ".join(heading.split())]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Order type", "sentence_type"),
        ("Disposal", "sentence_type"),
        ("Commencement date", "start_date"),
        ("Release date", "release_date"),
        ("ROSH level", "rosh_level"),
        ("Gender", "sex"),
        ("Ethnicity", "ethnicity"),
        ("Offender Manager", "practitioner"),
        ("PP name", "practitioner"),
        ("Allocated officer", "practitioner"),
        ("LDU", "unit"),
        ("PDU", "unit"),
        ("Cluster", "unit"),
        ("Team", "team"),
        ("Registrations", "flags"),
        ("LAO", "restricted"),
        ("Custody status", "custody"),
        ("PSR", "court_report"),
        ("DOB", "date_of_birth"),
    ],
)
def test_a_field_goes_by_the_headings_of_the_case_record(heading, field):
    assert FIELD_OF[heading_key(heading)] == field


def test_every_known_heading_is_written_as_headings_are_compared():
    assert [heading for heading in FIELD_OF if heading_key(heading) != heading] == []
    assert sum(len(field.headings) for field in FIELDS.values()) == len(FIELD_OF), "one heading means one field"


def test_titles_above_the_headings_are_passed_over():
    rows = [["Caseload of Suffolk PDU"], [], ["", "", ""], ["CRN", "Start date", "Team"], ["X1", "1/2/2024", "Ipswich"]]
    assert find_headings(rows, {}).row == 3


def test_of_two_heading_rows_the_second_is_read_with_the_merged_ones_above_it():
    rows = [["CRN", "Sentence", "", "", "Team"], ["", "Type", "Start date", "End date", ""], ["X1", "CO", "", "", ""]]
    found = find_headings(rows, {})
    assert (found.row, found.texts) == (1, ("CRN", "Sentence Type", "Sentence Start date", "Sentence End date", "Team"))


def test_two_columns_for_one_field_are_unclear_until_one_is_chosen():
    rows = [["CRN", "Start date", "Commencement date"], ["X1", "1/2/2024", "1/3/2024"]]
    columns = read_columns(find_headings(rows, {}), rows[1:], {})
    assert [column.unclear for column in columns] == [False, True, True]
    mapping = {"Commencement date": "start_date"}
    columns = read_columns(find_headings(rows, mapping), rows[1:], mapping)
    assert [(column.field, column.unclear) for column in columns] == [
        ("reference", False),
        ("", False),
        ("start_date", False),
    ]


def test_a_column_that_a_user_does_not_want_is_not_read():
    assert "sex" not in fields_of(["CRN", "Start date", "Sex"], mapping={"sex": ""})


def test_values_that_do_not_fit_make_a_column_unclear():
    rows = [["CRN", "Start", "Sex"], *([f"X{n}", "1/2/2024", "Tuesday"] for n in range(9))]
    assert [column.unclear for column in read_columns(find_headings(rows, {}), rows[1:], {})] == [
        False,
        False,
        True,
    ]


def test_first_name_and_surname_and_several_columns_of_flags_are_read_together():
    fields = fields_of(["CRN", "Start date", "First name", "Surname", "Registers", "Flags", "LAO", "Exclusion"])
    assert [fields[name] for name in ("person_name", "flags", "restricted")] == [
        ["First name", "Surname"],
        ["Registers", "Flags"],
        ["LAO", "Exclusion"],
    ]


def test_without_known_headings_the_first_full_row_is_shown_for_a_choice():
    rows = [["Extract"], ["Alpha", "Beta"], ["X1", "1/2/2024"]]
    assert find_headings(rows, {}) is None
    assert fullest_row_as_headings(rows, {}).texts == ("Alpha", "Beta")
    assert find_headings(rows, {"alpha": "reference", "Beta": "start_date"}).row == 1


def test_no_value_of_a_restricted_case_is_shown():
    headings = find_headings([["CRN", "Start date", "Name", "LAO"]], {})
    rows = [["X1", "1/2/2024", "Rowan", "N"], ["X2", "1/2/2024", "Restricted", "N"], ["X3", "1/2/2024", "Ivy", "Y"]]
    to_show = ShowableRows(headings, NO_ONE_KNOWN)
    for row in rows:
        to_show.note(row)
    assert [row[0] for row in to_show.open_rows(rows)] == ["X1"]


def test_two_columns_of_one_heading_are_told_apart_so_that_either_can_be_chosen():
    rows = [["CRN", "Start date", "Start date"]]
    assert find_headings(rows, {}).texts == ("CRN", "Start date", "Start date no. 2")
    for heading, column in (("Start date", 1), ("start date no. 2", 2)):
        assert find_headings(rows, {heading: "start_date"}).places["start_date"] == column


def test_two_columns_chosen_for_one_field_are_still_unclear():
    rows, mapping = [["CRN", "Begun", "Freed"]], {"Begun": "start_date", "Freed": "start_date"}
    columns = read_columns(find_headings(rows, mapping), [], mapping)
    assert [column.unclear for column in columns] == [False, True, True]
