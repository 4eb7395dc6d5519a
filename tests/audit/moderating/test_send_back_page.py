"""A submitted review goes back with a note, is answered again and comes back with a reply."""

import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Review, SendBack
from audit.results.rollup import roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from cases.permissions import Role
from tests.audit.a_review import a_reviewer, read_once, read_twice
from tests.audit.an_audit import fetched, note_facts
from tests.audit.reading import text_of
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTE = {"note": "Say what the plan holds.", "questions": ["2.2.1", "2.2.3d"]}


@pytest.fixture
def sampled(audit, asha):
    return read_once(audit, asha)


@pytest.fixture
def review(sampled):
    return sampled.reviews.get()


def page_of(review):
    return f"/reviews/{review.pk}/send-back/"


def test_the_review_is_open_again_does_not_count_and_the_note_is_kept_with_its_questions(audit, review, lead):
    response = lead.post(page_of(review), NOTE, follow=True)
    assertRedirects(response, f"/audits/{audit.pk}/reviews/")
    assert "The review of X000001, case 1 is sent back." in text_of(response)
    review.refresh_from_db()
    note = SendBack.objects.get()
    assert (review.submitted_at, note.questions, note.sent_by.username) == (None, ["2.2.1", "2.2.3d"], "lead")
    assert roll_up(fetched(audit)).cases == 0


def test_only_the_questions_that_the_case_was_asked_are_offered(review, lead):
    note_facts(review.sampled_case, court_report=False)
    html = lead.get(page_of(review)).content.decode()
    offered = re.findall(r'name="questions" value="([^"]+)"', html)
    assert {"2.1.1", "2.1.1a", "management-oversight"} <= {*offered}
    assert not [code for code in offered if code.startswith("court-report")]


def test_a_note_is_needed_and_names_nobody_without_a_second_look(review, lead):
    assert "Enter a note to the reviewer" in text_of(lead.post(page_of(review), {"note": " "}))
    assertContains(lead.post(page_of(review), {"note": "Ask Mr Smith."}), '<mark class="identifier">Mr Smith</mark>')
    assert not SendBack.objects.exists()


def test_the_reviewer_sees_the_note_in_every_section_with_links_to_the_very_questions(review, lead, asha):
    lead.post(page_of(review), NOTE)
    for page in ("", "2.1/", "items/"):
        response = client_of(asha).get(f"/reviews/{review.pk}/{page}")
        assertContains(response, "Say what the plan holds.")
        assertContains(response, f'href="/reviews/{review.pk}/2.2/#2.2.1"')
        assertContains(response, f'href="/reviews/{review.pk}/2.2/#2.2.3d"')
    assertContains(client_of(asha).get(f"/reviews/{review.pk}/2.2/"), 'id="2.2.3d"')


def test_it_comes_again_with_a_reply_that_the_lead_reads_beside_the_note_on_the_case_page(audit, review, lead, asha):
    lead.post(page_of(review), NOTE)
    refused = client_of(asha).post(f"/reviews/{review.pk}/", {"submit_review": "Submit"})
    assert "Enter your reply to the note" in text_of(refused)
    client_of(asha).post(f"/reviews/{review.pk}/", {"reply": "It is in the plan of May."})
    review.refresh_from_db()
    assert review.submitted_at
    text = text_of(lead.get(f"/audits/{audit.pk}/cases/1/"))
    assert "Review sent back by Lead" in text
    assert "About: 2.2.1 · 2.2.3d" in text
    assert "It is in the plan of May." in text


def test_the_notes_on_the_case_page_are_the_leads_alone(audit, review, lead, asha):
    lead.post(page_of(review), NOTE)
    assertNotContains(client_of(asha).get(f"/audits/{audit.pk}/cases/1/"), "Say what the plan holds.")


def test_both_are_in_the_trail_in_plain_words(audit, review, lead, asha):
    lead.post(page_of(review), NOTE)
    client_of(asha).post(f"/reviews/{review.pk}/", {"reply": "It is in the plan of May."})
    text = text_of(lead.get(f"/audits/{audit.pk}/cases/1/trail/"))
    sent = "Lead (lead) Sent the review back Note now: Say what the plan holds. Questions now: 2.2.1, 2.2.3d"
    replied = "Asha (asha) Replied to the note about sending it back Reply now: It is in the plan of May."
    assert text.index(replied) < text.index(sent)
    assert "Sent back the review of Case 1" in text
    assert "Submitted the review of Case 1" in text


@pytest.mark.parametrize("state", ["open", "signed off"])
def test_what_cannot_be_sent_back_is_refused_in_words(audit, review, lead, state):
    if state == "open":
        Review.objects.filter(pk=review.pk).update(submitted_at=None)
    else:
        sign_off(audit=audit)
    words = {"open": "Only a submitted review can be sent back", "signed off": "is signed off. Take the sign-off back"}
    assert words[state] in text_of(lead.post(page_of(review), NOTE))
    assert not SendBack.objects.exists()


def test_a_lead_who_is_to_read_the_case_second_cannot_reach_the_first_review(audit, asha):
    reader = a_reviewer(audit.unit, "reader", Role.QUALITY_LEAD)
    reader.memberships.create(role=Role.REVIEWER, unit=audit.unit)
    sampled = read_twice(audit, asha, reader, submitted=(True, False))
    first = sampled.reviews.get(part="first")
    assert client_of(reader).get(page_of(first)).status_code == 404
    assertNotContains(client_of(reader).get(f"/audits/{audit.pk}/reviews/"), page_of(first))
    sampled.reviews.update(submitted_at=timezone.now())
    assert client_of(reader).get(page_of(first)).status_code == 200


def test_questions_stand_by_part_with_contradictions_and_no_first_and_the_others_folded(audit, asha, sign_in):
    prompts = [prompt.code for prompt in audit.framework.questions["2.1.1"].prompts]
    review = read_once(audit, asha, no=[*prompts, "2.1.2a"]).reviews.get()
    html = sign_in("lead").get(page_of(review)).content.decode()
    part = re.search(r"<h2[^>]*>2\.1 Assessment</h2>(.*?)<h2", html, re.DOTALL)[1]
    first, folded = part.split("<details")
    assert re.findall(r'value="([^"]+)"', first) == ["2.1.1", *prompts, "2.1.2a"]
    assert "Judged sufficient, but no prompt is answered “Yes”" in first
    assert 'value="2.1.2"' in folded
    assert " open" not in folded.split(">")[0]


def test_a_folded_question_that_is_ticked_is_shown_open(review, lead):
    html = lead.post(page_of(review), {"note": "", "questions": ["2.2.1"]}).content.decode()
    opened = re.findall(r"<details[^>]* open>(.*?)</details>", html, re.DOTALL)
    assert ['value="2.2.1"' in part for part in opened] == [True]
