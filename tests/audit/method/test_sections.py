"""The parts of a review: in the order of the framework, without what the case is not asked."""

from audit.method.applicability import applicable_questions
from audit.method.sections import ITEMS, sections_of, whole_of
from tests.audit.method.frameworks import pdu

ON_LICENCE = {"sentence_type": "licence", "resettlement": True, "court_report": True}
IN_THE_COMMUNITY = {"sentence_type": "community_order", "resettlement": False, "court_report": False}


def sections(facts):
    return sections_of(pdu(), applicable_questions(pdu(), facts))


def test_there_is_a_part_for_each_standard_that_is_judged_on_cases_and_one_for_the_items():
    assert [section.code for section in sections(ON_LICENCE)] == ["2.1", "2.2", "2.3", "2.4", ITEMS]


def test_the_prompts_come_before_the_judgement_that_they_inform():
    (block, *_) = sections(ON_LICENCE)[0].blocks
    assert [question.code for question in block.questions] == ["2.1.1a", "2.1.1b", "2.1.1c", "2.1.1d", "2.1.1"]
    assert block.key_question.code == "2.1.1"


def test_every_question_that_applies_stands_in_one_part_once():
    for facts in (ON_LICENCE, IN_THE_COMMUNITY, {}):
        codes = [question.code for section in sections(facts) for question in section.questions]
        assert sorted(codes) == sorted(applicable_questions(pdu(), facts))


def test_all_parts_as_one_have_the_same_questions_in_the_same_order():
    parts = sections(ON_LICENCE)
    assert whole_of(parts).questions == tuple(question for part in parts for question in part.questions)


def test_what_does_not_apply_is_not_asked_and_a_group_without_questions_vanishes():
    blocks = [block.code for block in sections(IN_THE_COMMUNITY)[-1].blocks]
    assert "resettlement" not in blocks
    assert "court-report" not in blocks
    assert "outcomes" in blocks


def test_a_framework_without_standards_for_cases_has_no_empty_part():
    assert sections_of(pdu(), frozenset()) == ()
