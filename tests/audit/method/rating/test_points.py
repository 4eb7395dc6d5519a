"""Where the points of a score come from, and how far the next overall ratings are."""

import pytest

from audit.method.rating.audit import rate
from audit.method.rating.points import sentences_on_points
from audit.method.rating.standard import Judgement
from tests.audit.method.frameworks import TEN_CASES, shipped

ON_EVIDENCE = ("1.1", "1.2", "1.3")
SAID = {  # ratings of the judgements, that of every case standard, and the sentences
    "nothing": ("Inadequate", "Inadequate", "No standard has a point. Requires improvement needs 4."),
    "all points from judgements": (
        "Requires improvement",
        "Inadequate",
        "All 3 points come from leadership (1), staffing (1) and services (1); the 4 case standards have none. "
        "Requires improvement needs 4.",
    ),
    "the highest": (
        "Outstanding",
        "Outstanding",
        "The 21 points come from leadership (3), staffing (3), services (3), assessment (3), planning (3), "
        "implementation and delivery (3) and reviewing (3). With 4 points fewer it would be Good (11 to 17).",
    ),
}


def rated(judged, from_cases):
    tallies = {question.code: TEN_CASES[from_cases] for question in shipped().key_questions}
    judgements = {code: Judgement(judged, "Seen.", "Panel") for code in ON_EVIDENCE}
    return rate(shipped(), tallies, cases=10, judgements=judgements)


@pytest.mark.parametrize(("judged", "from_cases", "said"), SAID.values(), ids=SAID)
def test_the_sentences_say_where_the_points_come_from_and_what_is_next(judged, from_cases, said):
    assert " ".join(sentences_on_points(rated(judged, from_cases))) == said


def test_one_point_is_the_only_one():
    rating = rate(
        shipped(),
        {question.code: TEN_CASES["Inadequate"] for question in shipped().key_questions},
        cases=10,
        judgements={
            code: Judgement("Requires improvement" if code == "1.2" else "Inadequate", "Seen.", "Panel")
            for code in ON_EVIDENCE
        },
    )
    assert next(sentences_on_points(rating)) == "The only point comes from staffing (1)."


def test_an_audit_without_a_score_has_no_sentence():
    assert list(sentences_on_points(rate(shipped(), {}, cases=0))) == []
