"""Files of an audit with several kinds of case say the kind of each case and how many of each kind are in."""

from io import BytesIO

import docx
import pandas
import pytest

from audit.access import tell_access
from audit.exports.as_json.summary import summary_of
from audit.exports.data.data_zip import write_data
from audit.exports.documents.report import write_report
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.reads import contents_of
from audit.exports.text import text_of
from audit.exports.workbook.cells import Column, Formula
from audit.exports.workbook.sheets import height_of
from audit.exports.workbook.workbook import write_summary
from audit.results.report import report_on_audit
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import fetched
from tests.audit.exports.data.taken import frames_in
from tests.audit.exports.test_same_numbers import written
from tests.audit.two_kinds import add_supervision, add_victims

pytestmark = pytest.mark.django_db
IN_ALL = "12 of 12 supervision cases and 5 of 6 victim cases"


@pytest.fixture
def audit(of_two_kinds):
    """Twelve supervision cases, and six victim cases of which five are reviewed, four of them sufficient."""
    add_supervision(of_two_kinds, 12)
    add_victims(of_two_kinds, 5, yes=4)
    add_victims(of_two_kinds, 1, yes=1, submitted=False)
    return fetched(of_two_kinds)


@pytest.fixture
def contents(audit):
    """What the quality lead of the unit takes away."""
    lead = a_reviewer(audit.unit, "lead", Role.QUALITY_LEAD)
    tell_access(audit, lead)
    return contents_of(audit, Leaving(Profile.INSIDE, by=lead))


def test_json_has_the_numbers_of_each_kind_and_the_kind_of_each_standard(audit):
    told = summary_of(report_on_audit(audit))
    victims = {"kind": "victims", "title": "Victim cases", "cases": 5, "cases_expected": 6}
    assert told["kinds"][1] == victims
    assert [each["kind"] for each in told["standards"]][-2:] == ["supervision", "victims"]


def test_text_and_report_say_how_many_of_each_kind_are_in(audit, contents):
    assert f"17 cases: {IN_ALL}" in text_of(report_on_audit(audit))
    said = [each.text for each in docx.Document(BytesIO(written(write_report, contents))).paragraphs]
    assert f"Cases counted: 17, {IN_ALL}" in said


def test_tidy_data_has_the_kind_of_each_case_and_its_number_as_people_read_it(contents):
    frames = frames_in(written(write_data, contents))
    cases = frames["cases"].set_index("case")
    assert cases.loc["100001", ["case_kind", "case_as_shown"]].tolist() == ["victims", "V1"]
    assert frames["audits"]["cases_of_kinds"].tolist() == ["supervision=12/12; victims=5/6"]
    assert dict(frames["questions"][["question", "case_kind"]].values)["3.2.1"] == "victims"


def test_a_workbook_rates_each_kind_by_its_fewest_cases_and_can_be_rated_again(contents):
    book = BytesIO(written(write_summary, contents))
    cover = pandas.read_excel(book, "Cover", header=None, engine="calamine").astype(str).to_numpy()
    assert [row[1] for row in cover if row[0] == "Victim cases"] == ["5 of 6 cases"]
    cases = pandas.read_excel(book, "Cases", header=2, engine="calamine")
    assert cases["kind"].tolist() == ["supervision"] * 12 + ["victims"] * 5
    questions = pandas.read_excel(book, "Key questions", header=2, dtype={"Code": "str"}, engine="calamine")
    assert questions.set_index("Code").loc["3.2.1", "Rating"] == "Outstanding"


def test_text_has_no_heading_for_items_that_no_case_answers(audit):
    assert "Items" not in text_of(report_on_audit(audit))


def test_a_row_is_as_high_as_the_value_of_its_formula():
    columns = [Column("Code", 9, None), Column("Its result", 20, None)]
    heights = [height_of(["2.1", Formula("=A1", value)], columns) for value in ("", "fewer than 10 supervision cases")]
    assert heights[1] == 2 * heights[0]
