"""The instruments of the field: what each one is, what was published of it, and that its page says the same."""

import re
from datetime import date, timedelta
from functools import cache

import pytest
from pytest_django.asserts import assertContains

from audit.frameworks import framework, framework_choices, framework_problems, words_of
from audit.method.applicability import applicable_questions
from audit.method.framework import SOURCES
from audit.method.published.programmes import PROGRAMMES
from audit.method.published.rating import counted_standards, score_by_standards, score_of
from audit.method.rating.audit import rate_overall
from audit.results.published.files import RESULTS, scoring_framework
from audit.results.published.results_file import read_published
from tests.audit.an_audit import a_unit
from tests.audit.method.frameworks import rate_as
from tests.code_tree import ROOT

INSTRUMENTS = {  # standards, those that count, the last score of each overall band, the letters before numbers of cases
    "pdu-2023": (7, 7, (3, 10, 17, 21), ()),
    "pdu-2021": (9, 9, (4, 13, 22, 27), ()),
    "nps-2018": (10, 10, (5, 15, 25, 30), ("", "C", "V")),
    "crc-2018": (10, 10, (5, 15, 25, 30), ("", "U", "T")),
    "youth-2018": (13, 12, (6, 18, 30, 36), ("", "O")),
    "youth-2025": (3, 2, (1, 3, 5, 6), ("", "V")),
    "public-protection-2025": (5, 0, (), ()),
    "quality-2017": (8, 0, (), ("C", "N")),
}
QUOTED = {"public-protection-2025": ["C1", "C2"]}  # questions whose wording was read in a publication
INADEQUATE, IMPROVE, GOOD = "Inadequate", "Requires improvement", "Good"
EAST_SUSSEX = (2, 2, 3, 3, 2, 0, 3, 3, 1, 1, 3, 2, 1)  # points of the standards of youth-2018, in their order


@pytest.mark.parametrize(("code", "expected"), INSTRUMENTS.items())
def test_an_instrument_has_the_standards_bands_and_kinds_of_its_programme(code, expected):
    loaded = framework(code)
    counted = [standard for standard in loaded.standards if standard.counted]
    ends = tuple(band.up_to for band in loaded.score_bands)
    prefixes = tuple(kind.prefix for kind in loaded.kinds)
    assert (len(loaded.standards), len(counted), ends, prefixes) == expected
    assert loaded.max_score == max(ends, default=0)


def test_all_instruments_are_offered_the_newest_first():
    assert framework_problems() == []
    assert {code for code, _ in framework_choices()} == set(INSTRUMENTS)
    assert [code for code, _ in framework_choices()][:3] == ["public-protection-2025", "youth-2025", "pdu-2023"]


def test_no_framework_is_chosen_for_a_person_who_has_not_chosen_one(sign_in):
    a_unit()
    unset = '<option value="" selected>Choose a framework</option>'
    assertContains(sign_in("lead").get("/audits/new/"), unset, html=True)


def ratings_of(code, points):
    loaded = framework(code)
    return {
        standard.code: None if number is None else loaded.rating_bands[number].rating
        for standard, number in zip(loaded.standards, points, strict=True)
    }


@pytest.mark.parametrize(
    ("code", "points", "result"),
    [
        ("nps-2018", (2, 1, 1, 1, 2, 2, 1, 2, 1, 2), (15, 30, IMPROVE)),  # South East and Eastern 2019: five and five
        ("pdu-2023", (0, 0, 1, 0, 0, 0, 0), (1, 21, INADEQUATE)),  # Cambridgeshire and Peterborough 2024
        ("pdu-2021", (0, 1, 0, 1, 0, 0, 0, 0, 0), (2, 27, INADEQUATE)),  # Birmingham North, East and Solihull 2022
        ("youth-2018", EAST_SUSSEX, (25, 36, GOOD)),  # resettlement (4.1) is not counted
        ("youth-2018", (0, 1, 0, 0, 0, 0, 0, 0, None, None, None, None, None), (1, 24, INADEQUATE)),  # four unrated
        ("youth-2025", (None, 2, 2), (4, 6, GOOD)),
    ],
)
def test_an_instrument_gives_the_result_that_its_ratings_add_up_to(code, points, result):
    rated = rate_as(framework(code), ratings_of(code, points))
    assert (rated.score, rated.max_score, rated.overall) == result


PSS, LICENCE, ORDER = "post_sentence_supervision", "licence", "community_order"


