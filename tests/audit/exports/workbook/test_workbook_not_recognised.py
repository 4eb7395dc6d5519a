"""Answers that no formula recognises are marked and counted, and no rating rests on what is left of them."""

import re

import pytest

from audit.method.answers import Value
from tests.audit.exports.edge_audits import answering, content_of, result_of
from tests.audit.exports.recalculation import evaluate
from tests.audit.exports.workbook_file import FIRST, HEADINGS, add_line, change_texts, int_of, letter_of, open_sheets
from tests.audit.method.frameworks import pdu, unrated

pytestmark = pytest.mark.slow

WRONG = (" no ", "no ", "Nope", "NO!", "1", "Not applicable")  # the last is no answer to a key question
CASES = 19  # of which 15 sufficient: with one no less Good would be Outstanding


@pytest.fixture(scope="module")
def content():
    return content_of(*result_of(answering(CASES, pdu(), 15)))


def column_of(code, used=None):
    return letter_of(list((used or pdu()).questions).index(code) + 2)


def typed_over(content, code, text, place=CASES - 1):
    """The sheets after `text` was typed over the answer of a case."""
    return open_sheets(change_texts(content, "Cases", {f"{column_of(code)}{FIRST + place}": text}))


def value(sheets, sheet, ref):
    return evaluate(sheets, sheet, ref, {})


def line_of(sheets, sheet, column, code):
    return next(n for n in range(HEADINGS, 200) if sheets[sheet].value(f"{column}{n}") == code)


def shown(sheets, code, columns):
    line = line_of(sheets, "Key questions", "B", code)
    return [value(sheets, "Key questions", f"{column}{line}") for column in columns]


@pytest.mark.parametrize("text", WRONG)
def test_an_answer_not_recognised_lifts_no_rating(content, text):
    sheets = typed_over(content, "2.1.1", text)
    line = line_of(sheets, "Ratings", "A", "2.1")
    assert shown(sheets, "2.1.1", "JKLMN") == ["Check answers", "Check answers", "", "", ""]
    assert [value(sheets, "Ratings", f"{column}{line}") for column in "DEFHI"] == ["", "", *["Check answers"] * 2, ""]
    last = line_of(sheets, "Cover", "A", "Overall rating")
    assert [value(sheets, "Cover", f"B{line}") for line in (last, last + 1)] == ["Check answers", ""]


def test_it_is_counted_at_its_question_and_in_all(content):
    sheets = typed_over(content, "2.1.1", " no ")
    assert shown(sheets, "2.1.1", "DEHO") == [15, 3, 18, 1]
    assert shown(sheets, "2.1.2", "JKO") == [79, "Good", 0]
    told = [value(sheets, sheet, "C1") for sheet in ("Ratings", "Cases")]
    told.append(value(sheets, "Cover", f"B{line_of(sheets, 'Cover', 'A', 'Answers not recognised')}"))
    assert [text[:38] for text in told] == ["1 answer is not recognised: marked red"] * 3


def test_at_a_prompt_it_leaves_the_ratings_and_takes_the_percentage(content):
    sheets = typed_over(content, "2.1.1a", " no ")
    line = line_of(sheets, "Prompts and items", "B", "2.1.1a")
    assert [value(sheets, "Prompts and items", f"{column}{line}") for column in "JK"] == ["Check answers", 1]
    assert value(sheets, "Ratings", f"H{line_of(sheets, 'Ratings', 'A', '2.1')}") == "Good"
    assert value(sheets, "Ratings", "C1").startswith("1 answer is not recognised")


@pytest.mark.parametrize("line", [FIRST + CASES, 6_000])
def test_a_case_added_below_the_table_counts(content, line):
    texts = {"A": "Case 20", column_of("2.1.1"): "No"}
    sheets = open_sheets(add_line(content, "Cases", line, texts))
    assert shown(sheets, "2.1.1", "DEJ") == [15, 5, 75]
    assert value(sheets, "Cover", f"B{line_of(sheets, 'Cover', 'A', 'Cases counted')}") == CASES + 1
    wrong = open_sheets(add_line(content, "Cases", line, texts | {column_of("2.1.1"): "Nope"}))
    assert shown(wrong, "2.1.1", "JO") == ["Check answers", 1]


def test_in_capitals_an_answer_is_the_same(content):
    sheets = typed_over(content, "2.1.1", "NO")
    assert shown(sheets, "2.1.1", "DEJKO") == [15, 4, 79, "Good", 0]
    assert value(sheets, "Ratings", "C1") == ""


def test_every_answer_cell_has_a_drop_down_of_its_questions_answers_and_a_mark(content):
    sheet = open_sheets(content)["Cases"]
    lists, marks = sheet.find("dataValidation"), sheet.find("conditionalFormatting")
    for code, question in pdu().questions.items():
        for line in (FIRST, FIRST + CASES - 1, 6_000):
            place = column_of(code), line
            ((source,),) = [each for each in lists if covers(each.get("sqref"), *place)]
            assert source.text == f'"{",".join(question.labels.values())}"'
            assert any(covers(each.get("sqref"), *place) for each in marks)


def covers(area, column, line):
    """Whether "B4:D6000" has this cell."""
    first, top, last, bottom = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area).groups()
    return int_of(first) <= int_of(column) <= int_of(last) and int(top) <= line <= int(bottom)


def test_without_ratings_it_is_told_too():
    used = unrated()
    content = content_of(*result_of(answering(8, used, 5), {}, used))
    ref = f"{column_of(next(iter(used.questions)), used)}{FIRST}"
    sheets = open_sheets(change_texts(content, "Cases", {ref: "yes "}))
    assert value(sheets, "Cases", "C1").startswith("1 answer is not recognised")


def test_absent_is_an_answer_to_management_oversight_alone(content):
    code = "management-oversight"
    sheets = typed_over(content, code, pdu().questions[code].labels[Value.ABSENT])
    line = line_of(sheets, "Prompts and items", "B", code)
    assert [value(sheets, "Prompts and items", f"{column}{line}") for column in "DEFK"] == [15, 3, 1, 0]
    assert shown(typed_over(content, "2.1.1", "Absent"), "2.1.1", "KO") == ["Check answers", 1]
