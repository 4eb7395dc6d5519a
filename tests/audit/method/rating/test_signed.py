"""What was signed stays, and where today's rules would rate otherwise one sentence says so."""

import json

import pytest

from audit.frameworks import framework
from audit.method.rating.audit import rate
from audit.method.rating.signed import as_signed, ratings_to_sign, what_today_gives
from audit.method.tally import Tally

PDU = framework("pdu-2023")


def rated(yes=40):
    """An audit of 56 cases, 2.1.3 sufficient in `yes` of them (40: Good), everything else Good too; 1.x not judged."""
    tallies = {question.code: Tally(40, 16, 0, 0) for question in PDU.key_questions}
    return rate(PDU, tallies | {"2.1.3": Tally(yes, 56 - yes, 0, 0)}, cases=56)


def signed_with(**changes):
    """What was signed of rated(), as it comes back from the database, with a standard or band changed."""
    stored = json.loads(json.dumps(ratings_to_sign(rated())))
    return stored | changes


def test_what_is_signed_is_read_back_as_it_was():
    assert as_signed(rated(), signed_with()) == rated()
    assert what_today_gives(rated(), rated()) == ""


def test_ratings_score_and_bands_are_those_that_were_signed():
    stored = signed_with(overall="Inadequate", score=3)
    stored["standards"]["2.1"] = {"rating": "Inadequate", "decided": None, "score": 0}
    stored["bands"]["2.1.3"] = "Inadequate"
    signed = as_signed(rated(), stored)
    (assessment,) = (standard for standard in signed.standards if standard.code == "2.1")
    assert (signed.overall, signed.score, assessment.rating, assessment.score) == ("Inadequate", 3, "Inadequate", 0)
    assert [question.band.rating for question in assessment.key_questions] == ["Good", "Good", "Inadequate"]
    assert {question.up for question in assessment.key_questions} == {None}


def test_what_was_signed_before_bands_were_stored_keeps_its_ratings():
    stored = signed_with()
    del stored["bands"]
    stored["standards"]["2.1"]["rating"] = "Inadequate"
    signed = as_signed(rated(), stored)
    assert [s.rating for s in signed.standards if s.code == "2.1"] == ["Inadequate"]


CHANGES = {
    "Signed as Inadequate (3 of 21); today's rules would give no overall rating.": {
        "overall": "Inadequate",
        "score": 3,
    },
    "Signed without an overall rating; today's rules would give 2.1 Assessment Good instead of Inadequate.": {
        "standards": {"rating": "Inadequate"}
    },
    "Signed without an overall rating; today's rules would give 2.1 Assessment, by the rule, Good instead of "
    "Requires improvement.": {"standards": {"rating": "Requires improvement", "decided": "Good"}},
    "Signed without an overall rating; today's rules would give 2.1.3 Good instead of Outstanding.": {
        "bands": {"2.1.3": "Outstanding"}
    },
    "Signed without an overall rating; today's rules would give 2.1 Assessment Good instead of no rating.": {
        "standards": {"rating": None, "score": None}
    },
}


@pytest.mark.parametrize("sentence", CHANGES)
def test_one_sentence_says_what_was_signed_and_what_todays_rules_would_give(sentence):
    stored, changes = signed_with(), dict(CHANGES[sentence])
    stored["standards"]["2.1"] |= changes.pop("standards", {})
    stored["bands"] |= changes.pop("bands", {})
    assert what_today_gives(as_signed(rated(), stored | changes), rated()) == sentence
