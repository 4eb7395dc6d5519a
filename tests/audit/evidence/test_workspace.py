"""The workspace of a standard: evidence under its questions, what the report says, and the rating."""

import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.evidence.surveys.reads import citable_figures as survey_figures
from audit.method.rating.explain import notice_of
from audit.models import EvidenceEntry
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import User
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit
from tests.audit.evidence.surveys.a_survey import a_survey
from tests.audit.evidence.written import an_entry, write_text
from tests.audit.reading import text_of
from tests.cases.sign_in.a_typed_form import end_sessions

pytestmark = pytest.mark.django_db
TEXT = {"strengths": "Clear plans\nGood data", "improvements": "", "narrative": "Leaders know the unit."}
MEETING = {"kind": "meeting", "title": "Minutes", "text": "Risk is first.", "supports": "strength"}


@pytest.fixture
def audit(audit):
    """Ten cases, of which 2.1.3 is sufficient in six."""
    add_cases(audit, 10, {"2.1.3": 6})
    return audit


@pytest.fixture
def page(audit):
    return f"/audits/{audit.pk}/standards/1.1/"


def seen_in(response):
    return {"based_on": re.search(r'name="based_on"( value="([^"]*)")?', response.content.decode())[2] or ""}


def test_a_text_is_saved_and_shown_on_the_page_of_all_questions_and_in_the_report(lead, audit, page):
    response = lead.post(page, TEXT | {"draft_rating": "Good", "contributors": "Head of PDU"})
    assertRedirects(response, page)
    stored = audit.standard_texts.get()
    assert (stored.narrative, stored.draft_rating, stored.written_by.username) == (TEXT["narrative"], "Good", "lead")
    for place in ("questions/", "report/?profile=inside"):
        shown = text_of(lead.get(f"/audits/{audit.pk}/{place}"))
        assert "Leaders know the unit." in shown
        assert "Clear plans" in shown
        assert "Head of PDU" not in shown


def test_a_text_saved_meanwhile_is_shown_and_not_overwritten_until_it_is_sent_again(lead, audit, page):
    opened = seen_in(lead.get(page))
    write_text(audit, "1.1", narrative="The colleague's.")
    refused = lead.post(page, opened | TEXT)
    assert "Saved now The colleague's." in text_of(refused)
    assertContains(refused, "Good data</textarea>")
    assert audit.standard_texts.get().narrative == "The colleague's."
    lead.post(page, seen_in(refused) | TEXT)
    assert audit.standard_texts.get().narrative == TEXT["narrative"]


def test_what_was_being_typed_when_the_session_ended_is_in_the_form_again(lead, page):
    person = User.objects.get(pk=lead.session["_auth_user_id"])
    lead.get(page)
    end_sessions()
    lead.post(page, {"narrative": "Half a thought"})
    lead.force_login(person)
    assertContains(lead.get(page), "Half a thought</textarea>")


def test_evidence_is_added_changed_and_deleted(lead, audit, page):
    lead.post(f"{page}evidence/", MEETING | {"day_day": "12", "day_month": "2", "day_year": "2024"})
    entry = audit.evidence.get()
    assert "Minutes Risk is first. Meeting, 12 February 2024 · A strength" in text_of(lead.get(page))
    change = f"{page}evidence/{entry.pk}/"
    lead.post(change, seen_in(lead.get(change)) | MEETING | {"supports": "neither"})
    assert EvidenceEntry.objects.get().supports == "neither"
    seen = re.search(r'name="seen" value="([^"]*)"', lead.get(f"{change}delete/").content.decode())[1]
    lead.post(f"{change}delete/", {"seen": seen})
    assert not audit.evidence.exists()


