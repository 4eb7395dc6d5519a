import pytest

from audit.method.applicability import applicable_questions
from tests.audit.method.frameworks import edited, load_text, pdu

BEFORE_RELEASE = "2.3.1d"
RESETTLEMENT = {"contact-before-release", "resettlement-activity"}
COURT_REPORT = {
    "court-report-domestic-abuse-sufficient",
    "court-report-child-safeguarding-requested",
    "court-report-child-safeguarding-sufficient",
}
ALWAYS = {"sentence_type": "community order", "resettlement": False, "court_report": False}


def left_out(facts, framework=None):
    framework = framework or pdu()
    return set(framework.questions) - applicable_questions(framework, facts)


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        ({"sentence_type": "licence"}, {BEFORE_RELEASE}),
        ({"resettlement": True}, RESETTLEMENT),
        ({"court_report": True}, COURT_REPORT),
    ],
)
def test_a_fact_of_the_case_brings_in_its_questions_and_no_others(fact, asked):
    assert left_out(ALWAYS) == {BEFORE_RELEASE} | RESETTLEMENT | COURT_REPORT
    assert left_out(ALWAYS | fact) == left_out(ALWAYS) - asked


@pytest.mark.parametrize("facts", [{}, dict.fromkeys(ALWAYS), {"sentence_type": "", "region": "East"}])
def test_a_fact_that_is_not_known_leaves_no_question_out(facts):
    assert left_out(facts) == set()


def test_false_is_a_known_fact():
    assert left_out({"court_report": False}) == COURT_REPORT


@pytest.mark.parametrize("sentence", ["community order", "Licence", "none", "post-sentence supervision"])
def test_a_fact_matches_only_a_listed_value(sentence):
    assert left_out({"sentence_type": sentence}) == {BEFORE_RELEASE}


def test_a_prompt_goes_with_its_key_question():
    judged = 'code = "2.3.1"\n'
    framework = load_text(edited((judged, judged + 'applies_to = "resettlement"\n')))
    gone = {code for code in framework.questions if code.startswith("2.3.1")}
    assert len(gone) == 8
    assert gone <= left_out({"resettlement": False, "sentence_type": "licence"}, framework)
    assert gone & left_out({"resettlement": True, "sentence_type": "order"}, framework) == {BEFORE_RELEASE}
