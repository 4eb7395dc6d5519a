"""Cell by cell: what the workbook's cells hold before anything recalculates them is what the report says."""

import pytest

from audit.exports.certainty import sentences_on_certainty
from tests.audit.exports.edge_audits import EDGES, content_of, opened
from tests.audit.exports.workbook_file import FIRST, open_sheets, told_on_cover

pytestmark = pytest.mark.slow


def blank(value):
    return "" if value is None else value


def figure(question):
    """What columns D to J show of a question."""
    tally = question.tally
    counts = [tally.yes, tally.no, tally.absent, tally.not_applicable]
    no_percent = "" if tally.applicable else "no cases"
    return [*counts, sum(counts), tally.applicable, no_percent if question.percent is None else question.percent]


def named(question):
    return [question.code, question.question.text]


def banded(report, question):
    """What the columns after J show of a key question: as many answers are not recognised as the tool wrote, none."""
    if not report.framework.rated:
        return [0]
    band = [question.band.rating, question.band.score] if question.band else ["", ""]
    share = round(float(question.share), 12) if question.tally.applicable and not question.few else ""
    return [*band, question.up.cases if question.up else "", share, 0]


def bounds(report, question):
    """What the last two columns show of a question: its 95% interval, to a tenth.

    One more column is empty for key questions, where answers to an item are told apart.
    """
    interval, apart = report.interval_of(question), any(item.question.has_further for item in report.rating.items)
    ends = [pytest.approx(end, abs=0.051) for end in (interval.low, interval.high)] if interval else ["", ""]
    return [*ends, ""] if apart else ends


@pytest.mark.parametrize("edge", EDGES)
def test_key_questions_show_the_reports_figures(edge):
    report, sheets = opened(edge)
    assert sheets["Key questions"].rows(FIRST) == [
        [
            f"{standard.code} {standard.standard.title}",
            *named(question),
            *figure(question),
            *banded(report, question),
            *bounds(report, question),
        ]
        for standard in report.rating.standards
        for question in standard.key_questions
    ]


def left_out(standard):
    return "Cannot be rated" if standard.left_out else None


def scored(standard):
    return blank(standard.score) if standard.standard.counted else "not counted"


@pytest.mark.parametrize("edge", [edge for edge in EDGES if edge != "unrated"])
def test_the_ratings_sheet_shows_the_reports_ratings(edge):
    report, sheets = opened(edge)
    shown = sheets["Ratings"].rows(FIRST)
    assert [row[5:9] for row in shown] == [
        [blank(s.rating), blank(s.decided or left_out(s)), blank(s.final or left_out(s)), scored(s)]
        for s in report.rating.standards
    ]


@pytest.mark.parametrize("edge", EDGES)
def test_the_cover_shows_the_overall_rating_where_there_are_ratings(edge):
    report, sheets = opened(edge)
    rating, shown = report.rating, told_on_cover(sheets)
    expected = (
        [rating.overall or "Not rated", blank(rating.score), rating.max_score] if report.framework.rated else [None] * 3
    )
    labels = ("Overall rating", "Score", "Highest possible score")
    assert [shown.get(label) for label in labels] == expected
    assert shown["Cases counted"] == rating.cases


def test_the_ratings_sheet_says_where_cases_are_too_few_for_a_rating():
    _, sheets = opened("too few in one question")
    shown = {row[0]: row[3:5] for row in sheets["Ratings"].rows(FIRST)}
    assert shown["2.1"] == ["", "fewer than 10 cases"]
    assert shown["2.2"] == ["2.2.1, 2.2.2, 2.2.3", "67%, 8 of 12"]
    assert "not rated if one is based on fewer than 10 cases" in "".join(map(str, told_on_cover(sheets).values()))


def test_the_ratings_name_the_lowest_question():
    _, sheets = opened("decided")
    assert sheets["Ratings"].rows(FIRST)[3] == [
        "2.1",
        "Assessment",
        "cases",
        "2.1.1, 2.1.2, 2.1.3",
        "70%, 7 of 10",
        "Good",
        "Outstanding",
        "Outstanding",
        3,
        3,
    ]


def test_the_judgements_say_why_and_by_whom():
    _, sheets = opened("decided")
    judged = {row[0]: row[1:] for row in sheets["Judgements"].rows(FIRST)}
    assert judged["2.1"] == ["Assessment", "cases", "Outstanding", "yes", "", "At the boundary.", "Panel", ""]
    assert judged["1.1"][2:4] == ["Good", "yes"]


def test_prompts_and_items_show_the_reports_figures(suffolk_result):
    report, rows = suffolk_result
    sheets = open_sheets(content_of(report, rows))
    questions = [p for s in report.rating.standards for q in s.key_questions for p in q.prompts]
    questions += report.rating.items
    shown = sheets["Prompts and items"].rows(FIRST)
    assert [row[1:] for row in shown] == [
        [*named(question), *figure(question), 0, *bounds(report, question)] for question in questions
    ]


def test_notes_and_comments_are_all_there(suffolk_result):
    report, rows = suffolk_result
    sheets = open_sheets(content_of(report, rows))
    notes = [*report.notes, *sentences_on_certainty(report), *report.framework.notes]
    assert [row[1] for row in sheets["Notes"].rows(FIRST)] == notes
    comments = [[row.label, code, text] for row in rows for code, text in row.comments.items()]
    assert comments
    assert [[*row[:2], row[3]] for row in sheets["Comments"].rows(FIRST)] == comments
