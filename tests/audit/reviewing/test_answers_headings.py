"""No answer is lost to its heading: a column of answers whose heading is no code stops the file."""

from datetime import date

import pytest
import xlsxwriter

from audit.frameworks import framework
from audit.method.answers import Value
from audit.reviewing.answers_file.table import ImportChoices, check_answers
from cases.spreadsheets.read import Sheet, read

PDU = framework("pdu-2023")
BELOW = ("yes", "no", "")


def check(heading, cells=BELOW, *, ignored=()):
    rows = [["case", "2.1.2", heading], *([f"X{at}", "yes", cell] for at, cell in enumerate(cells))]
    return check_answers(PDU, Sheet("a.csv", "", (), rows), ImportChoices(ignored))


def refusal_of(*given, **said):
    (problem,) = check(*given, **said).problems.first
    assert (problem.row, problem.column) == (1, "column C")
    return str(problem)


DATES = (  # 2.1.1 as spreadsheets show it once they took it for a day, in British, US and ISO order
    "02/01/2001",
    "2/1/2001",
    "02/01/01",
    "02-01-2001",
    "2.1.2001",
    "2-Jan-01",
    "2 January 2001",
    "02 Jan 2001",
    "02Jan2001",
    "1/2/2001",
    "01/02/2001",
    "January 2, 2001",
    "Jan 2 2001",
    "2001-01-02",
    "2001-01-02 00:00:00",
    "2001/01/02",
    "2002-01-01",
    "36893",
    "\u200b02/01/2001",
)


@pytest.mark.parametrize("heading", DATES)
def test_a_code_that_became_a_date_is_told_with_what_it_was(heading):
    text = refusal_of(heading)
    assert "did a spreadsheet turn 2.1.1" in text
    assert "Format the cell as text and type the code again, or leave the column out with --ignore" in text


def test_a_real_date_in_the_headings_of_a_workbook_is_told_too(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["case", "2.1.2"])
        sheet.write_datetime(0, 2, date(2001, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_row(1, 0, [1, "yes", "no"])
    (problem,) = check_answers(PDU, read(tmp_path / "a.xlsx")).problems.first
    assert "did a spreadsheet turn 2.1.1 into a date?" in str(problem)


SPELT = (
    "211",
    "2-1-1",
    "2,1,1",
    "2.1.1.",
    "Q2.1.1",
    "q 2.1.1",
    "KQ 2.1.1",
    "Question 2.1.1",
    "(2.1.1)",
    "2.1.1:",
    "2. 1. 1",
)


OTHER = ("A.9", "9", "Engagement", "Overall", "2.1.10", "2.1", "Week 3", "Team", "Q", "2.1.2 answer", "45000")
TOLD = [
    *((heading, "This looks like 2.1.1, but is spelt differently. Use that code") for heading in SPELT),
    *((heading, f'--ignore "{heading}"') for heading in OTHER),
    ("2.1", "2.1 is a standard, whose key questions are 2.1.1 to 2.1.3. Use such a code"),
    ("1.1", "1.1 is a standard that is judged on evidence, not on cases."),
    ("2.1 Assessing", "2.1 is a standard, whose key questions are 2.1.1 to 2.1.3."),
    ("2.1.1 Does assessment focus", "This heading says more than a code: keep only 2.1.1,"),
    ("2.1.1\nDoes assessment", "keep only 2.1.1,"),
    ("2.1.9", "No question of pdu-2023 has this code (the nearest is 2.1."),
    ("2.1.2\u200b", "two columns with this heading"),
    (PDU.questions["2.1.1"].text, "but the text of 2.1.1. Head the column with its question's code"),
    (PDU.questions["2.1.1"].text, '--ignore "column C"'),
]


@pytest.mark.parametrize(("heading", "told"), TOLD)
def test_answers_below_a_heading_that_is_no_code_stop_the_file_and_it_is_told_what_it_is(heading, told):
    assert told in refusal_of(heading)


WORDS = ("Yes", "no", "n/a", "Effective", "ABSENT", "Not required", "insufficient", "y\u200b", "ｎｏ")
ANSWERS = [
    *(("Oversight of managers", [word, "", word]) for word in WORDS),  # every word that a question takes
    ("Evidence", ["yes", "no", "yes"]),
    ("Engaged", ["yes", "partly", "not sure"]),  # a few among other words
    ("A.9", ["yes", *(["partly"] * 9)]),
    ("Resettlement work", ["Sufficient", "Insufficient", ""]),  # a judgement of work is no fact of a case
]


@pytest.mark.parametrize(("heading", "cells"), ANSWERS)
def test_words_that_are_answers_stop_the_file(heading, cells):
    assert "There are answers below this heading" in refusal_of(heading, cells)


NO_ANSWERS = {
    "Team": ["Ipswich", "Lowestoft", "Ipswich"],
    "Comments": ["No", "yes it is", "n/a"],
    "2.1.1 evidence": ["n/a", "", "n/a"],
    "Reviewed on": ["2024-02-12", "", "2024-02-13"],
    "211a notes": ["", "", ""],
    "Court report": ["yes", "no", "yes"],
    "Resettlement case": ["Yes", "Yes", "No"],
    "LAO": ["No", "No", "No"],
    "Score": ["3", "4", "2"],
}


@pytest.mark.parametrize(("heading", "cells"), NO_ANSWERS.items())
def test_known_facts_and_what_holds_no_answers_are_not_read_and_named(heading, cells):
    table = check(heading, cells)
    assert (table.problems.first, table.ignored) == ([], [heading])


@pytest.mark.parametrize("heading", ["2.1.1 ", "\u200b2.1.1", "2.1.1\u00a0", "２.１.１", "2.1.\u00ad1", "\ufeff2.1.1"])
def test_signs_that_are_not_seen_make_no_other_code(heading):
    assert check(heading).cases["x0"].answers == {"2.1.1": Value.YES, "2.1.2": Value.YES}


def test_every_column_that_drops_answers_is_told_at_once():
    rows = [["case", "211", "A.9", "Team", "01/02/2003"], ["X1", "yes", "no", "A", "yes"]]
    problems = check_answers(PDU, Sheet("a.csv", "", (), rows)).problems.first
    assert [(problem.column, problem.value) for problem in problems] == [
        ("column B", "211"),
        ("column C", "A.9"),
        ("column E", "01/02/2003"),
    ]


@pytest.mark.parametrize("name", ["A.9", " a.9", "column C", "A.9\u200b"])
def test_a_column_can_be_let_go_by_its_heading_or_its_letter(name):
    table = check("A.9", ignored=[name])
    assert (table.problems.first, table.ignored) == ([], ["A.9"])


@pytest.mark.parametrize("heading", ["02/01/2001", "211", "2.9.9", "finance help", "2.1.2", ""])
def test_whatever_stops_a_column_it_can_be_let_go(heading):
    table = check(heading, ignored=["column C"])
    assert table.problems.first == []
    assert table.cases["x0"].answers == {"2.1.2": Value.YES}


def test_what_names_no_column_and_the_column_of_cases_are_not_let_go():
    texts = [str(problem) for problem in check("Team", ["A", "B", "C"], ignored=["Tem", "case", ""]).problems.first]
    assert "There is no column with this name. The columns are: case, 2.1.2, Team." in texts[0]
    assert "This column holds the cases" in texts[1]
    assert "There is no column with this name" in texts[2]
