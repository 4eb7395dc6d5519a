"""Formulas look the thresholds up on the sheet Bands: change one there, and ratings follow."""

import pytest

from tests.audit.exports.edge_audits import EDGES, content_of
from tests.audit.exports.recalculation import evaluate
from tests.audit.exports.workbook_file import FIRST, change_texts, open_sheets

pytestmark = pytest.mark.slow
ASSESSMENT = FIRST + 3  # its line on Ratings; 70% sufficient


@pytest.fixture(scope="module")
def content():
    return content_of(*EDGES["decided"]())


def value(content, sheet, ref):
    return evaluate(open_sheets(content), sheet, ref, {})


def test_the_bands_are_those_of_the_framework(content):
    shown = open_sheets(content)["Bands"].rows(FIRST)
    assert [row[:4] for row in shown[:4]] == [
        ["key question", "Inadequate", 0, 0],
        ["key question", "Requires improvement", 1, 50],
        ["key question", "Good", 2, 65],
        ["key question", "Outstanding", 3, 80],
    ]
    assert [row[1] for row in shown[4:]] == ["Inadequate", "Requires improvement", "Good", "Outstanding"]
    assert [row[5] for row in shown[4:]] == [3, 10, 17, 21]


@pytest.mark.parametrize(
    ("ref", "threshold", "rating", "more"),
    [("D6", 65, "Good", 1), ("D6", 71, "Requires improvement", 1), ("D7", 70, "Outstanding", "")],
)
def test_a_changed_percentage_changes_ratings_and_the_way_to_the_next_band(content, ref, threshold, rating, more):
    changed = change_texts(content, "Bands", {ref: threshold})
    assert value(changed, "Ratings", f"F{ASSESSMENT}") == rating
    assert value(changed, "Key questions", f"K{FIRST}") == rating
    assert value(changed, "Key questions", f"M{FIRST}") == more


def test_a_changed_share_of_the_highest_score_changes_the_overall_rating(content):
    before = [value(content, "Cover", ref) for ref in ("B3", "B4", "B5")]
    assert before == ["Good", 15, 21]
    changed = change_texts(content, "Bands", {f"E{FIRST + 5}": 0.75})  # requires improvement up to 15
    assert value(changed, "Cover", "B3") == "Requires improvement"


def test_a_changed_score_changes_the_sum(content):
    changed = change_texts(content, "Bands", {f"C{FIRST + 2}": 1})  # good scores as requires improvement does
    assert value(changed, "Cover", "B4") == 9


def test_a_framework_without_ratings_has_no_bands():
    assert "Bands" not in open_sheets(content_of(*EDGES["unrated"]()))
