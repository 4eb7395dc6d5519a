"""The invented audit that the demonstration's audit is compared with."""

import pytest

from audit.demonstration.actions.earlier_audit import load_earlier_audit
from audit.demonstration.earlier import SUFFICIENT, invent_earlier_cases
from audit.demonstration.reads import find_demonstration
from audit.frameworks import framework
from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.results.sign_off.actions.sign_off import sign_off

pytestmark = pytest.mark.slow


def test_its_cases_answer_what_they_are_asked_and_say_which_are_invented():
    cases = invent_earlier_cases(framework("pdu-2023"))
    assert all(case.answers.keys() == set(applicable_questions(framework("pdu-2023"), case.facts)) for case in cases)
    assert {case.facts["reference"] for case in cases} == {f"EARLIER-{number:03}" for number in range(1, 49)}
    answers = [case.answers for case in cases]
    assert {code: sum(each[code] == Value.YES for each in answers) for code in SUFFICIENT} == SUFFICIENT


def test_the_demonstration_follows_it_and_shows_a_change_within_chance_and_one_beyond(suffolk_audit, sign_in):
    earlier = load_earlier_audit()
    assert earlier.title.endswith("(invented)")
    assert find_demonstration() == suffolk_audit
    sign_off(audit=find_demonstration())
    shown = sign_in("viewer").get(f"/audits/{suffolk_audit.pk}/change/").content.decode()
    assert "This audit follows it." in shown
    assert "+9 points (-9 to +27): within chance" in shown
    assert "+24 points (+5 to +41): more than chance" in shown
