"""The pages of frameworks: what they ask, on what they rest, and what changed between versions."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.frameworks import file_frameworks
from audit.instruments.forms.example import ExampleForm
from audit.instruments.reads import template_text
from audit.method.applicability import applicable_questions
from audit.method.asked_facts import facts_to_ask
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.instruments.test_publishing import SECOND, publish, text
from tests.audit.method.frameworks import load_text
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db
CODES = [(each.code, each.version) for each in file_frameworks()]


@pytest.fixture
def lead():
    return a_user("asha", Role.QUALITY_LEAD, a_unit())


@pytest.fixture
def reader():
    return client_of(a_user("viewer", Role.VIEWER, a_unit()))


def test_the_list_names_every_framework_and_no_fragment(lead, reader):
    publish(by=lead)
    page = reader.get("/frameworks/")
    for code, _ in [*CODES, ("my-framework", "1")]:
        assertContains(page, f"{code}, version 1")
    assertNotContains(page, "hmip-ratings")
    assertContains(page, "Audits of Suffolk PDU")


@pytest.mark.parametrize(("code", "version"), CODES)
def test_a_framework_has_a_page_and_an_example_case(reader, code, version):
    for page in ("", "example/", "file/"):
        assert reader.get(f"/frameworks/{code}/{version}/{page}").status_code == 200


def test_the_page_says_on_what_the_parts_rest_and_of_which_cases_a_question_is_asked(reader):
    page = reader.get("/frameworks/public-protection-2025/1/")
    assertContains(page, "check against the published document (C)")
    assertContains(page, "to check against the published document")
    assertContains(page, "length of the licence in days: 56 at most")
    assertContains(page, "If a fact is not known, the reviewer is asked for it first.")


def test_an_example_case_is_asked_what_its_facts_decide(reader):
    page = "/frameworks/public-protection-2025/1/example/?fact-sentence_type="
    assertContains(reader.get(page + "post_sentence_supervision"), 'id="block-A1"')
    assertNotContains(reader.get(page + "post_sentence_supervision"), 'id="block-C1"')
    assertContains(reader.get(page + "community_order"), 'id="block-C1"')
    assertContains(reader.get(page), "The reviewer would be asked first: Sentence type")


def test_an_example_case_without_flags_is_known_to_have_none_and_dates_stand_in_their_order():
    asked = 'unknown = "ask_fact"\nflags = ["ADVP"]\nany = [{ weeks = { above = 3 } }]\n'
    weeks = '[facts.weeks]\ntitle = "weeks"\nweeks_between = ["start_date", "end_date"]\n\n'
    content = text(('sentence_type = ["licence"]', f"{asked}\n{weeks}"))
    form = ExampleForm({}, framework=load_text(content))
    assert list(form.fields) == ["flags", "start_date", "end_date"]
    assert facts_to_ask(load_text(content), form.facts()) == ()
    assert not applicable_questions(load_text(content), form.facts()) & {"2.1b"}


def test_a_page_shows_what_changed_between_two_versions(lead, reader):
    publish(by=lead)
    added = '\n[[item_groups.items]]\ncode = "housed"\ntext = "Housed?"\nlook_for = "Record."\n'
    changes = (
        SECOND,
        ("kept safe?", "protected?"),
        ("from_percent = 65", "from_percent = 60"),
        ("was explained", "is known"),
    )
    publish(text(*changes) + added, by=lead, confirmed=["2.1"])
    page = reader.get("/frameworks/my-framework/2/changes/")
    for told in (
        "Before: Does the plan say how other people are kept safe?",
        "Now: Does the plan say how other people are",
    ):
        assertContains(page, told)
    assertContains(page, "housed, measure: Housed?")
    assertContains(page, "Good from 60%")
    assertContains(page, "and is known to the person.")
    assert reader.get("/frameworks/my-framework/1/changes/").status_code == 404


def test_people_of_other_places_cannot_see_it(lead):
    publish(by=lead)
    elsewhere = client_of(a_user("norfolk", Role.QUALITY_LEAD, a_unit("Norfolk PDU")))
    in_region = client_of(a_user("region", Role.VIEWER, a_unit().region))
    assert elsewhere.get("/frameworks/my-framework/1/").status_code == 404
    assertNotContains(elsewhere.get("/frameworks/"), "my-framework")
    assertContains(in_region.get("/frameworks/my-framework/1/"), "Suffolk PDU")


def test_the_template_is_a_whole_framework(reader, lead):
    assert reader.get("/new-framework/template/").content.decode() == template_text()
    assert publish(reader.get("/new-framework/template/").content.decode(), by=lead).version == "1"
