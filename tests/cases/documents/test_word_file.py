"""Word files: what people wrote stays text, and screen readers find headings, tables and pictures marked."""

from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn

from cases.documents.blocks import BarChart, Bullets, ChartBar, Document, Heading, Paragraph, Table
from tests.cases.documents.word_texts import foot_of, texts_of, written

MADE = datetime(2024, 2, 16, 9, 30, tzinfo=UTC)
TABLE = Table("Ratings", ("Standard", "Rating"), [("Assessment", "Good"), ("Planning", "Inadequate")], (2, 1), {0})
CHART = BarChart("Assessment", "Per cent", [ChartBar("2.1.1", 45, 32.4, 57.6, "25 of 56, 45%")], {50: "Good"})
HOSTILE = {
    "=1+1": "=1+1",
    "<b>&amp;</b>": "<b>&amp;</b>",
    "a\x01\x0b\x1fb\ufffe\ud800": "ab",
    "two\nlines": "two\nlines",
    "=" + "x" * 32_767: "=" + "x" * 32_767,
    "_x0041_ { PAGE }": "_x0041_ { PAGE }",
}


def a_document(*blocks, **said):
    facts = {"title": "Mock inspection", "author": "A PDU", "notice": "Internal audit.", "running": "Audit 3."}
    return Document(**{**facts, "made_at": MADE, "blocks": blocks, **said})


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_whatever_people_wrote_arrives_as_text(text):
    blocks = [Heading(text), Paragraph(text), Bullets([text]), Table(text, [text], [[text]], [1])]
    file = written(a_document(*blocks, title=text, notice=text, author=text))
    assert [each for each in texts_of(file) if each] == [HOSTILE[text]] * 8


def test_a_document_begins_with_its_notice_and_repeats_it_at_the_foot_of_each_page():
    file = written(a_document(Heading("Result")))
    assert texts_of(file)[:3] == ["Internal audit.", "Mock inspection", "Result"]
    assert foot_of(file).startswith("Internal audit. Audit 3. Page ")


def test_programs_are_told_title_language_and_time():
    file = written(a_document())
    assert (file.core_properties.title, file.core_properties.language) == ("Mock inspection", "en-GB")
    assert file.core_properties.created.replace(tzinfo=UTC) == MADE
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_headings_are_headings():
    file = written(a_document(Heading("One"), Heading("Two", 2), Heading("Three", 3)))
    assert [p.style.name for p in file.paragraphs[2:5]] == ["Heading 1", "Heading 2", "Heading 3"]


def test_the_first_row_of_a_table_is_repeated_and_its_columns_keep_their_widths():
    (table,) = written(a_document(TABLE)).tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert not table.autofit
    wide, narrow = (column.width for column in table.columns)
    assert abs(wide - 2 * narrow) <= 635  # Word counts in twentieths of a point


def test_a_chart_says_its_figures_to_those_who_do_not_see_it():
    file = written(a_document(CHART))
    (picture,) = file.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Assessment. 2.1.1: 25 of 56, 45%."
    assert len(file.inline_shapes) == 1