def test_evidence_that_a_colleague_changed_is_neither_overwritten_nor_deleted(lead, audit, page):
    entry = an_entry(audit, "1.1", text="First.")
    change = f"{page}evidence/{entry.pk}/"
    opened = seen_in(lead.get(change))
    entry.text, entry.written_at = "The colleague's.", entry.written_at.replace(year=2030)
    entry.save()
    assert "Saved now Focus group The colleague's." in text_of(lead.post(change, opened | MEETING))
    lead.post(f"{change}delete/", {"seen": opened["based_on"]})
    assert audit.evidence.get().text == "The colleague's."


def test_evidence_stands_under_the_question_that_it_answers(lead):
    audit = an_audit(framework_code="youth-2025")
    page = f"/audits/{audit.pk}/standards/1.1/"
    assertContains(lead.get(f"{page}evidence/?question=1.1.2"), '<option value="1.1.2" selected>')
    lead.post(f"{page}evidence/", MEETING | {"sub_question": "1.1.2"})
    an_entry(audit, "1.1", title="Of all")
    shown = re.search(r"1\.1\.2 Do staff have(.*?)1\.1\.3 .*The standard as a whole(.*)", text_of(lead.get(page)))
    assert "Minutes Risk is first." in shown[1]
    assert "Source: check against the published document" in shown[1]
    assert "Of all" in shown[2]


def test_a_cited_figure_of_the_audit_is_shown_as_it_is_now(lead, audit, page):
    lead.post(f"{page}figures/", {"cites": "live:2.1.3", "supports": "improvement"})
    assert audit.evidence.get().kind == "live"
    assert "on keeping other people safe? 6 of 10, 60% (" in text_of(lead.get(page))
    add_cases(audit, 10, {"2.1.3": 0})
    assert "6 of 20, 30%" in text_of(lead.get(page))


def test_an_indicator_and_a_survey_figure_are_cited_with_their_sentence(lead, audit, page):
    facts = {"name": "Vacancies", "value": 102, "unit": "posts", "source": "Report", "measured": "2024"}
    indicator = audit.indicators.create(**facts, written_at=timezone.now())
    survey = a_survey(audit, [["Manageable workload"], *[["Yes"]] * 4, *[["No"]] * 6])
    figures = survey_figures(audit)
    for key in (f"indicator:{indicator.pk}", figures[0].key):
        lead.post(f"{page}figures/", {"cites": key, "supports": "neither"})
    assert [each.kind for each in audit.evidence.all()] == ["survey", "survey"]
    shown = text_of(lead.get(page))
    assert "Vacancies: 102 posts" in shown
    assert figures[0].sentence in shown
    survey.delete()
    assert "The figure that was cited is no longer there." in text_of(lead.get(page))


def test_the_indicators_of_a_standard_stand_on_its_page_once_whether_cited_or_not(lead, audit, page):
    facts = {"value": 102, "unit": "posts", "source": "Report", "measured": "2024", "written_at": timezone.now()}
    indicator = audit.indicators.create(name="Vacancies", standard="1.1", **facts)
    audit.indicators.create(name="Repairs", standard="1.2", **facts)
    shown = text_of(lead.get(page))
    assert "Indicators of 1.1 Vacancies: 102 posts (2024)." in shown
    assert "Repairs" not in shown
    lead.post(f"{page}figures/", {"cites": f"indicator:{indicator.pk}", "supports": "neither"})
    assert text_of(lead.get(page)).count("Vacancies: 102 posts") == 1


