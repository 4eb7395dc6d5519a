"""What a review lacks, and what in it contradicts itself or the facts of the case."""

import pytest

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.framework import KeyQuestion
from audit.method.review_check import RemarkKind, check_review
from tests.audit.method.frameworks import pdu

YES, NO, NA, ABSENT, NOT_LOOKED, *_ = Value
LICENCE = {"sentence_type": "licence", "resettlement": True, "court_report": False}
PROMPTS = ("2.1.1a", "2.1.1b", "2.1.1c", "2.1.1d")


def complete(facts=LICENCE, **instead):
    """({code: Value}, {code: comment}) that lack nothing and contradict nothing, with other answers `instead`."""
    asked = applicable_questions(pdu(), facts)
    answers = {code: instead.get(code, YES) for code in asked}
    return answers, {code: "Why." for code in asked if isinstance(pdu().questions[code], KeyQuestion)}


def check(facts=LICENCE, *, without=(), comments=None, **instead):
    answers, written = complete(facts, **instead)
    for code in without:
        del answers[code]
    return check_review(pdu(), facts, answers, written if comments is None else comments)


def codes(remarks, kind):
    return [remark.code for remark in remarks if remark.kind is kind]


def test_a_complete_review_without_contradictions_has_no_remark():
    checked = check()
    assert (checked.missing, checked.warnings) == ((), ())
    assert checked.answered == len(checked.asked)


def test_what_is_not_answered_is_missing_in_the_order_of_the_framework():
    checked = check(without=["practitioner-interviewed", "2.1.1b"])
    assert codes(checked.missing, RemarkKind.UNANSWERED) == ["2.1.1b", "practitioner-interviewed"]


def test_a_comment_without_an_answer_is_still_unanswered():
    answers, written = complete()
    checked = check_review(pdu(), LICENCE, answers | {"2.1.1a": None}, written | {"2.1.1a": "Not sure yet."})
    assert codes(checked.missing, RemarkKind.UNANSWERED) == ["2.1.1a"]


def test_a_judgement_needs_reasoning_and_spaces_are_none():
    _, written = complete()
    checked = check(comments=written | {"2.3.2": "  \n"})
    assert codes(checked.missing, RemarkKind.NO_REASONING) == ["2.3.2"]


def test_what_the_facts_set_aside_is_neither_missing_nor_counted():
    community = {"sentence_type": "community_order", "resettlement": False, "court_report": False}
    answers, written = complete(community)
    checked = check_review(pdu(), community, answers | {"2.3.1d": NO}, written)
    assert "2.3.1d" not in checked.asked
    assert (checked.missing, checked.warnings, checked.answered) == ((), (), len(answers))


@pytest.mark.parametrize(
    ("prompts", "judgement", "warned"),
    [
        ([NO, NO, NO, NO], YES, True),
        ([NO, NA, NO, NA], YES, True),
        ([NO, NO, NO, YES], YES, False),
        ([YES, YES, YES, YES], NO, True),
        ([YES, NA, YES, YES], NO, True),
        ([YES, YES, YES, NO], NO, False),
        ([NA, NA, NA, NA], YES, False),
        ([NA, NA, NA, NA], NO, False),
    ],
)
def test_a_judgement_against_all_its_prompts_is_warned_of(prompts, judgement, warned):
    checked = check(**dict(zip(PROMPTS, prompts, strict=True)), **{"2.1.1": judgement})
    assert codes(checked.warnings, RemarkKind.CONTRADICTION) == (["2.1.1"] if warned else [])
    assert checked.missing == ()


def test_no_without_a_comment_is_warned_of_and_with_one_is_not():
    _, written = complete()
    assert codes(check(**{"2.1.2a": NO}).warnings, RemarkKind.NO_COMMENT) == ["2.1.2a"]
    assert check(comments=written | {"2.1.2a": "No sources."}, **{"2.1.2a": NO}).warnings == ()


def test_oversight_that_never_took_place_needs_a_comment_too():
    (remark,) = check(**{"management-oversight": ABSENT}).warnings
    assert (remark.code, remark.kind) == ("management-oversight", RemarkKind.NO_COMMENT)
    assert "“Absent”" in remark.text


def test_not_applicable_against_a_known_fact_is_warned_of_and_an_unknown_fact_says_nothing():
    assert codes(check(**{"2.3.1d": NA}).warnings, RemarkKind.CONTRADICTION) == ["2.3.1d"]
    assert check({"resettlement": False, "court_report": False}, **{"2.3.1d": NA}).warnings == ()
