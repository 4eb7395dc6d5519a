"""Which rows of an answers file are one case, may be one, or are none."""

import pytest

from audit.frameworks import framework
from audit.method.answers import Value
from audit.reviewing.answers_file.table import ImportChoices, check_answers
from cases.spreadsheets.read import Sheet

PDU = framework("pdu-2023")
YES, NO = Value.YES, Value.NO


def check(*rows, **said):
    sheet = Sheet("a.csv", "", (), [["case", "2.1.1", "2.1.2"], *(list(row) for row in rows)])
    return check_answers(PDU, sheet, ImportChoices(**said))


def problems(table):
    return [(problem.row, problem.value) for problem in table.problems.first]


TOTALS = (
    "Total",
    "TOTALS",
    "Total:",
    "Grand total",
    "Sub-total",
    "Sum",
    "Average",
    "Mean",
    "n=6",
    "N = 6",
    "% yes",
    "Total yes",
    "Cyfanswm",
    "Is-gyfanswm",
    "CYFANSWM:",
    "Cyfartaledd",
)


@pytest.mark.parametrize("name", TOTALS)
def test_a_row_of_totals_is_no_case_and_is_said(name):
    table = check(["1", "yes", "no"], [name, "50%", "3 of 6"])
    assert (problems(table), list(table.cases)) == ([], ["1"])
    assert table.passed_over == [f"Totals, not cases: row 3 (“{name}”)."]


def test_a_total_may_stand_beside_the_column_of_cases():
    rows = [["Team", "case", "2.1.1"], ["A", "1", "yes"], ["Total", "", "100%"]]
    table = check_answers(PDU, Sheet("a.csv", "", (), rows))
    assert (table.problems.first, len(table.cases), len(table.totals)) == ([], 1, 1)


def test_answers_without_a_case_are_no_total():
    rows = [["Comment", "case", "2.1.1"], ["", "1", "yes"], ["Total loss of contact", "", "no"]]
    assert problems(check_answers(PDU, Sheet("a.csv", "", (), rows))) == [(3, "")]


@pytest.mark.parametrize("name", ["Sum Wong", "Total1", "N", "Meaner", "X1", "Counter"])
def test_a_case_is_not_taken_for_a_total(name):
    assert len(check([name, "yes", "no"]).cases) == 1


SAME = (
    "X 100001",
    "x100001",
    "X100001\u200b",
    "X\u00a0100001",
    "Ｘ１００００１",
    "X-100001",
    "X100001\u00ad",
    "'X100001",
    '="X100001"',
)


@pytest.mark.parametrize("written", SAME)
def test_one_case_in_two_spellings_is_refused_with_both_rows(written):
    table = check(["X100001", "yes", ""], ["X1", "yes", ""], [written, "no", ""])
    (problem,) = table.problems.first
    assert str(problem).startswith("row 4, column A (case): ")
    assert "is already in row 2" in str(problem)


@pytest.mark.parametrize(("one", "other"), [("1", "001"), ("001", "1"), ("X1", "X0001"), ("A/7", "a/07"), ("1", "1.0")])
def test_references_that_differ_by_leading_zeros_are_refused_until_that_is_decided(one, other):
    rows = [one, "yes", ""], [other, "", "no"]
    (problem,) = check(*rows).problems.first
    assert f"“{one}” in row 2 differs from it only by leading zeros" in str(problem)
    assert f"use --same {other}={one}. If they are two cases, use --different" in str(problem)
    assert [case.answers for case in check(*rows, different=True).cases.values()] == [{"2.1.1": YES}, {"2.1.2": NO}]
    for same in ({one: other}, {other: one}):
        assert [case.answers for case in check(*rows, same=same).cases.values()] == [{"2.1.1": YES, "2.1.2": NO}]


def test_two_rows_of_one_case_that_answer_differently_are_refused_though_they_were_said_to_be_the_same():
    (problem,) = check(["1", "yes", ""], ["001", "no", ""], same={"1": "001"}).problems.first
    assert "Row 2 is the same case and answers 2.1.1 differently" in str(problem)


def test_a_pair_decides_nothing_about_a_third_case():
    table = check(["1", "yes", ""], ["001", "", "no"], ["01", "yes", "yes"], same={"1": "001"})
    assert problems(table) == [(4, "01")]


def test_a_pair_of_which_neither_is_in_the_file_is_refused():
    assert "The file has neither of these cases" in str(check(["1", "yes", ""], same={"7": "007"}).problems.first[0])