@pytest.mark.parametrize(
    ("place", "sent", "told"),
    [
        ("", {"narrative": "Mr Smith chairs."}, "This may identify someone"),
        ("evidence/", MEETING | {"text": "Mr Smith chairs."}, "This may identify someone"),
        ("evidence/", MEETING | {"title": ""}, "Enter the title"),
        ("figures/", {"supports": "neither"}, "Choose a figure"),
        ("figures/", {"cites": "live:9.9", "supports": "neither"}, "Choose one of the options"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_stored(lead, audit, page, place, sent, told):
    response = lead.post(page + place, sent)
    assertContains(response, "<title>Error: ")
    assert told in text_of(response)
    assert not audit.standard_texts.exists()
    assert not audit.evidence.exists()


def test_the_list_of_standards_says_how_far_each_is(lead, audit):
    write_text(audit, "1.1", draft_rating="Good")
    an_entry(audit, "1.2")
    record_judgement(audit=audit, standard="1.3", rating="Good", rationale="Seen.", decided_by="Panel")
    shown = text_of(lead.get(f"/audits/{audit.pk}/standards/"))
    for line in (
        "1.1 Leadership evidence In progress 0 Good No rating yet",
        "1.2 Staffing evidence In progress 1 No rating yet",
        "1.3 Services evidence Done 0 Good",
        "2.1 Assessment cases Not begun 0 Requires improvement",
    ):
        assert line in shown


def test_once_signed_off_no_standard_is_said_to_be_waiting(lead, audit):
    write_text(audit, "2.1", strengths="Prompt.")
    sign_off(audit=audit)
    shown = text_of(lead.get(f"/audits/{audit.pk}/standards/"))
    assert "2.1 Assessment cases Done 0" in shown
    assert "2.2 Planning cases Nothing written 0" in shown
    assert "Not begun" not in shown


def test_a_decision_is_recorded_from_the_workspace_and_stands_on_it_with_its_rationale(lead, page):
    assertContains(lead.get(page), f'href="{page}judgement/"')
    sent = {"rating": "Good", "rationale": "Seen.", "decided_by": "Panel"}
    lead.post(f"{page}judgement/", sent)
    assert "Good Seen. Decided by Panel" in text_of(lead.get(page))


def test_after_the_sign_off_others_read_what_was_signed_and_no_one_changes_it(lead, audit, page, sign_in):
    write_text(audit, "1.1", narrative="As signed.", draft_rating="Outstanding")
    an_entry(audit, "1.1", text="What staff said.")
    assert sign_in("viewer").get(page).status_code == 403
    sign_off(audit=audit)
    write_text(audit, "1.1", narrative="Written past the actions.")
    for reader in ("viewer", "lead"):
        response = sign_in(reader).get(page)
        assert "As signed." in text_of(response)
        assert "What staff said." in text_of(response)
        assertNotContains(response, "<textarea")
        assertNotContains(response, "Outstanding")
    assertContains(lead.post(page, TEXT), "Leaders know the unit.", status_code=409)
    assertContains(lead.post(f"{page}evidence/", MEETING), "Risk is first.", status_code=409)
    assert audit.evidence.get().text == "What staff said."


def test_a_small_figure_that_is_cited_stays_hidden_from_who_sees_no_case(audit, sign_in, page):
    for value in (YES, NO):
        add_case(audit, {"2.1.3a": value})
    an_entry(audit, "1.1", kind="live", title="", cites="live:2.1.3a")
    sign_off(audit=audit)
    shown = text_of(sign_in("viewer").get(page))
    assert "not shown" in shown
    assert "1 of 2" not in shown


def test_an_unrated_audit_has_a_judgement_in_words_and_no_word_of_ratings(sign_in, an_unrated_framework):
    audit = an_audit(framework_code=an_unrated_framework)
    add_cases(audit, 10, {"2.1.3": 6})
    lead, page = sign_in("lead"), f"/audits/{audit.pk}/standards/2.1/"
    lead.post(page, TEXT | {"improvements": "Few home visits"})
    an_entry(audit, "2.1", supports="improvement")
    pages = [lead.get(place) for place in (page, f"/audits/{audit.pk}/standards/", f"{page}evidence/")]
    assert "Concerns" in text_of(pages[0])
    assert "· A concern ·" in text_of(pages[0])
    assert "2.1 Assessment cases Done 1" in text_of(pages[1])
    said = " ".join(text_of(response) for response in pages).replace(notice_of(audit.unit.name), "")
    assert re.findall(r"(?i)\brat(?:ing|ed)|band|score|inadequate|outstanding", said) == []
