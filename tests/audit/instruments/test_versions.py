"""Audits by different versions of a place's own framework: what is compared, and what is not."""

import pytest

from audit.method.versions import compare_versions
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.instruments.test_publishing import SECOND, publish, text, upload
from tests.audit.method.frameworks import edited, pdu
from tests.audit.method.frameworks import load_text as load
from tests.audit.reading import text_of
from tests.audit.results.change.earlier_audits import signed
from tests.audit.results.signed_results import a_signed_result
from tests.people import a_user, client_of

OTHER_TEXT = ("engaging the person on probation?", "getting on with the person?")
OTHER_ANSWERS = (
    'code = "2.1.2"\ntitle = "Does assessment focus sufficiently on the factors linked to offending and desistance?"\n'
    "may_be_not_applicable = false",
    'code = "2.1.2"\ntitle = "Does assessment focus sufficiently on the factors linked to offending and desistance?"\n'
    "may_be_not_applicable = true",
)
GUIDANCE = ("A rating without reasons is a no.", "Reasons are needed.")


@pytest.mark.parametrize(("change", "code"), [(OTHER_TEXT, "2.1.1"), (OTHER_ANSWERS, "2.1.2")])
def test_a_question_with_another_text_or_other_answers_means_something_else(change, code):
    changes = compare_versions(pdu(), load(edited(change)))
    assert [each.after.code for each in changes.new_meaning] == [code]
    assert (changes.added, changes.removed, changes.reworded) == ((), (), ())


def test_guidance_spaces_and_order_change_no_meaning():
    changes = compare_versions(pdu(), load(edited(GUIDANCE, ("engaging the person", "engaging  the person"))))
    assert changes.new_meaning == ()
    assert [each.after.code for each in changes.reworded] == ["2.1.1a"]


def test_a_prompt_that_moves_to_another_key_question_is_told():
    added = '[[standards.key_questions]]\ncode = "2.2"\ntitle = "Shared?"\nmay_be_not_applicable = false\n\n'
    ends = ("# Other measures", '[[standards.key_questions.prompts]]\ncode = "2.1b"')
    (moved,) = compare_versions(*(load(text((end, added + end))) for end in ends)).reworded
    assert (moved.before.rest[:10], moved.after.rest[:10]) == ("Under 2.1.", "Under 2.2.")


def test_another_source_and_attribution_are_told():
    own = (("Our own wording", "A colleague's wording"), ("Our own work", "A colleague"))
    assert [each.name for each in compare_versions(load(text()), load(text(*own))).settings] == [
        "Source",
        "Attribution",
    ]


@pytest.mark.django_db
def test_the_tick_for_other_answers_shows_them_too(lead):
    publish(by=lead)
    other = ("may_be_not_applicable = false", "may_be_not_applicable = true")
    shown = text_of(upload(client_of(lead), text(SECOND, other)))
    assert shown.count("kept safe? Yes (yes), No (no), Not applicable (not applicable).") == 2


@pytest.fixture
def lead():
    return a_user("asha", Role.QUALITY_LEAD, a_unit().region)


@pytest.mark.django_db
def test_a_question_that_means_something_else_is_not_compared_with_the_version_before(lead):
    own = edited(('code = "pdu-2023"', 'code = "own"'))
    publish(own, by=lead)
    signed("First", framework_code="own")
    publish(text(SECOND, OTHER_TEXT, of=own), by=lead, confirmed=["2.1.1"])
    shown = text_of(client_of(lead).get(f"/audits/{signed('Second', framework_code='own').pk}/change/"))
    assert "by version 1: 11 questions are the same" in shown


@pytest.mark.django_db
def test_only_results_by_the_newest_version_stand_side_by_side(lead):
    place = a_unit().region
    publish(place=place, by=lead)
    a_signed_result("Suffolk PDU", 28, 56, framework_code="my-framework")
    publish(text(SECOND, ("kept safe?", "protected?")), place=place, by=lead, confirmed=["2.1"])
    a_signed_result("Norfolk PDU", 30, 60, framework_code="my-framework")
    shown = text_of(client_of(lead).get(f"/regions/{place.pk}/results/"))
    assert "All PDUs together: 50%, 30 of 60 sufficient" in shown
    assert "Suffolk PDU: its result is by an older version of this framework" in shown
