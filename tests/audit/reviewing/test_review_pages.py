"""Answering a review on its pages: with the script's small requests, and without it."""

import pytest

from audit.models import Answer, Review, SendBack
from cases.models import Event, Membership, Team, User
from cases.permissions import Role
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, an_audit
from tests.audit.reading import text_of
from tests.audit.review_forms import a_lead, a_reviewer, an_open_review, fields, fill, page_of, stored
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def lead(review):
    return client_of(a_lead("lead", review.audit.unit))


def save(client, review, code, value="", comment="", version=0, **more):
    """What the script sends for one question, and what it is told."""
    sent = fields(code, value, comment, version) | more
    return client.post(page_of(review), sent, headers={"Accept": "application/json"}).json()


def test_a_page_shows_the_questions_of_a_standard_beside_the_facts_of_the_case(asha, review):
    text = text_of(asha.get(page_of(review)))
    for part in ("Assessment", "Licence", "High", "Tom Orwell", "2.1.1a", "What to look for"):
        assert part in text
    assert "2.2.1a" not in text
    assert "13 unanswered" in text
    assert Event.objects.get(kind=Event.Kind.CASE_VIEWED).details["what"] == "the review of Case 1"


def test_one_answer_is_saved_and_told_with_its_version_and_time(asha, review):
    told = save(asha, review, "2.1.1a", YES, "Seen.")
    assert told["saved"]["2.1.1a"] | {"text": ""} == {"version": 1, "value": "1", "comment": "Seen.", "text": ""}
    assert told["saved"]["2.1.1a"]["text"].startswith("Saved ")
    assert told["answered"]["2.1"] == 1
    assert (told["stale"], told["errors"]) == ({}, {})
    assert stored("2.1.1a") == (YES, "Seen.", 1)


def test_a_stale_save_stores_nothing_and_shows_both_texts_and_both_authors(asha, lead, review):
    save(lead, review, "2.1.1a", NO, "The lead's <b>words</b>.")
    told = save(asha, review, "2.1.1a", YES, "Asha's words.")
    assert told["saved"] == {}
    panel = told["stale"]["2.1.1a"]
    for part in ("by lead</dt>", "The lead&#x27;s &lt;b&gt;words&lt;/b&gt;.", "Asha&#x27;s words."):
        assert part in panel
    assert stored("2.1.1a") == (NO, "The lead's <b>words</b>.", 1)


def test_what_somebody_else_saved_meanwhile_and_reads_the_same_is_told_with_their_name(asha, lead, review):
    save(lead, review, "2.1.1a", NO, "The lead's words.")
    save(lead, review, "2.1.1b", YES)
    told = save(asha, review, "2.1.1a", NO, "The lead's words.")["saved"]["2.1.1a"]
    assert (told["version"], told["text"][-8:]) == (1, " by lead")


def test_an_answer_to_what_is_no_longer_stored_is_stored(asha, review):
    told = save(asha, review, "2.1.1a", YES, "Typed before the backup came back.", version=3)
    assert (told["stale"], stored("2.1.1a")) == ({}, (YES, "Typed before the backup came back.", 1))


@pytest.mark.parametrize(
    ("choice", "stands"),
    [
        ("mine", (YES, "Asha's words.", 2)),
        ("theirs", (NO, "The lead's words.", 1)),
        ("both", (YES, "The lead's words.\n\nAsha's words.", 2)),
    ],
)
def test_the_person_chooses_which_answer_stands(asha, lead, review, choice, stands):
    save(lead, review, "2.1.1a", NO, "The lead's words.")
    choice = {"settle": f"{choice}:2.1.1a", "seen-2.1.1a": 1}
    told = save(asha, review, "2.1.1a", YES, "Asha's words.", **choice)
    assert stored("2.1.1a") == stands
    assert told["saved"]["2.1.1a"]["comment"] == stands[1]


def test_both_texts_are_not_put_together_where_that_is_too_long(asha, lead, review):
    save(lead, review, "2.1.1a", NO, "t" * 6_000)
    sent = fields("2.1.1a", YES, "m" * 6_000) | {"settle": "both:2.1.1a", "seen-2.1.1a": 1}
    text = text_of(asha.post(page_of(review), sent))
    assert "2.1.1a: Both texts together are longer than 10,000 characters. Shorten yours" in text
    assert "m" * 6_000 in text
    assert "Choose which one to keep" in text
    assert stored("2.1.1a") == (NO, "t" * 6_000, 1)


def test_a_choice_between_two_answers_is_no_choice_once_there_is_a_third(asha, lead, review):
    save(lead, review, "2.1.1a", NO, "First.")
    save(lead, review, "2.1.1a", NO, "Second.", 1)
    told = save(asha, review, "2.1.1a", YES, "Mine.", settle="mine:2.1.1a", **{"seen-2.1.1a": 1})
    assert "Second." in told["stale"]["2.1.1a"]
    assert stored("2.1.1a") == (NO, "Second.", 2)


