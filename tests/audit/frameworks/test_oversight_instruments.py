"""The instruments of management oversight: what they ask, and that inspections and rounds do not share instruments."""

import re

import pytest
from pytest_django.asserts import assertNotContains

from audit.frameworks import framework, framework_choices, oversight_choices, words_of
from audit.method.answers import Value
from cases.permissions import Role
from tests.audit.an_audit import an_audit
from tests.audit.management.running import refusal_of
from tests.audit.method.frameworks import pdu
from tests.people import a_user, client_of

QUESTIONS = [
    "risk-current",
    "who-harmed",
    "checks-used",
    "own-voice",
    "behind-offending",
    "keep-safe-plan",
    "seen-enough",
    "missed-acted-on",
    "work-done",
    "protected",
    "reviewed-after-change",
    "manager-direction",
]
FORMS = {  # the numbers of the questions of each form
    "oversight-short": range(1, 13),
    "oversight-safety": (1, 2, 3, 6, 7, 10, 11, 12),
    "oversight-first-weeks": (2, 3, 4, 5, 6, 12),
    "oversight-before-end": (9, 10, 11, 12),
}


@pytest.mark.parametrize(("code", "numbers"), FORMS.items())
def test_each_form_asks_its_questions_by_the_codes_and_words_of_the_whole(code, numbers):
    form, whole = framework(code), framework("oversight-short")
    shared = [each for each in form.questions if each in whole.questions]
    assert shared == [QUESTIONS[number - 1] for number in numbers]
    assert all(form.questions[each] == whole.questions[each] for each in shared)
    assert (form.rated, form.for_oversight, form.notes[0]) == (
        False,
        True,
        "Own wording. Check with a practising SPO before use.",
    )


def test_before_an_end_asks_one_question_more():
    asked = [*framework("oversight-before-end").questions.values()][-1]
    assert (asked.code, asked.text) == ("end-supported", "Was the end of supervision supported by plan and review?")


def test_every_question_can_be_left_unlooked_at_and_only_a_plain_no_asks_for_words():
    questions = framework("oversight-short").questions
    usual, direction = questions["risk-current"], questions["manager-direction"]
    assert [*usual.labels.values()] == ["Yes", "No", "Does not apply", "I did not look at this"]
    assert direction.labels == {
        Value.YES: "Yes, followed",
        Value.NO: "Yes, not followed",
        Value.ABSENT: "Needed, none found",
        Value.NOT_APPLICABLE: "None needed",
        Value.NOT_LOOKED: "I did not look",
    }
    assert [code for code, each in questions.items() if not each.no_wants_words] == ["manager-direction"]


def test_questions_relate_to_key_questions_that_there_are():
    related = {
        each for code, _ in oversight_choices() for q in framework(code).questions.values() for each in q.relates_to
    }
    known = {question.code for question in pdu().key_questions}
    assert {each for each in related if each[0].isdigit()} <= known
    assert related - known == {"information checks", "management oversight item"}


def test_inspections_and_oversight_do_not_offer_each_others_instruments(client, db):
    assert {code for code, _ in framework_choices()}.isdisjoint(FORMS)
    assert oversight_choices()[0][0] == "oversight-short"
    assert {code for code, _ in oversight_choices()} == set(FORMS)
    an_audit()
    assertNotContains(client_of(a_user("lead", Role.QUALITY_LEAD)).get("/audits/new/"), 'value="oversight-short"')


def test_an_answers_file_is_not_rated_by_an_instrument_of_oversight(tmp_path):
    (tmp_path / "answers.csv").write_text("case,risk-current\n1,yes\n", encoding="utf-8")
    refusal = refusal_of("rate", tmp_path / "answers.csv", "--framework", "oversight-short")
    assert re.search(r"for oversight rounds only\. Choose from: [\w, -]*pdu-2023", refusal)


@pytest.mark.parametrize("code", FORMS)
def test_the_short_forms_have_the_short_titles_of_the_whole(code):
    assert list(words_of(framework(code)).short_titles) == QUESTIONS
