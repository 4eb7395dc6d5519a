"""Answers that count the same are added up in every figure, and told apart wherever answers are counted."""

import pytest

from audit.exports.as_json.summary import summary_of
from audit.exports.frames.rows import question_rows
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.results.rollup import RollUp, roll_up
from tests.audit.an_audit import a_unit, add_answered, an_audit, fetched
from tests.audit.exports.data.taken import data_of
from tests.audit.exports.edge_audits import content_of, in_shades, with_left_out
from tests.audit.exports.recalculation import differences
from tests.audit.exports.workbook_file import FIRST, open_sheets
from tests.audit.method.frameworks import shaded
from tests.audit.reading import text_of

ITEM = "finance-help"
EACH = "Fully 3, Mostly 1, Partly 1, None 1, Not at all 1, Not due 1, Too early 1"
IDS = "fully: 3; mostly: 1; partly: 1; absent: 1; not_at_all: 1; not_due: 1; too_early: 1"


@pytest.fixture
def audit(db, a_shaded_framework):
    """Ten cases: three “Fully”, and one of every other answer of the set."""
    made = an_audit(unit=a_unit(), framework_code=a_shaded_framework)
    labels = made.framework.questions[ITEM].labels
    add_answered(made, [{ITEM: value} for value in [*labels, 1, 1]])
    return fetched(made)


def test_the_page_of_the_question_has_one_percentage_and_each_answer(audit, sign_in):
    shown = text_of(sign_in("lead").get(f"/audits/{audit.pk}/questions/{ITEM}/"))
    assert "Fully or Mostly 57%" in shown
    assert "4 of 7" in shown
    assert f"Each answer: {EACH}" in shown
    assert "Mostly (1)" in shown


def test_files_have_the_sums_in_the_old_places_and_each_answer_beside_them(audit):
    report = contents_of(audit, Leaving()).report
    (item,) = [each for each in summary_of(report, audit)["items"] if each["code"] == ITEM]
    assert [item[key] for key in ("yes", "insufficient", "absent", "applicable", "percent")] == [4, 2, 1, 7, 57]
    assert "; ".join(f"{key}: {number}" for key, number in item["counts"]["each_answer"].items()) == IDS
    figures = data_of(audit)["figures"].query("question == @ITEM")
    assert figures[["yes", "insufficient", "absent", "not_applicable", "each_answer"]].values.tolist() == [
        ["4", "2", "1", "2", IDS]
    ]


def test_the_table_of_questions_says_what_each_answer_counts_as():
    (row,) = [row for row in question_rows(shaded()) if row[4] == ITEM]
    assert row[7].startswith("fully: Fully; mostly: Mostly")
    assert row[-2].startswith("fully: yes; mostly: yes; partly: no; absent: no")


def test_a_sign_off_keeps_each_answer_apart(audit):
    rolled_up = roll_up(audit)
    assert RollUp.from_json(rolled_up.as_json()).overall == rolled_up.overall


def test_the_formulas_of_a_workbook_add_them_up_and_tell_them_apart():
    report, rows = in_shades()
    for cases in (rows, with_left_out(rows, 5)):
        sheets = open_sheets(content_of(report, cases))
        (line,) = [row for row in sheets["Prompts and items"].rows(FIRST) if row[1] == ITEM]
        assert (line[3:10], line[-1]) == ([4, 2, 1, 2, 9, 7, 57], EACH)
        assert differences(sheets) == {}
