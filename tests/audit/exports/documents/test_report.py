"""The report as a document: it says what the result page says, in each state of a result."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.recommendations import AnsweredRecommendation, PlannedStep
from audit.method.disclosure.small_numbers import NOT_SHOWN, hide_figures
from audit.method.rating.explain import overall_standing
from audit.results.pages.figures import figure_line
from audit.results.texts import WrittenStandard
from audit.results.versions import Recommended
from tests.audit.exports.documents.reports import document_of, said_in
from tests.audit.exports.edge_audits import EDGES, hostile
from tests.cases.documents.word_texts import texts_of, written

PARTS = ["Result", "Recommendations", "Background"]


@cache
def at_edge(edge):
    """(Report, its Document) of one of EDGES."""
    report, _ = EDGES[edge]()
    return report, document_of(report)


def figures_of(report):
    for standard in report.rating.standards:
        for question in standard.key_questions:
            yield from (question, *question.prompts)
    yield from report.rating.items


@pytest.mark.parametrize("edge", EDGES)
def test_every_question_stands_in_it_with_the_figures_of_the_result(edge):
    report, document = at_edge(edge)
    rows = [row for block in document.blocks if block.kind == "table" for row in block.rows]
    found = {row[0]: tuple(row[1:4]) for row in rows if len(row) > 3}
    for figure in figures_of(report) if report.rating.cases else ():
        line = figure_line(report, figure)
        share, percent, interval = found[f"{line.shown_code} {line.text}".strip()]
        assert (share.split(" (")[0], percent, interval) == (line.share, line.percent, line.interval)


@pytest.mark.parametrize("edge", EDGES)
def test_it_begins_with_the_notice_and_has_its_parts_in_their_order(edge):
    report, document = at_edge(edge)
    said = said_in(document)
    assert said[0] == report.notice
    annex = f"Annex: how this audit counts{' and rates' if report.framework.rated else ''}"
    assert [text for text in said if text in (*PARTS, annex)] == [*PARTS, annex]


@pytest.mark.parametrize("edge", EDGES)
def test_it_says_the_rating_where_there_are_ratings_and_nothing_of_them_where_there_are_none(edge):
    report, document = at_edge(edge)
    said = " ".join(said_in(document))
    assert (f"Overall rating: {overall_standing(report.rating)}." in said) == report.framework.rated
    assert ("Rating:" in said) == report.framework.rated


def test_a_provisional_result_says_so_at_the_start_and_beside_each_rating():
    report, _ = EDGES["all no"]()
    report = replace(report, provisional=True, incomplete="Provisional: 3 of 7 cases")
    said = said_in(document_of(report))
    assert said[2] == "Provisional: 3 of 7 cases"
    assert "Rating: Inadequate (Provisional: 3 of 7 cases)." in said


def test_no_reviewed_case_is_said():
    assert "No review is submitted yet, so there are no figures." in said_in(document_of(EDGES["fresh"]()[0]))


def test_why_people_judged_as_they_did_leaves_only_where_it_was_asked_for():
    report, _ = EDGES["decided"]()
    inside = Leaving(Profile.INSIDE, {Tick.FREE_TEXT: "For the panel"})
    asked = [Leaving(), Leaving(Profile.TEAM), Leaving(Profile.INSIDE), inside]
    found = ["Why: At the boundary." in said_in(document_of(report, leaving=each)) for each in asked]
    assert found == [False, False, False, True]


@pytest.mark.parametrize(("edge", "name"), [("all no", "Areas for improvement"), ("unrated", "Concerns")])
def test_what_is_written_about_a_standard_stands_in_its_section_in_every_profile(edge, name):
    written = WrittenStandard("Leaders know.\nStaff agree.", ("Clear plans",), ("Few visits",))
    said = said_in(document_of(replace(EDGES[edge]()[0], texts={"1.1": written})))
    section = said[said.index("1.1 Leadership") :]
    wanted = ["Leaders know.", "Staff agree.", "Strengths", "Clear plans", name, "Few visits"]
    assert [text for text in section if text in wanted] == wanted


def test_hostile_texts_reach_the_word_file_as_text():
    report, _ = hostile()
    texts = texts_of(written(document_of(report)))
    assert {"=1+1", "Unit: @unit", "http://a.example/", "=cmd|' /C calc'!A0"} <= set(texts)


def test_without_ratings_it_begins_with_how_often_work_was_sufficient_at_each_stage():
    report, document = at_edge("unrated")
    table = next(block for block in document.blocks if block.kind == "table")
    assert [row[1].split()[0] for row in table.rows] == [question.code for question in report.framework.key_questions]
    assert {row[2] for row in table.rows} == {"63%, 5 of 8"}


def test_recommendations_stand_with_their_answer_and_each_of_their_steps():
    report, _ = EDGES["all no"]()
    day = date(2024, 3, 1)
    steps = (PlannedStep("Train.", "SPO, Ipswich", day, None), PlannedStep("Check.", "Quality lead", day, day))
    answered = AnsweredRecommendation("Plan for risk.", ("2.2",), "partly", "From May.", day, steps)
    report = replace(report, recommendations=(Recommended("Plan for risk.", ("2.2",)),))
    document = document_of(report, recommendations=(answered,))
    assert "Plan for risk. (About: 2.2 Planning)" in said_in(document)
    assert next(block for block in document.blocks if block.kind == "table" and "steps" in block.caption).rows == [
        ("1. Partly agreed. From May.", "Train.", "SPO, Ipswich", "1 March 2024", ""),
        ("1.", "Check.", "Quality lead", "1 March 2024", "1 March 2024"),
    ]


def test_a_figure_that_is_hidden_from_the_reader_stands_nowhere_in_it():
    report, _ = EDGES["rounding decides"]()
    codes = {"2.1.3", *(prompt.code for prompt in report.framework.questions["2.1.3"].prompts)}
    report = replace(report, rating=hide_figures(report.rating, frozenset(codes)))
    document = document_of(report)
    rows = [row for block in document.blocks if block.kind == "table" for row in block.rows]
    hidden = [row for row in rows if row[0].split()[0] in codes]
    assert {row[1:4] for row in hidden} == {("", NOT_SHOWN, "")}
    findings = [text for block in document.blocks if block.kind == "bullets" for text in block.texts]
    assert [text for text in findings if text.startswith("2.1.3: sufficient")] == []


def test_a_chart_says_in_words_what_it_draws():
    _, document = at_edge("rounding decides")
    chart = next(block for block in document.blocks if block.kind == "chart")
    assert "2.1.1: 31 of 48, 65% (50% to 77%), Good" in chart.description
    assert chart.begins == {50: "Requires improvement", 65: "Good", 80: "Outstanding"}