@pytest.mark.parametrize(
    ("sentence", "days", "suspended_after", "letter"),
    [
        (PSS, 300, None, "A"),
        (LICENCE, 56, None, "A"),
        (LICENCE, 57, None, "C"),
        (ORDER, 56, None, "C"),
        (ORDER, 365, 56, "A"),
        (ORDER, 365, 57, "C"),
        ("", None, None, "C"),  # until the sentence is known; the review asks for it first
    ],
)
def test_a_case_is_asked_the_core_questions_of_public_protection_or_the_adjusted_ones(
    sentence, days, suspended_after, letter
):
    start = date(2025, 10, 6)
    after = {"end_date": days, "contact_suspended_on": suspended_after}
    dates = {fact: str(start + timedelta(number)) if number else "" for fact, number in after.items()}
    facts = {"sentence_type": sentence, "start_date": str(start), **dates}
    asked = applicable_questions(framework("public-protection-2025"), facts)
    assert {code for code in asked if code in ("A1", "C1")} == {f"{letter}1"}


@cache
def published():
    return [row.rating for row in read_published(RESULTS, scoring_framework()).rows]


def instrument_of(rating):
    """The code of the instrument that a published rating comes from: its programme and highest score."""
    older = {"PDU": "pdu-2021"} if rating.max_score == 27 else {}
    return {"PDU": "pdu-2023", "NPS": "nps-2018", "CRC": "crc-2018", "youth": "youth-2018", **older}.get(
        rating.programme
    )


def test_overall_ratings_that_were_published_follow_from_their_scores():
    scored = [(rating, score_of(rating, scoring_framework())) for rating in published()]
    checked = [(rating, score) for rating, score in scored if score and rating.overall]
    apart = [
        str(score)
        for rating, score in checked
        if rate_overall(framework(instrument_of(rating)), score.points, score.maximum) != rating.overall
    ]
    assert len(checked) > 40
    assert apart == ["26 of 36"]  # West Sussex 2022: its sources contradict each other


def test_ratings_that_were_published_standard_by_standard_give_the_published_score():
    whole = [rating for rating in published() if score_by_standards(rating, scoring_framework())]
    assert len(whole) >= 3
    for rating in whole:
        rated = rate_as(framework(instrument_of(rating)), dict(rating.standards))
        assert (rated.score, rated.overall) == (rating.score, rating.overall)
        assert len(counted_standards(rating)) * 3 == rated.max_score


@pytest.mark.parametrize("code", INSTRUMENTS)
def test_the_page_of_an_instrument_says_what_its_file_holds(code):
    loaded, page = framework(code), (ROOT / f"docs/instruments/{code}.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| ")}
    assert {each.code for each in loaded.standards} <= set(rows)
    assert all(f"| {each.title} |" in rows[each.code] for each in loaded.standards)
    fewest = {each.code: f" {each.fewest_cases} |" if loaded.rated else " |" for each in loaded.kinds}
    assert all(f"| {each.title} |" in rows[f"`{each.code}`"] for each in loaded.kinds)
    assert all(rows[f"`{code}`"].endswith(end) for code, end in fewest.items())
    assert (f"Highest score: {loaded.max_score}." in page) is loaded.rated
    assert f"# {loaded.title}: `{code}`" in page
    assert "check against the published document" in page.lower()


@pytest.mark.parametrize(
    "code", [code for code in INSTRUMENTS if code != "pdu-2023"]
)  # whose notes say it: it is of the first format
def test_every_part_says_how_sure_it_is_and_quotes_only_what_was_read(code):
    loaded = framework(code)
    sub_questions = [each for standard in loaded.standards for each in standard.sub_questions]
    asked = [*loaded.key_questions, *(p for each in loaded.key_questions for p in each.prompts)]
    unsure = [each.code for each in (*loaded.standards, *sub_questions, *asked) if each.source not in SOURCES]
    assert unsure == []
    assert [each.code for each in (*sub_questions, *asked) if each.source == "A"] == QUOTED.get(code, [])
    assert any(re.search("[Cc]heck (it|them) against the published document", note) for note in loaded.notes)


@pytest.mark.parametrize("code", INSTRUMENTS)
def test_every_key_question_has_a_name_of_its_own_and_the_work_it_judges(code):
    words, codes = words_of(framework(code)), [each.code for each in framework(code).key_questions]
    assert set(codes) <= set(words.short_titles)
    assert set(codes) <= set(words.work)
    assert len(set(words.work.values())) == len(words.work)


def test_programmes_with_published_results_are_read_beside_them():
    programmes = {words_of(framework(code)).programme for code in INSTRUMENTS} - {""}
    assert programmes == set(PROGRAMMES) - {"region"}
