"""Extracts that people have: an inspection's long list, and files that hold no cases."""

import pytest

from cases.extract.read import read_extract
from cases.extract.values.remedies import FORMULA
from cases.spreadsheets.limits import SpreadsheetProblem
from tests.cases.extract_files import HEADINGS, a_row, draw_of, settings
from tests.cases.spreadsheet_files import write_xlsx

pytestmark = pytest.mark.slow


def why_refused(path):
    with pytest.raises(SpreadsheetProblem) as refused:
        read_extract(path, settings())
    return str(refused.value)


SPACES, ZEROS, NO_ROWS = "holds only spaces", "holds only zeros", "has headings but no cases below them"
ONLY_ZEROS = "has headings but only zeros below them"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" , \n , \n", SPACES),
        ("\xa0\n\u200b\n", SPACES),
        ("0,0\n0,0.00\n", ZEROS),
        (" ,0\n" * 30, ZEROS),
        ("CRN,Start date\n", NO_ROWS),
        ("CRN,Start date\n , \n", NO_ROWS),
        ("CRN,Sex\n", NO_ROWS),
        ("\n\n", "holds no text and no numbers"),
        ("Alpha,Beta\n", "has no headings we recognise"),
        ("CRN,Start date\n0,0\n0,0.0\n", ONLY_ZEROS),
        ("CRN,Sex\n" + "0,\n" * 400, ONLY_ZEROS),
        (" \n" * 30 + "CRN,Start date\n", "has no headings we recognise"),
        ("\0" * 99, "only zero bytes"),
    ],
)
def test_what_holds_no_cases_is_called_what_it_is(tmp_path, text, message):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert message in why_refused(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("rows", "message"),
    [([[0, 0]], ZEROS), ([[" "]], SPACES), ([HEADINGS], NO_ROWS), ([HEADINGS, [0] * 8], ONLY_ZEROS)],
)
def test_a_workbook_without_cases_is_called_what_it_is_too(tmp_path, rows, message):
    assert message in why_refused(write_xlsx(tmp_path / "a.xlsx", {"Extract": rows, "Notes": []}))


def test_an_inspectorates_long_list_is_read_with_two_choices_of_columns(tmp_path):
    headings = ["Family name", "First name(s)", "DoB", "Gender", "CRN", "PNC", "Order or licence terminated[Date/N]"]
    headings += ["Case/sentence type [Licence] [Community Order]\n[Suspended Sentence Order]", "Responsible officer"]
    headings += ["Risk of Serious Harm [RoSH] Classification", "Date of sentence or release on licence", "Manager"]
    headings += [f"{place}(as recorded on nDelius)" for place in ("Cluster", "LDU", "Team")] + ["Office"]
    row = ["Ash", "Ann", "01/03/1980", "M", "X100001", "2019/0000000A", "N", "ORA Community Order", "Officer 1", "RMRH"]
    row += ["01/06/2023", "Manager 1", "North", "N1", "N1FA", "N1"]
    table = [["Case sample long list"], headings, row, row]
    path = write_xlsx(tmp_path / "a.xlsx", {"Extract": table})
    asked = read_extract(path, settings())
    assert {column.field for column in asked.columns if column.unclear} == {"unit", "team"}
    assert (asked.needed, {column.heading for column in asked.columns if not column.field}) == ((), set())
    mapping = {"LDU(as recorded on nDelius)": "unit", "Office": "team"}
    sample = read_extract(path, settings(mapping=mapping))
    assert (sample.eligible, sample.problem_count, sample.picks[0].facts["team"]) == (1, 0, "N1")


FORMULAS = (
    '=CONCATENATE("X100001")',
    '="X"&"100001"',
    '=HYPERLINK("a","X100002")',
    "\u200b＝A2",
    "'=B7",
)


def test_a_reference_that_is_a_formula_is_no_further_case_and_its_text_is_told_nowhere(tmp_path):
    references = ['="X100001"', '=T("X100001")', '="X100001 "', "X100001", *FORMULAS]
    sample = draw_of(tmp_path, *(a_row(at, crn=each) for at, each in enumerate(references)))
    assert (sample.eligible, sample.excluded) == (1, {"same_person": 3, "incomplete": len(FORMULAS)})
    assert {problem[2:] for problem in sample.problems} == {("=…", FORMULA)}
    assert [problem[0] for problem in sample.problems] == [6, 7, 8, 9, 10]


def test_a_formula_in_any_other_column_is_not_known_and_told_as_what_it_is(tmp_path):
    cells = {"start": '=A1&"1"', "team": "=C7", "officer": '=HYPERLINK("a","Ann Ash")', "rosh": "=E3"}
    sample = draw_of(tmp_path, *(a_row(at, **{field: cell}) for at, (field, cell) in enumerate(cells.items())))
    assert [problem[2] for problem in sample.problems] == [*cells.values()]
    assert {problem[3].removesuffix(" Counted as not known.") for problem in sample.problems} == {FORMULA}
