"""People with a masked name or reference are restricted; if that is doubtful, their rows are held aside."""

import json

import pytest

from tests.cases.extract_files import a_row, draw_from, draw_of
from tests.cases.spreadsheet_files import write_xlsx

HEADINGS = ["CRN", "Surname", "Forename", "DOB", "Sex", "Start date", "RoSH", "Team"]
USUAL = dict(zip(HEADINGS, ("X000002", "Tansy", "Ivy", "02/03/1980", "M", "02/06/2023", "Low", "Secret"), strict=True))
OTHERS = [[f"X10000{n}", f"Ash{n}", "Ann", f"0{n}/03/1980", "M", "01/06/2023", "Low", "Bangor"] for n in range(1, 4)]


def a_case(**cells):
    """A row of HEADINGS with these cells; further headings follow."""
    return list((USUAL | cells).values())


def drawn_with(folder, *rows, headings=HEADINGS, **given):
    """What a draw from three ordinary rows and these gives."""
    rows = [[*row, *[""] * (len(headings) - len(row))] for row in (*OTHERS, *rows)]
    return draw_of(folder, *rows, headings=headings, strata=(), **given)


REFUSALS = ["You do not have access to this record", "You do not have the required permissions", "Permission denied"]
REFUSALS += ["Permission required", "Forbidden", "403 Forbidden", "Not viewable", "Cannot be displayed"]
REFUSALS += ["Not available to you", "Contact your administrator", "You don't have permission to view this record"]
MASKS = ["*****", "**", "XXXXX", "xxxx", "X****", "***** *****", "●●●●", "[REDACTED]", "Name withheld", "Witheld"]
MASKS += ["Sensitive", "Sensitive case", "Access denied", "Not authorised to view", "Restricted record", "(LAO)"]


@pytest.mark.parametrize("cell", [*MASKS, *REFUSALS, "[hidden]", "LAOs", "L/A/O", "L-A-O", "LA0"])
@pytest.mark.parametrize("heading", ["CRN", "Surname", "Forename", "DOB"])
def test_a_mask_in_one_cell_that_tells_the_person_makes_the_row_restricted(tmp_path, cell, heading):
    sample = drawn_with(tmp_path, a_case(**{heading: cell}))
    assert (sample.excluded, sample.eligible, sample.problem_count) == ({"restricted": 1}, 3, 0)
    assert "Secret" not in json.dumps(sample.as_json())


def test_a_row_masked_in_every_cell_is_restricted_whatever_unit_is_asked_for(tmp_path):
    rows = [[*row, "Suffolk"] for row in OTHERS]
    masked = [["*****"] * 9, ["XXXXXXX", "XXXX", "XXXX", *[""] * 5, "Suffolk"]]
    sample = draw_of(tmp_path, *rows, *masked, headings=[*HEADINGS, "PDU"], strata=(), unit="Suffolk")
    assert (sample.excluded, sample.eligible) == ({"restricted": 2}, 3)


def test_masks_do_not_make_a_column_unclear(tmp_path):
    masked = [["*****"] * len(HEADINGS) for _ in range(5)]
    assert (drawn_with(tmp_path, *masked).eligible, drawn_with(tmp_path, *masked).excluded) == (3, {"restricted": 5})


@pytest.mark.parametrize("heading", ["Family name", "Name of person", "Alias", "PNC", "NOMS number", "Known as"])
def test_a_mask_counts_under_any_heading_that_tells_who_a_person_is(tmp_path, heading):
    for mapping in ({}, {heading: ""}):
        sample = drawn_with(tmp_path, [*a_case(), "*****"], headings=[*HEADINGS, heading], mapping=mapping)
        assert sample.excluded == {"restricted": 1}


NO_MASKS = ("Xu", "Maxx", "X", "A.", "Redact", "Sensky", "Lao", "O'Brien", "Withers-HasPractitioner", "Хасан", "-", "")
NO_NAMES = ("S.....", "#N/A", "ZZZZ", "ЖЖЖЖ", "?", "..", "0", "^^^^", "- -", "&#124;&#124;")
OTHER_SIGNS = ("ХХХХ", "××××", "&#42;&#42;&#42;", "ΧΧΧ", "Blanked", "Embargoed", "Witness Protection")
NAMES = ("Surname", "Forename")
CELLS = [
    *(({heading: cell}, None) for heading in NAMES for cell in NO_MASKS),
    ({"DOB": "########"}, None),  # too wide for its column
    *(({"DOB": cell}, "held_aside") for cell in ("XX/XX/1980", "01/xx/1980", "01/03/19*0")),
    *(({heading: cell}, "held_aside") for heading in NAMES for cell in NO_NAMES),
    *(({"Surname": cell}, "restricted") for cell in OTHER_SIGNS),
    *(({"CRN": cell}, "restricted") for cell in ("####", "XXXXXXX")),
    ({"Surname": "LAO"}, "held_aside"),  # may be a surname
    ({"Surname": "LAO", "Forename": "MINH"}, "held_aside"),
    ({"Surname": "Minh LAO"}, "held_aside"),
    ({"Surname": "LAO", "Forename": ""}, "restricted"),
    ({"Surname": "LAO", "Forename": "LAO"}, "restricted"),
    ({"Surname": "Ash (LAO)"}, "restricted"),
    ({"Surname": "LAO case"}, "restricted"),
]


@pytest.mark.parametrize(("cells", "why"), CELLS)
def test_masks_of_every_kind_leave_a_row_out_and_what_only_looks_like_one_does_not(tmp_path, cells, why):
    assert drawn_with(tmp_path, a_case(**cells)).excluded == ({why: 1} if why else {})


