"""How sure a result is, as its files say it, and which readers are not told."""

from dataclasses import replace

import pytest

from audit.exports.as_json.summary import summary_of
from audit.exports.certainty import OURS
from audit.exports.text import text_of
from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.disclosure.small_numbers import hide_figures
from tests.audit.exports.edge_audits import content_of
from tests.audit.exports.recalculation import differences
from tests.audit.exports.workbook_file import FIRST, HEADINGS, open_sheets

pytestmark = pytest.mark.slow
STANDS = "Overall, if the judgements on leadership, staffing and services stand"


@pytest.fixture
def report(suffolk_result):
    return suffolk_result[0]


def figure_in(summarised, code):
    questions = [question for standard in summarised["standards"] for question in standard["key_questions"]]
    return next(question for question in questions if question["code"] == code)


def test_the_json_has_the_chances_that_the_page_shows(report):
    chances = summary_of(report)["chances"]
    assert chances["standards"]["2.1"]["Inadequate"] == pytest.approx(0.81, abs=0.005)
    assert chances["overall"]["Requires improvement"] > 0.99
    assert chances["score"]["4"] == pytest.approx(0.80, abs=0.01)
    assert OURS in chances["about"]
    assert any(each.startswith("If the judgements on leadership, staffing and services") for each in chances["about"])


def test_the_text_has_a_range_with_each_percentage_and_says_how_sure_the_ratings_are(report):
    text = text_of(report)
    assert "25 of 56     45% (32% to 58%)  Inadequate; 3 more for Requires improvement" in text
    assert " - Assessment is likely Inadequate (81%), possibly Requires improvement (19%)." in text
    assert OURS in text


def test_the_workbook_has_the_chances_on_a_sheet_of_their_own(report):
    _, *rows = open_sheets(content_of(report))["How sure"].rows(HEADINGS)
    assert rows[0] == [STANDS, "under 1%", "over 99%", "under 1%", "under 1%"]
    assert ["2.1.3", "77%", "23%", "under 1%", "under 1%"] in rows


def test_a_known_population_narrows_the_ranges_in_every_file(suffolk_result):
    report, rows = suffolk_result
    report = replace(report, draws=Draws(Draw(56, 240)))
    assert figure_in(summary_of(report), "2.1.3")["interval"] == {"low": 33.8, "high": 56.0}
    sheets = open_sheets(content_of(report, rows))
    assert sheets["Key questions"].rows(FIRST)[2][-2:] == [33.8, 56]
    assert differences(sheets) == {}


def test_no_file_says_how_sure_a_figure_is_that_its_reader_may_not_know(report):
    hidden = replace(report, rating=hide_figures(report.rating, {"2.1.2"}), withholds=True)
    told = summary_of(hidden)
    assert (figure_in(told, "2.1.2")["interval"], figure_in(told, "2.1.3")["interval"]["low"]) == (None, 32.4)
    assert (set(told["chances"]["standards"]), told["chances"]["score"]) == ({"2.2", "2.3", "2.4"}, None)
    assert "Assessment is likely" not in text_of(hidden)
    sheets = open_sheets(content_of(hidden))
    assert sheets["Key questions"].rows(FIRST)[1][-2:] == ["", ""]
    assert {"2.1.1", "2.1.2", "2.1.3", "2.1 Assessment"} & {row[0] for row in sheets["How sure"].rows(FIRST)} == set()


@pytest.mark.parametrize("draw", [Draw(56, random=False), Draw(56, 56)], ids=["picked by hand", "all audited"])
def test_without_the_luck_of_a_sample_no_file_has_ranges_or_chances(report, draw):
    report = replace(report, draws=Draws(draw))
    told, sheets = summary_of(report), open_sheets(content_of(report))
    assert (told["chances"], figure_in(told, "2.1.3")["interval"]) == (None, None)
    assert "How sure" not in sheets
    assert "95% interval from" not in sheets["Key questions"].rows(HEADINGS)[0]
    assert OURS not in text_of(report)
