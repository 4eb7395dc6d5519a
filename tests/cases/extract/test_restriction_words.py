"""Words in a cell or heading say that access is restricted, that it may be, or what a person may not do."""

import pytest

from cases.extract.restricted.masks import DOUBTFUL, NO, RESTRICTED
from cases.extract.restricted.words import restriction_in
from tests.cases.extract.test_masked_cells import REFUSALS
from tests.cases.extract_files import HEADINGS, a_row, draw_of

REQUIREMENTS = [
    "Football - Restrictn/Exclusion",
    "Football - Restriction/Exclusion",
    "Football - Restricted/Exclusion",
    "Curfew/Exclusion",
    "Curfew; Exclusion",
    "Exclusion zone",
    "Restricted zone",
    "Exclusion (EM)",
    "Exclusion Order",
    "Foreign Travel Restriction Order",
    "Residence restriction",
    "Restricted from contact with victim",
    "No contact",
    "Restraining order",
    "Restrictive requirement",
    "Exclusion - Portman Road",
    "Excluded from licensed premises",
    "Restriction of liberty",
    "Prohibited activity/Exclusion",
    "Non-association",
    "Not restricted",
    "LAO removed 2021",
    "Restricted? No",
    "OFFICIAL-SENSITIVE",
    "Market sensitive",
    "Child protection",
]


@pytest.mark.parametrize("cell", REQUIREMENTS)
def test_a_requirement_does_not_restrict_access_in_any_column(cell):
    assert [restriction_in(cell), restriction_in(cell, True), restriction_in(cell, False, True)] == [NO] * 3


@pytest.mark.parametrize(
    "cell", ["Covid restrictions", "Social exclusion", "Restricted mobility", "Excluded from school"]
)
def test_what_else_is_restricted_is_no_record(cell):
    assert [restriction_in(cell), restriction_in(cell, True)] == [NO, NO]


@pytest.mark.parametrize(
    "heading", ["Ancillary order", "Requirements", "Licence conditions", "Sentence component", "EM type"]
)
def test_in_a_column_of_orders_an_exclusion_leaves_no_one_out_and_lao_does(tmp_path, heading):
    cells = ("Exclusion", "Exclusion; Curfew", "Exclusion in force", "", "LAO", "Restricted", "Restriction")
    rows = [[*a_row(n), cell] for n, cell in enumerate(cells)]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, heading])
    assert (sample.eligible, sample.excluded) == (4, {"restricted": 2, "held_aside": 1})


@pytest.mark.parametrize(
    "heading", ["Exclusion requirement", "Exclusion zone", "Travel restrictions", "Football exclusion"]
)
def test_a_heading_of_requirements_marks_no_restricted_cases(tmp_path, heading):
    rows = [[*a_row(n), "Y"] for n in range(3)]
    assert draw_of(tmp_path, *rows, headings=[*HEADINGS, heading]).eligible == 3


@pytest.mark.parametrize(("heading", "cell"), [("Exclusion", "Football"), ("Restriction", "Curfew"), ("Redacted", "Y")])
def test_a_column_of_marks_that_may_be_one_of_requirements_has_to_be_chosen(tmp_path, heading, cell):
    rows = [[*a_row(n), cell if n else ""] for n in range(3)]
    asked = draw_of(tmp_path, *rows, headings=[*HEADINGS, heading])
    assert ([column.heading for column in asked.columns if column.unclear], asked.picks) == ([heading], ())
    assert draw_of(tmp_path, *rows, headings=[*HEADINGS, heading], mapping={heading: ""}).eligible == 3
    chosen = draw_of(tmp_path, *rows, headings=[*HEADINGS, heading], mapping={heading: "restricted"})
    assert chosen.excluded == {"restricted" if cell == "Y" else "held_aside": 2}


VERDICTS = {
    DOUBTFUL: [
        "LAO?",
        "Possible LAO",
        "may be restricted",
        "Restricted patient",
        "Was restricted",
        "not sure if restricted",
        "Restricted - curfew",
        "Restricted to named staff",
        "Excluded: PO Smith (relative)",
        "Restriced",
        "he is lao",
        "Sensitive",
        "Confidential",
        "Redacted",
        "Name withheld",
        "VISOR restricted",
        "ADVP; Sensitive",
        "*****",
        "XXXXX",
        "Hidden",
        "[hidden]",
        "Blanked",
        "Non-disclosable",
        "Witness Protection",
        "Embargoed",
        "Limited acess",
    ],
    RESTRICTED: [
        "Curfew; LAO",
        "Curfew; Restricted",
        "Restricted record - curfew",
        "Sensitive case",
        "Exclusion in force",
        "You are not authorised to view this record",
        "No permission to view",
        "Limited access to the record",
        *REFUSALS,
        "LAOs",
        "L/A/O",
        "L-A-O",
        "LA0",
        "Case is LAO-ed",
        "ADVP; LA0",
    ],
    NO: [
        "You do not have access to the internet",
        "Permission denied by hostel for overnight stay",
        "not available",
        "Reviewed with victim liaison",
        "Hidden harm course",
        "Disclosed to employer",
        "Child protection plan",
    ],
}


@pytest.mark.parametrize(
    ("cell", "verdict"), [(cell, verdict) for verdict, cells in VERDICTS.items() for cell in cells]
)
def test_a_cell_of_any_column_restricts_by_what_it_says_of_access_also_beside_a_requirement(cell, verdict):
    assert restriction_in(cell) == verdict