def test_without_the_script_the_button_saves_everything_and_goes_on(asha, review):
    sent = fields("2.1.1a", YES, "Seen.") | fields("2.1.1b", NO) | fields("2.1.1c") | {"go": "2.2"}
    response = asha.post(page_of(review), sent)
    assert response["Location"] == page_of(review, "2.2")
    assert (stored("2.1.1a"), stored("2.1.1b")) == ((YES, "Seen.", 1), (NO, "", 1))
    assert Answer.objects.count() == 2


def test_a_button_that_leads_nowhere_leads_back_to_the_page(asha, review):
    for go in ("a/b", "9.9", ""):
        assert asha.post(page_of(review), fields("2.1.1a") | {"go": go})["Location"] == page_of(review)


def test_without_the_script_a_conflict_is_shown_with_both_texts_and_the_rest_is_saved(asha, lead, review):
    asha.get(page_of(review))
    save(lead, review, "2.1.1a", NO, "The lead's words.")
    page = asha.post(page_of(review), fields("2.1.1a", YES, "Asha's words.") | fields("2.1.1b", YES) | {"go": "2.2"})
    text = text_of(page)
    assert "Not everything is saved" in text
    assert "The lead's words." in text
    assert text.count("Asha's words.") == 2  # beside the other one, and in the field
    assert stored("2.1.1b") == (YES, "", 1)
    again = asha.get(page_of(review))
    assert "Asha's words." in text_of(again)  # the page was closed: the refused text comes back once
    assert 'name="version-2.1.1a" value="0"' in again.content.decode()


def test_a_text_that_is_too_long_is_refused_and_shown_again_and_the_rest_is_saved(asha, review):
    page = asha.post(page_of(review), fields("2.1.1a", YES, "x" * 10_001) | fields("2.1.1b", YES))
    assert "Comment on 2.1.1a Not saved" in text_of(page)
    assert "2.1.1a: Shorten this: it has 10001 characters and the limit is 10000" in text_of(page)
    assert "x" * 10_001 in page.content.decode()
    assert not Answer.objects.filter(question="2.1.1a").exists()
    assert save(asha, review, "2.1.1a", YES, "x" * 10_001)["errors"]["2.1.1a"]


def test_an_answer_can_be_cleared_again(asha, review):
    save(asha, review, "2.1.1a", YES)
    save(asha, review, "2.1.1a", "", "", 1)
    assert stored("2.1.1a") == (None, "", 2)
    assert "13 unanswered" in text_of(asha.get(page_of(review)))


def test_warnings_come_with_a_link_to_the_place(asha, review):
    told = save(asha, review, "2.3.1d", NOT_APPLICABLE)
    assert told["saved"] == {}  # another section's question is not taken here
    asha.post(page_of(review, "2.3"), fields("2.3.1d", NOT_APPLICABLE))
    page = asha.get(page_of(review, "2.3"))
    assert "the facts of the case say it applies: released on licence" in text_of(page)
    assert 'href="#2.3.1d"' in page.content.decode()


def test_a_warning_stands_with_its_code_beside_the_review_and_on_its_check_page(asha, review):
    asha.post(page_of(review, "2.3"), fields("2.3.3", YES, "Why.") | fields("2.3.3b", NO, "None seen."))
    told = "2.3.3 Delivery is judged sufficient for the safety of other people, but victims were not protected W106"
    for page in (page_of(review, "2.3"), f"/reviews/{review.pk}/"):
        assert told in text_of(asha.get(page))


def test_the_check_page_lists_what_is_missing_and_may_tell_who_somebody_is(asha, review):
    fill(review)
    Answer.objects.filter(question="2.1.1a").delete()
    Answer.objects.filter(question="2.1.1").update(comment="Mr Smithson did not attend.")
    page = asha.get(f"/reviews/{review.pk}/")
    text = text_of(page)
    assert "Not answered: 2.1.1a" in text
    assert "Mr Smithson" in text
    assert "looks like a name after a title" in text
    assert "Submit the review" not in text
    assert asha.post(f"/reviews/{review.pk}/", {"submit_review": "x"}).status_code == 200
    assert Review.objects.get().submitted_at is None


def test_a_whole_review_is_submitted_and_then_read_and_no_longer_written(asha, review):
    fill(review)
    assert asha.post(f"/reviews/{review.pk}/", {"submit_review": "x"})["Location"] == "/reviews/"
    assert Review.objects.get().submitted_at
    case = f"/audits/{review.audit.pk}/cases/1/"
    assert asha.get(page_of(review))["Location"] == case
    assert asha.get(case).status_code == 200
    told = save(asha, review, "2.1.1a", NO, "Too late.", 1)
    assert "submitted" in told["closed"]


