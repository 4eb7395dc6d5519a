"""Answers that no formula recognises are marked and counted, and no rating rests on what is left of them."""

import re

import pytest

from audit.method.answers import Value
from tests.audit.exports.edge_audits import answering, content_of, result_of
from tests.audit.exports.recalculation import evaluate
from tests.audit.exports.workbook_file import FIRST, change_texts, letter_of, open_sheets
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
    return next(n for n in range(FIRST, 200) if sheets[sheet].value(f"{column}{n}") == code)


def shown(sheets, code, columns):
    line = line_of(sheets, "Key questions", "B", code)
    return [value(sheets, "Key questions", f"{column}{line}") for column in columns]


@pytest.mark.parametrize("text", WRONG)
def test_an_answer_not_recognised_lifts_no_rating(content, text):
    sheets = typed_over(content, "2.1.1", text)
    line = line_of(sheets, "Summary", "A", "2.1")
    assert shown(sheets, "2.1.1", "JKLMN") == ["Check answers", "Check answers", "", "", ""]
    assert [value(sheets, "Summary", f"{column}{line}") for column in "DEFHI"] == ["", "", *["Check answers"] * 2, ""]
    last = line_of(sheets, "Summary", "A", "Overall")
    assert [value(sheets, "Summary", f"{column}{last}") for column in "HI"] == ["Check answers", ""]


def test_it_is_counted_at_its_question_and_in_all(content):
    sheets = typed_over(content, "2.1.1", " no ")
    assert shown(sheets, "2.1.1", "DEHO") == [15, 3, 18, 1]
    assert shown(sheets, "2.1.2", "JKO") == [79, "Good", 0]
    for sheet in ("Summary", "Cases"):
        assert value(sheets, sheet, f"A{FIRST - 2}").startswith("1 answer is not recognised: marked red")


def test_at_a_prompt_it_leaves_the_ratings_and_takes_the_percentage(content):
    sheets = typed_over(content, "2.1.1a", " no ")
    line = line_of(sheets, "Prompts and items", "B", "2.1.1a")
    assert [value(sheets, "Prompts and items", f"{column}{line}") for column in "JK"] == ["Check answers", 1]
    assert value(sheets, "Summary", f"H{line_of(sheets, 'Summary', 'A', '2.1')}") == "Good"
    assert value(sheets, "Summary", f"A{FIRST - 2}").startswith("1 answer is not recognised")


def test_in_capitals_an_answer_is_the_same(content):
    sheets = typed_over(content, "2.1.1", "NO")
    assert shown(sheets, "2.1.1", "DEJKO") == [15, 4, 79, "Good", 0]
    assert value(sheets, "Summary", f"A{FIRST - 2}") == ""


def test_every_answer_cell_has_a_drop_down_of_its_questions_answers_and_a_mark(content):
    sheet = open_sheets(content)["Cases"]
    lists = {place: found for found in sheet.find("dataValidation") for place in cells_of(found.get("sqref"))}
    marks = {place for found in sheet.find("conditionalFormatting") for place in cells_of(found.get("sqref"))}
    for code, question in pdu().questions.items():
        for line in range(FIRST, FIRST + CASES):
            ref = f"{column_of(code)}{line}"
            (source,) = [node.text for node in lists[ref] if node.tag.endswith("formula1")]
            assert source == f'"{",".join(question.labels.values())}"'
            assert ref in marks


def cells_of(area):
    """The cells of "B6:D24"."""
    first, top, last, bottom = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area).groups()
    columns = [letter_of(n) for n in range(1, 200)]
    columns = columns[columns.index(first) : columns.index(last) + 1]
    return [f"{column}{line}" for column in columns for line in range(int(top), int(bottom) + 1)]


def test_without_ratings_it_is_told_too():
    used = unrated()
    content = content_of(*result_of(answering(8, used, 5), {}, used))
    ref = f"{column_of(next(iter(used.questions)), used)}{FIRST}"
    sheets = open_sheets(change_texts(content, "Cases", {ref: "yes "}))
    assert value(sheets, "Cases", f"A{FIRST - 2}").startswith("1 answer is not recognised")


def test_absent_is_an_answer_to_management_oversight_alone(content):
    code = "management-oversight"
    sheets = typed_over(content, code, pdu().questions[code].labels[Value.ABSENT])
    line = line_of(sheets, "Prompts and items", "B", code)
    assert [value(sheets, "Prompts and items", f"{column}{line}") for column in "DEFK"] == [15, 3, 1, 0]
    assert shown(typed_over(content, "2.1.1", "Absent"), "2.1.1", "KO") == ["Check answers", 1]
