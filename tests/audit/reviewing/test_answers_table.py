"""Cells of a sheet become checked answers; everything that can be wrong with them is reported."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.exports.as_json.summary import summary_of
from audit.frameworks import framework
from audit.method.answers import Value
from audit.results.table_report import report_on_table
from audit.reviewing.answers_file.table import check_answers
from cases.spreadsheets.read import Sheet, read
from tests.audit.answers_files import SHAPES, SUFFIXES, any_audit, rows_of, rows_with, table_of, write_answers

PDU = framework("pdu-2023")
YES, NO, NA, ABSENT = Value.YES, Value.NO, Value.NOT_APPLICABLE, Value.ABSENT


def check(rows):
    """The AnswersTable of these rows of texts, padded to one length as in a sheet."""
    width = max(map(len, rows), default=0)
    return check_answers(
        PDU, Sheet("a.csv", "Answers", ("Answers",), [row + [""] * (width - len(row)) for row in rows])
    )


def answers(rows):
    """{case: its answers}, of rows that must have no problems."""
    table = check(rows)
    assert table.problems.first == []
    return {case.reference: case.answers for case in table.cases.values()}


def problems(rows):
    return [(problem.row, problem.column, problem.value) for problem in check(rows).problems.first]


def problem(rows):
    """The text of the only problem."""
    (only,) = check(rows).problems.first
    return str(only)


OF_PROMPTS = [
    *((text, YES) for text in ("yes", "Yes", "YES", " y ", "sufficient", "Y\n")),
    *((text, NO) for text in ("no", "N", "Insufficient")),
    *((text, NA) for text in ("na", "N/A", "not applicable", "Not  Applicable", "not\u00a0applicable")),
]
OF_ITEMS = {"Effective": YES, "insufficient": NO, "ABSENT": ABSENT, "not required": NA, "yes": YES, "na": NA}


@pytest.mark.parametrize(
    ("code", "written", "value"),
    [*(("2.1.1a", *one) for one in OF_PROMPTS), *(("management-oversight", *one) for one in OF_ITEMS.items())],
)
def test_an_answer_may_be_written_in_many_ways_and_in_its_questions_own_words(code, written, value):
    assert answers(rows_with(written, heading=code)) == {"X1": {code: value}}


def test_a_blank_cell_is_unanswered_and_not_an_answer():
    assert answers([["case", "2.1.1", "2.1.2"], ["X1", " ", "yes"], ["X2", "", ""]]) == {"X1": {"2.1.2": YES}, "X2": {}}


def test_headings_are_known_in_any_case_and_order():
    assert answers([["FINANCE-HELP", " 2.1.1A ", "Case"], ["yes", "no", " X1 "]]) == {
        "X1": {"finance-help": YES, "2.1.1a": NO}
    }


def test_further_columns_are_passed_over_and_listed():
    table = check([["case", "Team", "2.1.1", "2.1.1 notes", "", "Team"], ["X1", "A", "yes", "=1+1", "x", "B"]])
    assert table.problems.first == []
    assert table.ignored == ["Team", "2.1.1 notes", "column E (no heading)", "Team"]


def test_answers_below_no_heading_are_refused_since_their_code_was_lost():
    rows = [["case", "2.1.1", ""], ["X1", "yes", "no"]]
    assert problems(rows) == [(1, "column C", "")]


def test_titles_may_stand_above_the_headings_and_rows_are_counted_as_the_spreadsheet_counts():
    table = check([["Answers of March"], [], ["case", "2.1.1"], [], ["X1", "yes"]])
    assert [(case.reference, case.row) for case in table.cases.values()] == [("X1", 5)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["x"]] * 20 + rows_with("yes"), "No heading “case” in the first 20 rows"),
        ([["", "CRN", "2.1.1"], ["", "X1", "yes"]], "file: “CRN, 2.1.1”. No heading “case”"),
        ([], "file: The file is empty. It needs a heading row and one row per case."),
        ([["case", "2.1.1"], ["", ""]], "There are no cases below the headings"),
        ([["case", "Team"], ["X1", "A"]], "headed with a question code of pdu-2023, such as 2.1.1"),
        ([["case", "2.1.1", "2001-01-02"], ["X1", "yes", "yes"]], "Format the cell as text"),
    ],
)
def test_a_table_without_its_headings_or_cases_is_refused_with_what_it_needs(rows, told):
    assert told in problem(rows)


@pytest.mark.parametrize("heading", ["2.1.4", "2.9.1", "9.1.1", "2.1.1z", "2.1.4 Is it?", "2.1.1aa"])
def test_what_looks_like_a_code_and_is_none_is_refused_with_the_nearest(heading):
    text = problem([["case", "2.1.1", heading], ["X1", "yes", "yes"]])
    assert text.startswith(f"row 1, column C: “{heading}”. ")
    assert "the nearest is 2." in text


@pytest.mark.parametrize("heading", ["finance help", "Finance_Help", "finance-helps", "management oversight"])
def test_an_item_that_is_spelt_differently_is_refused_with_its_code(heading):
    code = "management-oversight" if "oversight" in heading else "finance-help"
    assert f"This looks like {code}, but is spelt differently" in problem([["case", "2.1.1", heading], ["X1", "y", ""]])


def test_a_heading_may_stand_only_once():
    rows = [["case", "2.1.1", "2.1.1", "CASE"], ["X1", "yes", "no", "X2"]]
    assert problems(rows) == [(1, "column C", "2.1.1"), (1, "column D", "CASE")]


@pytest.mark.parametrize("value", ["maybe", "1", "TRUE", "yes!", "=1+1", "#REF!", "absent", "n a"])
def test_a_value_outside_the_list_is_told_with_its_place_and_what_is_allowed(value):
    text = problem([["case", "Team", "2.1.1a"], ["X1", "A", "yes"], ["X2", "A", value]])
    assert text == f"row 3, column C (2.1.1a): “{value}”. Answer with one of: yes, no, not applicable."


def test_not_applicable_is_refused_where_the_question_is_judged_in_every_case():
    assert problem(rows_with("na")) == "row 2, column B (2.1.1): “na”. Answer with one of: yes, no."


def test_a_case_that_stands_twice_is_told_with_its_first_row():
    rows = [["Team", "case", "2.1.1"], ["A", "X1", "yes"], ["A", "x1 ", "no"]]
    assert problem(rows).startswith("row 3, column B (case): “x1”. This case is already in row 2.")


def test_answers_without_a_case_are_refused_and_a_row_of_notes_is_not():
    rows = [["case", "2.1.1", "Notes"], ["X1", "yes", ""], ["", "no", ""], ["", "", "56 cases in all"]]
    assert problems(rows) == [(3, "column A (case)", "")]


def test_every_problem_is_listed_in_the_order_of_the_file():
    rows = [["case", "2.9.9", "2.1.1"], ["X1", "yes", "perhaps"], ["X1", "no", "no"], ["", "", "yes"]]
    assert [row for row, _, _ in problems(rows)] == [1, 2, 3, 4]


def test_a_problem_stays_on_one_line_and_is_never_long():
    text = problem(rows_with("a\nb" + "x" * 1000))
    assert f"“a b{'x' * 57}…”" in text
    assert len(text) < 150


WORDS = st.sampled_from(
    ["case", "Case ", "2.1.1", "2.1.1a", "2.9.9", "finance-help", "yes", "No", "na", "", "X1", "x1"]
)


@pytest.mark.slow
@given(rows=st.lists(st.lists(WORDS | st.text(max_size=5), max_size=5), max_size=8))
def test_whatever_stands_in_a_sheet_is_read_or_refused_in_single_lines(rows):
    table = check(rows)
    assert table.cases or table.problems
    assert [text for text in map(str, table.problems.first) if len(text.splitlines()) != 1] == []
    assert all(1 <= problem.row <= len(rows) for problem in table.problems.first if problem.row)


@given(shape=SHAPES)
@settings(max_examples=30)
def test_what_is_written_to_a_sheet_comes_back(shape):
    cases = any_audit(PDU, *shape)
    assert answers(rows_of(PDU, cases)) == cases


@pytest.mark.slow
@given(shape=SHAPES, suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=20)  # each starts a process that reads the file
def test_a_random_table_rates_the_same_from_a_file_as_directly(tmp_path_factory, shape, suffix):
    cases = any_audit(PDU, *shape)
    path = write_answers(tmp_path_factory.mktemp("answers") / f"answers{suffix}", rows_of(PDU, cases))
    table = check_answers(PDU, read(path))
    assert table.problems.first == []
    assert summarised(table) == summarised(table_of(cases))


def summarised(table):
    return summary_of(report_on_table(PDU, table, {}, title=""))


def test_a_framework_that_asks_nothing_of_cases_is_told_so_and_does_not_break():
    on_evidence = replace(PDU, standards=PDU.standards[:3], item_groups=())
    table = check_answers(on_evidence, Sheet("a.csv", "", (), rows_with("yes")))
    assert [problem.row for problem in table.problems.first] == [1]


def test_a_file_with_more_problems_than_anybody_reads_counts_them_and_keeps_the_first():
    rows = [["case", "2.1.1"], *([f"C{number}", "perhaps"] for number in range(200))]
    problems = check(rows).problems
    assert (problems.count, [problem.row for problem in problems.first]) == (200, list(range(2, 52)))


@pytest.mark.parametrize("cell", ['=CONCATENATE("X100001")', '="X"&"100001"', '=HYPERLINK("a","X1")', "=A7"])
def test_a_case_that_is_a_formula_is_refused_and_one_that_only_keeps_a_text_is_the_text_within(cell):
    assert "This is a formula, not a value. Copy the column" in problem(rows_with("yes", case=cell))
    assert answers(rows_with("yes", case='=T("X1")')).keys() == {"X1"}


@pytest.mark.parametrize(("sheet", "told"), [("", "first 20 rows. Head"), ("Answers", "rows of sheet Answers. Head")])
def test_a_file_without_sheets_names_none(sheet, told):
    (only,) = check_answers(PDU, Sheet("a.csv", sheet, (), [["2.1.1"], ["yes"]])).problems.first
    assert told in str(only)
