"""How sure a result is, in words: what the pages say of the demonstration, and at the edges."""

from dataclasses import replace

import pytest

from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw, Interval
from audit.method.certainty.overall import judged_otherwise
from audit.method.certainty.together import Chances, chances_of, open_to_reader
from audit.method.certainty.words import (
    ALL_AUDITED,
    PICKED_BY_HAND,
    chance_text,
    how_strict,
    interval_text,
    likely_rating,
    most_likely,
    sentence_on_overall,
    sentences_on_judgements,
    sentences_on_standards,
    what_chances_cover,
    where_answers_are_missing,
    why_no_chances,
)
from audit.method.disclosure.small_numbers import hide_figures
from audit.method.rating.audit import rate
from audit.method.tally import Tally
from tests.audit.method.certainty.demonstration import JUDGED, suffolk_answers, suffolk_rating
from tests.audit.method.frameworks import shipped


def suffolk(judgements=JUDGED):
    rating = suffolk_rating(judgements)
    return rating, chances_of(rating, suffolk_answers(), Draws(Draw(56)))


@pytest.mark.slow
def test_each_standard_has_a_sentence():
    assert list(sentences_on_standards(*suffolk())) == [
        "Assessment is likely Inadequate (81%), possibly Requires improvement (19%).",
        "Planning is very likely Inadequate (96%), possibly Requires improvement (4%).",
        "Implementation and delivery is almost certainly Inadequate (over 99%).",
        "Reviewing is almost certainly Inadequate (over 99%).",
    ]


@pytest.mark.slow
def test_the_overall_rating_is_said_with_the_judgements_it_depends_on():
    assert sentence_on_overall(*suffolk()) == (
        "If the judgements on leadership, staffing and services stand, the overall rating is almost certainly Requires "
        "improvement (over 99%). Out of 21, the score is 4 (79%), 5 (18%) or 6 (2%)."
    )


@pytest.mark.slow
def test_one_band_lower_on_any_judgement_would_make_suffolk_inadequate():
    assert list(sentences_on_judgements(*suffolk())) == [
        "If Leadership, Staffing or Services were one band lower, the overall rating would be Inadequate (79%); one "
        "band higher, Requires improvement (over 99%)."
    ]


def test_the_highest_judgement_can_only_be_lower_and_the_sentence_says_so():
    rating = suffolk_rating({**JUDGED, "1.1": replace(JUDGED["1.1"], rating="Outstanding")})
    assert next(sentences_on_judgements(rating, Chances({}, {0: 1.0}))) == (
        "If Leadership were one band lower, the overall rating would be Requires improvement (over 99%)."
    )


def test_a_move_by_a_panel_is_a_judgement_that_could_have_been_different():
    """With the move the score is 4 of 21; without it, 3 is Inadequate."""
    judged = JUDGED | {"1.1": replace(JUDGED["1.1"], rating="Requires improvement")}
    rating = suffolk_rating(judged)
    standards = tuple(
        replace(s, decided="Requires improvement", score=1) if s.code == "2.1" else s for s in rating.standards
    )
    moved = replace(rating, standards=standards, score=4, overall="Requires improvement")
    assert list(sentences_on_judgements(moved, Chances({}, {0: 1.0})))[-1] == (
        "If a panel had not moved Assessment from Inadequate to Requires improvement, the overall rating would be "
        "Inadequate (over 99%)."
    )


@pytest.mark.parametrize(("answered", "said"), [(12, "Assessment on 12 of 15."), (15, "")])
def test_the_page_says_on_how_many_cases_a_rating_rests_where_answers_are_missing(answered, said):
    answers = {q.code: Tally(yes=answered if q.code.startswith("2.1") else 15) for q in shipped().key_questions}
    found = where_answers_are_missing(rate(shipped(), answers, cases=15), Chances({"2.1": {}, "2.2": {}}, {}))
    assert found == (f"Where answers are missing, a rating rests on fewer cases: {said}" if said else "")