def test_the_lead_is_told_who_submits_a_whole_review_in_place_of_the_button(lead, review):
    fill(review)
    page = lead.get(f"/reviews/{review.pk}/")
    assert "asha submits this review." in text_of(page)
    assert "submit_review" not in page.content.decode()
    lead.post(f"/reviews/{review.pk}/", {"submit_review": "x"})
    assert Review.objects.get().submitted_at is None


def test_a_review_that_was_sent_back_asks_for_a_reply(asha, lead, review):
    fill(review)
    SendBack.objects.create(review=review, note="And the police?", questions=["2.1.3b"], sent_at="2026-01-05T10:00Z")
    text = text_of(asha.get(page_of(review)))
    assert "And the police?" in text
    assert text.count("Sent back The note at the top of the page is about this question.") == 1
    page = asha.post(f"/reviews/{review.pk}/", {"submit_review": "x"})
    assert "Enter your reply to the note" in text_of(page)
    asha.post(f"/reviews/{review.pk}/", {"submit_review": "x", "reply": "They had nothing."})
    assert SendBack.objects.get().reply == "They had nothing."
    assert Review.objects.get().submitted_at


def test_refused_text_comes_back_on_the_page_beside_what_stands_by_then(asha, lead, review):
    save(lead, review, "2.1.1a", YES, "Theirs.")
    asha.get(page_of(review))
    refused = fields("2.1.1a", NO, "Mine.") | fields("2.1.1b", YES, "Stored.")
    asha.post(page_of(review), refused, headers={"referer": f"http://testserver{page_of(review)}"})
    text = text_of(asha.get(page_of(review)))
    assert "2.1.1a: another answer was saved while you were writing. Choose which one to keep" in text
    assert "Theirs." in text.split("Not saved, by you")[0]
    assert "Mine." in text.split("Not saved, by you")[1]
    assert text.count("Comment on 2.1.1a Not saved") == 1
    assert text.count("Comment on 2.1.1b Saved ") == 1


def test_questions_are_found_by_their_words_and_codes(asha, review):
    assert "2.3.3e" in text_of(asha.get(f"/reviews/{review.pk}/", {"q": "HOME visits"}))
    assert "No questions asked about this case match" in text_of(asha.get(f"/reviews/{review.pk}/", {"q": "submarine"}))


def test_a_review_is_not_there_for_others_and_not_for_the_teams_spo_either(review):
    spo = User.objects.create(username="spo")
    Membership.objects.create(user=spo, role=Role.SPO, team=Team.objects.get())
    assert client_of(spo).get(page_of(review)).status_code == 404
    other = a_reviewer("other", review.audit.unit)
    assert client_of(other).get(page_of(review)).status_code == 404
    assert client_of(other).post(page_of(review), fields("2.1.1a", YES)).status_code == 404
    assert not Answer.objects.exists()


def test_a_case_of_ones_own_team_is_refused_at_opening_too(asha, review):
    Membership.objects.create(user=review.reviewer, role=Role.PRACTITIONER, team=Team.objects.get())
    response = asha.get(page_of(review))
    assert response.status_code == 403
    assert "This is a case of your own team" in text_of(response)
    assert asha.post(page_of(review), fields("2.1.1a", YES)).status_code == 403
    assert not Answer.objects.exists()


def test_a_framework_file_that_has_changed_is_told_on_every_page(asha, review):
    review.audit.framework_checksum = "0" * 64
    review.audit.save()
    assert asha.get(page_of(review)).status_code == 409
    assert "has changed since" in text_of(asha.get("/reviews/"))


def test_the_whole_review_is_on_one_page_to_print(asha, review):
    save(asha, review, "2.1.1a", NO, "No <i>words</i>.")
    page = asha.get(f"/reviews/{review.pk}/paper/")
    text = text_of(page)
    assert "☒ No (answered)" in text
    assert "No <i>words</i>." in text
    assert all(title in text for title in ("Assessment", "Planning", "Reviewing", "Practitioner interview"))
    assert "<i>words" not in page.content.decode()


def test_a_key_question_without_prompts_is_a_judgement_that_wants_its_reasoning_too(db):
    review = an_open_review(an_audit(framework_code="youth-2018"), kind="court")
    asha = client_of(review.reviewer)
    text = text_of(asha.get(page_of(review)))
    assert "Judgement 2.1.1" in text
    assert "Reasoning on 2.1.1" in text
    assert "Comment on" not in text
    assert "No reasoning yet" in text_of(asha.get(f"/reviews/{review.pk}/paper/"))
