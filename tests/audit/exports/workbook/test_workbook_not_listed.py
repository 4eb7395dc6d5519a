"""Cases without a row: one value per question and answer, which the formulas add, so that the figures stay whole."""

from dataclasses import replace

import pytest

from audit.method.answers import Value
from tests.audit.exports.edge_audits import answering, content_of, result_of, with_left_out
from tests.audit.exports.recalculation import differences, evaluate
from tests.audit.exports.workbook_file import FIRST, MAIN, open_sheets, parts_of, root, type_answers
from tests.audit.method.frameworks import pdu

CASES, LEFT_OUT = 14, 5


@pytest.fixture(scope="module")
def result():
    """(Report, CaseSheet) of 14 cases, sufficient in 10, of which the last five have no row."""
    report, rows = result_of(answering(CASES, pdu(), 10))
    return report, with_left_out(rows, LEFT_OUT)


@pytest.fixture(scope="module")
def content(result):
    return content_of(*result)


@pytest.mark.slow
def test_the_figures_are_those_of_all_cases_by_formula_too(content, result):
    sheets = open_sheets(content)
    assert len(sheets["Cases"].rows(FIRST)) == CASES - LEFT_OUT
    assert sheets["Key questions"].rows(FIRST)[0][3:8] == [10, 4, 0, 0, 14]
    assert differences(sheets) == {}


def test_the_cases_not_listed_stand_as_one_value_per_question_and_answer(content):
    sheets = open_sheets(content)
    assert list(sheets)[-3:] == ["Cases", "Cases not listed", "Comments"]
    rows = sheets["Cases not listed"].rows(FIRST)
    assert [row[0] for row in rows] == list(pdu().questions)
    assert {tuple(row[2:]) for row in rows} == {(1, 4, 0, 0)}


def test_its_lines_which_the_formulas_point_to_are_not_offered_for_sorting(content):
    tables = [root(part) for name, part in parts_of(content).items() if name.startswith("xl/tables/")]
    (found,) = [table for table in tables if table.get("name") == "Cases_not_listed"]
    assert found.find(f"{MAIN}autoFilter") is None


def test_an_answer_changed_in_a_row_still_moves_the_rating(content):
    changes = {(place, "2.1.1"): Value.NO for place in range(4)}
    sheets = open_sheets(type_answers(content, changes, pdu()))
    assert [evaluate(sheets, "Key questions", f"{column}{FIRST}", {}) for column in "DEJK"] == [6, 8, 43, "Inadequate"]


def test_cover_and_case_sheet_say_how_many_are_listed(content):
    sheets = open_sheets(content)
    assert any("9 of 14 cases are listed" in str(cell.value) for cell in sheets["Cover"].cells.values())
    assert any(" 9 of 14 cases." in str(cell.value) for cell in sheets["Cases"].cells.values())


def test_an_answer_that_is_held_back_is_an_empty_grey_cell(result):
    report, cases = result
    row = replace(cases.rows[0], answers={}, held_back=frozenset({"2.1.1"}))
    sheet = open_sheets(content_of(report, replace(cases, rows=[row, *cases.rows[1:]])))["Cases"]
    assert style_of(sheet, f"B{FIRST}") != style_of(sheet, f"C{FIRST}")
    assert (sheet.value(f"B{FIRST}"), sheet.value(f"C{FIRST}")) == ("", "")


def style_of(sheet, ref):
    return next(cell.get("s") for cell in sheet.find("c") if cell.get("r") == ref)


def test_where_every_case_is_listed_there_is_no_such_sheet(result):
    report, cases = result
    sheets = open_sheets(content_of(report, [*cases.rows]))
    assert "Cases not listed" not in sheets