def test_the_highest_and_the_lowest_judgement_have_one_neighbour_only():
    rating = suffolk_rating({**JUDGED, "1.1": replace(JUDGED["1.1"], rating="Outstanding")})
    leadership, *_ = judged_otherwise(rating, Chances({}, {0: 1.0}))
    assert (leadership.higher, most_likely(leadership.lower)) == ({}, "Requires improvement (over 99%)")


@pytest.mark.slow
def test_without_a_judgement_nothing_is_said_of_the_whole():
    assert (sentence_on_overall(*suffolk({})), list(sentences_on_judgements(*suffolk({})))) == ("", [])


def test_a_rating_less_likely_than_another_and_one_that_a_panel_moved_are_named():
    rating = suffolk_rating()
    chances = Chances({"2.1": {"Inadequate": 0.3, "Requires improvement": 0.7}}, {})
    assert list(sentences_on_standards(rating, chances)) == [
        "Assessment came out as Inadequate here, but is likely Requires improvement (70%), possibly Inadequate (30%)."
    ]
    moved = [replace(s, decided="Good") if s.code == "2.1" else s for s in rating.standards]
    assert next(sentences_on_standards(replace(rating, standards=tuple(moved)), chances)).startswith(
        "Assessment was moved to Good by a panel. By the rule it is likely Requires improvement (70%)"
    )


def test_a_standard_that_a_panel_left_out_is_never_said_to_be_likely_rated():
    rating, chances = suffolk_rating(), Chances({"2.1": {"Inadequate": 1.0}}, {})
    left_out = [replace(s, left_out=True, score=None) if s.code == "2.1" else s for s in rating.standards]
    assert list(sentences_on_standards(replace(rating, standards=tuple(left_out)), chances)) == [
        "A panel decided that assessment cannot be rated. By the rule it is almost certainly Inadequate (over 99%)."
    ]


@pytest.mark.parametrize(
    ("chance", "text"),
    [(1, "over 99%"), (0.9949, "99%"), (0.955, "96%"), (0.005, "1%"), (0.004, "under 1%"), (0, "under 1%")],
)
def test_no_chance_is_said_to_be_certain(chance, text):
    assert chance_text(chance) == text


@pytest.mark.parametrize(
    ("first", "word"),
    [
        (0.996, "almost certainly"),
        (0.95, "very likely"),
        (0.7, "likely"),
        (0.55, "more likely than not"),
        (0.4, "most"),
    ],
)
def test_the_words_follow_the_chance(first, word):
    assert likely_rating({"Good": first, "Inadequate": (1 - first) / 2, "Outstanding": (1 - first) / 2}).startswith(
        word
    )


def test_an_interval_is_said_in_whole_per_cents():
    assert (interval_text(Interval(32.4, 57.6)), interval_text(None)) == ("32% to 58%", "")


def test_what_the_chances_are_about_names_the_population_where_it_is_known():
    assert what_chances_cover(Draw(56)) == "These chances cover the luck of which 56 cases were drawn."
    assert "56 of 2,238 eligible cases" in what_chances_cover(Draw(56, 2238))
    texts = [why_no_chances(draw) for draw in (Draw(56), Draw(56, random=False), Draw(56, 56))]
    assert texts == ["", PICKED_BY_HAND, ALL_AUDITED]


def test_the_page_says_how_strict_the_rule_is():
    assert how_strict(suffolk_rating()).endswith("up to 83% of samples of 56 would still give Inadequate.")


def test_a_hidden_figure_takes_the_chances_of_its_standard_and_of_the_score_with_it():
    chances = Chances({"2.1": {"Good": 1.0}, "2.2": {"Good": 1.0}}, {2: 1.0})
    hidden = open_to_reader(hide_figures(suffolk_rating(), {"2.1.2"}), chances)
    assert (list(hidden.standards), hidden.scores) == (["2.2"], {})
    assert open_to_reader(suffolk_rating(), chances) == chances


@pytest.mark.slow
def test_chances_are_never_worked_out_from_a_hidden_figure():
    rating = hide_figures(suffolk_rating(), {"2.1.1", "2.1.2", "2.1.3"})
    found = chances_of(rating, suffolk_answers(), Draws(Draw(56)))
    assert (sorted(found.standards), found.scores) == (["2.2", "2.3", "2.4"], {})
