"""The comments of an answers file: in columns, on a sheet of their own, or beside each answer in a row."""

import pytest

from audit.frameworks import framework
from audit.method.answers import Value
from audit.reviewing.answers_file.file import AnswersFile, check_file, read_answers_file
from cases.spreadsheets.read import Sheet
from tests.cases.spreadsheet_files import write_xlsx

PDU = framework("pdu-2023")
CASES = [["case", "2.1.1"], ["X1", "yes"], ["X2", "no"]]
HEADINGS = ["audit_id", "case", "question", "value", "comment"]


def sheet(rows, name=""):
    width = max(map(len, rows))
    return Sheet("a", name, (), [[*row, *[""] * (width - len(row))] for row in rows])


def check(rows, comments=None):
    return check_file(PDU, AnswersFile(sheet(rows), comments and sheet(comments, "Comments")))


def comments_of(table):
    assert table.problems.first == []
    return {case.reference: case.comments for case in table.cases.values() if case.comments}


def problems(table):
    return [(problem.sheet, problem.row, problem.column, problem.value) for problem in table.problems.first]


def test_a_column_of_comments_is_known_by_its_code():
    assert comments_of(check([["case", "2.1.1", "2.1.1 Comments"], ["X1", "yes", " So. "]])) == {"X1": {"2.1.1": "So."}}


@pytest.mark.parametrize("above", [[], [["Title"], ["A sentence."]], [["Title"], [], ["A sentence."], []]])
def test_the_sheet_of_comments_is_read_wherever_its_headings_are(above):
    rows = [*above, ["Case", "Code", "Answer", "Comment"], ["x1", "2.1.1", "Yes", "So."], ["X2", "2.1.1", "", ""]]
    assert comments_of(check(CASES, rows)) == {"X1": {"2.1.1": "So."}}


def test_the_cases_and_comments_of_a_workbook_are_found_behind_its_other_sheets(tmp_path):
    comments = [["Comments"], ["Case", "Code", "Answer", "Comment"], ["X2", "2.1.1", "No", "=1+1"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Cover": [["Audit"]], "Cases": CASES, "Comments": comments})
    table = check_file(PDU, read_answers_file(path))
    assert (comments_of(table), len(table.cases)) == ({"X2": {"2.1.1": "=1+1"}}, 2)


def test_a_sheet_that_holds_no_comments_is_named_and_not_read():
    table = check(CASES, [["Thoughts"], ["Good work"]])
    assert (comments_of(table), table.passed_over[0][:26]) == ({}, "Sheet not read: Comments. ")


WRONG = {
    "a case that the answers lack": (["X9", "2.1.1", "", "So."], ("Comments", 2, "column A", "X9")),
    "no question": (["X1", "9.9.9", "", "So."], ("Comments", 2, "column B", "9.9.9")),
    "too long": (["X1", "2.1.1", "", "x" * 10_001], ("Comments", 2, "column D", "x" * 10_001)),
}


@pytest.mark.parametrize(("row", "told"), WRONG.values(), ids=WRONG)
def test_a_comment_that_cannot_be_kept_is_named_with_its_cell(row, told):
    assert problems(check(CASES, [["Case", "Code", "Answer", "Comment"], row])) == [told]


def test_two_comments_on_one_question_are_refused_rather_than_one_lost():
    rows = [["Case", "Code", "Comment"], ["X1", "2.1.1", "One."], ["X1", "2.1.1", "Two."]]
    assert problems(check(CASES, rows)) == [("Comments", 3, "column C", "Two.")]
    assert len(problems(check([["case", "2.1.1", "2.1.1 comment", "2.1.1 comment"], ["X1", "yes", "a", "b"]]))) == 1


def test_one_row_for_each_answer_is_read_too_without_the_guards_of_our_files():
    rows = [HEADINGS, ["3", "7", "2.1.1", "yes", "'=1+1"], ["3", "7", "finance-help", "not_applicable", ""]]
    table = check(rows)
    assert (comments_of(table), table.from_audit) == ({"7": {"2.1.1": "=1+1"}}, "3")
    assert table.cases["7"].answers == {"2.1.1": Value.YES, "finance-help": Value.NOT_APPLICABLE}


LONG_WRONG = {
    "a value that is none": (["3", "7", "2.1.1", "maybe", ""], (3, "column D (value)", "maybe")),
    "no question": (["3", "7", "9.9", "yes", ""], (3, "column C (question)", "9.9")),
    "a question twice": (["3", "7", "2.1.2", "no", ""], (3, "column C (question)", "2.1.2")),
    "no case": (["3", "", "2.1.1", "yes", ""], (3, "column B (case)", "")),
    "another audit": (["4", "7", "2.1.1", "yes", ""], (3, "column A (audit_id)", "4")),
    "too long": (["3", "7", "2.1.1", "yes", "x" * 10_001], (3, "column E (comment)", "x" * 10_001)),
}


@pytest.mark.parametrize(("row", "told"), LONG_WRONG.values(), ids=LONG_WRONG)
def test_a_row_for_an_answer_that_cannot_be_kept_is_named_with_its_cell(row, told):
    found = problems(check([HEADINGS, ["3", "7", "2.1.2", "yes", ""], row]))
    assert [each[1:] for each in found] == [told]