def test_where_restricted_people_are_found_without_a_column_of_marks_it_is_said_so(tmp_path):
    remedy = "we found some by other cells. Make sure that there are no more."
    assert [remedy in note for note in drawn_with(tmp_path, a_case(Surname="*****")).notes].count(True) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "S****",
        "Sm*th",
        "Smith*",
        "XX",
        "---",
        "???",
        "Not disclosed",
        "Restriced",
        "Name hidden",
        "Hidden",
        "No name available",
        "××",
        "Limited acess",
    ],
)
@pytest.mark.parametrize("heading", ["CRN", "Surname"])
def test_what_may_be_a_mask_is_held_aside_with_row_and_column(tmp_path, cell, heading):
    sample = drawn_with(tmp_path, a_case(**{heading: cell}))
    assert (sample.excluded, sample.eligible) == ({"held_aside": 1}, 3)
    assert sample.held_aside == ((5, "A" if heading == "CRN" else "B", ""),)
    assert not [word for word in ("Secret", cell) if json.dumps(word)[1:-1] in json.dumps(sample.as_json())]


@pytest.mark.parametrize("heading", ["Officer", "Address", "Offence"])
def test_asterisks_in_any_other_cell_are_held_aside(tmp_path, heading):
    sample = drawn_with(tmp_path, [*a_case(), "*****"], headings=[*HEADINGS, heading])
    assert (sample.excluded, sample.held_aside) == ({"held_aside": 1}, ((5, "I", ""),))


def test_other_rows_of_a_doubtful_person_are_held_aside_too(tmp_path):
    rows = [a_case(Surname="T****"), a_case(**{"Start date": "01/01/2021"}), a_case(CRN="2023/7")]
    sample = drawn_with(tmp_path, *rows, a_case(CRN="X000003", Surname="Yarrow"))
    assert (sample.excluded, sample.eligible) == ({"held_aside": 3}, 4)
    assert [each[:2] for each in sample.held_aside] == [(5, "B"), (6, ""), (7, "")]
    assert sample.held_aside[1][2] == "row 5, which may be of the same person, is unclear"


@pytest.mark.parametrize("name", ["*****", "XXXXX", "Name withheld", "[REDACTED]", "Restricted record"])
def test_a_person_with_a_masked_name_is_known_on_another_crn_by_the_pnc_number(tmp_path, name):
    rows = [[*a_case(Surname=name, Forename=name, DOB=name), "2005/0000005B"], [*a_case(CRN="X000009"), "05/5B"]]
    sample = drawn_with(tmp_path, *rows, headings=[*HEADINGS, "PNC"])
    assert (sample.excluded, sample.eligible) == ({"restricted": 2}, 3)
    unclear = drawn_with(tmp_path, *rows, headings=["CRN", "CRN", *HEADINGS[2:], "PNC"])
    assert "Secret" not in json.dumps([sample.as_json(), unclear.as_json()])


def test_who_is_restricted_on_one_row_and_doubtful_on_another_is_restricted(tmp_path):
    sample = drawn_with(tmp_path, a_case(Surname="T****"), a_case(Surname="*****"), a_case())
    assert (sample.excluded, sample.held_aside) == ({"restricted": 3}, ())


def test_a_row_held_aside_is_in_once_its_cell_is_corrected(tmp_path):
    assert drawn_with(tmp_path, a_case(Surname="T****")).eligible == 3
    assert drawn_with(tmp_path, a_case(Surname="Tansy")).eligible == 4


def test_rows_held_aside_are_never_drawn_nor_reserves_nor_picked_by_hand(tmp_path):
    held = [a_case(CRN=f"X0001{n:02}", Surname="S****") for n in range(20)]
    drawn = drawn_with(tmp_path, *held, size=23, reserve_percent=100)
    assert {pick.reference for pick in drawn.picks} == {"X100001", "X100002", "X100003"}
    assert drawn_with(tmp_path, *held, hand_picked=("X000101",)).picks == ()


def test_rows_of_another_unit_are_not_held_aside_for_this_one(tmp_path):
    rows = [[*a_case(Surname="S****"), "Norfolk"], [*a_case(CRN="X000009"), "Suffolk"]]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "PDU"], strata=(), unit="Suffolk")
    assert (sample.excluded, sample.held_aside) == ({"other_unit": 1}, ())


@pytest.mark.parametrize("headings", [HEADINGS, ["CRN", "CRN", *HEADINGS[2:]]])
def test_no_sample_of_a_column_is_of_a_row_held_aside(tmp_path, headings):
    cells = a_case() if headings is HEADINGS else a_case(Surname="X000002")
    sample = draw_of(tmp_path, [*cells, "LAO?"], [*cells, ""], headings=[*headings, "Notes"], strata=())
    assert [word for word in ("Secret", "X000002", "Ivy") if word in json.dumps(sample.as_json())] == []


def test_masks_in_a_workbook_are_the_same(tmp_path):
    table = [HEADINGS, *OTHERS, a_case(Surname="*****"), a_case(CRN="X000003", Forename="S****")]
    sample = draw_from(write_xlsx(tmp_path / "a.xlsx", {"Extract": table}), strata=())
    assert (sample.excluded, sample.held_aside) == ({"restricted": 1, "held_aside": 1}, ((6, "C", ""),))


def test_the_marking_of_a_document_below_its_table_is_no_restricted_person(tmp_path):
    sample = drawn_with(tmp_path, ["OFFICIAL-SENSITIVE"])
    assert (sample.excluded, sample.eligible) == ({"incomplete": 1}, 3)


def test_where_names_are_masked_for_everybody_the_remedy_is_told(tmp_path):
    rows = [a_row(n, name="*****") for n in range(4)]
    remedy = (
        "4 rows are left out as restricted or held aside. If a column is masked for everyone, remove it from the file."
    )
    assert remedy in draw_of(tmp_path, *rows).notes
