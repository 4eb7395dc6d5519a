"""What a person sends to a review that no longer takes it comes back on a page, which says nothing else."""

import re

import pytest

from audit.models import Answer, Review, SendBack
from audit.planning.actions.allocation import allocate
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership, Team
from cases.permissions import Role
from tests.audit.a_sample import replace_by_hand
from tests.audit.an_audit import NO, YES
from tests.audit.reading import text_of
from tests.audit.review_forms import a_lead, a_reviewer, fill
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
TYPED = "Typed <b>all day</b>."
SENT = {
    "value-2.1.1a": "2",
    "comment-2.1.1a": TYPED,
    "value-2.1.1b": "1",
    "comment-2.1.1b": "Stored before.",
    "value-2.1.1c": "3",
    "comment-2.1.1c": "",
    "comment-2.1.1d": "",
    "version-2.1.1a": "0",
}
NOT_OPEN = (
    "You do not have access to this review, or no longer have it. Nothing was saved. What you wrote is below. "
    "Copy it before you leave this page."
)


@pytest.fixture
def review(review):
    Answer.objects.create(review=review, question="2.1.1b", value=YES, comment="Stored before.")
    return review


def part_of(review):
    return f"/reviews/{review.pk}/2.1/"


def close(review, how):
    if how == "signed off":
        sign_off(audit=review.audit, without_result=True)
    else:
        Review.objects.filter(pk=review.pk).update(submitted_at="2026-01-05T10:00Z")


def take_away(review, how):
    if how == "replaced":
        replace_by_hand(review.sampled_case)
    elif how == "gone":
        Review.objects.filter(pk=review.pk).delete()
    else:
        other = a_reviewer("other", review.audit.unit, first_name="Otherworld")
        allocate(sampled=review.sampled_case, reviewer=other)
        Answer.objects.create(review=review, question="2.1.2", value=NO, comment="Only theirs.", answered_by=other)


@pytest.mark.parametrize("how", ["signed off", "submitted"])
def test_what_is_sent_to_a_review_that_was_closed_meanwhile_comes_back_with_the_reason(asha, review, how):
    close(review, how)
    response = asha.post(part_of(review), SENT)
    text = text_of(response)
    assert response.status_code == 409
    assert f"has been {how}, so its answers can no longer be changed. Nothing was saved." in text
    assert re.search(r"2\.1\.1a [^?]+\? No Typed <b>all day</b>\.", text)
    assert re.search(r"2\.1\.1c [^?]+\? Not applicable", text)
    assert "<b>" not in response.content.decode()
    assert Answer.objects.count() == 1


def test_what_is_stored_already_or_says_nothing_is_left_out(asha, review):
    close(review, "submitted")
    text = text_of(asha.post(part_of(review), SENT))
    assert "Stored before." not in text
    assert "2.1.1d" not in text


@pytest.mark.slow
def test_where_nothing_is_left_to_copy_the_case_page_tells_why_nothing_was_saved(asha, review):
    Answer.objects.all().delete()
    fill(review)
    asha.post(f"/reviews/{review.pk}/", {"submit_review": "x"})
    response = asha.post(f"/reviews/{review.pk}/", {"submit_review": "x"}, follow=True)
    assert "This review has been submitted" in text_of(response)
    assert "Nothing new was saved." in text_of(response)


@pytest.mark.parametrize("how", ["signed off", "submitted"])
def test_opening_a_closed_review_leads_to_the_case_without_a_word_as_before(asha, review, how):
    close(review, how)
    response = asha.get(part_of(review), follow=True)
    assert response.redirect_chain[0][0] == f"/audits/{review.audit.pk}/cases/1/"
    assert "saved" not in text_of(response)


def test_a_reply_that_comes_too_late_comes_back_and_one_that_is_stored_does_not(asha, review):
    SendBack.objects.create(review=review, note="Again.", sent_at="2026-01-05T10:00Z", reply="They had nothing.")
    close(review, "submitted")
    late = asha.post(f"/reviews/{review.pk}/", {"reply": "They had much."})
    assert "Your reply to the note They had much." in text_of(late)
    again = asha.post(f"/reviews/{review.pk}/", {"reply": "They had nothing."})
    assert again.status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("how", ["replaced", "given to somebody else", "gone"])
def test_what_is_sent_to_a_review_that_is_no_longer_ones_own_comes_back(asha, review, how):
    take_away(review, how)
    response = asha.post(part_of(review), SENT)
    text = text_of(response)
    assert response.status_code == 404
    assert NOT_OPEN in text
    assert "2.1.1a No Typed <b>all day</b>." in text
    assert "2.1.1c Not applicable" in text
    assert "<b>" not in response.content.decode()
    assert asha.get(part_of(review)).status_code == 404
    assert "copy it" not in text_of(asha.get(part_of(review)))


@pytest.mark.parametrize("how", ["replaced", "given to somebody else"])
def test_that_page_is_the_same_for_a_review_that_never_was(asha, review, how):
    take_away(review, how)
    pages = [asha.post(f"/reviews/{number}/2.1/", SENT).content.decode() for number in (review.pk, 999_999)]
    one, other = (re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page) for page in pages)
    assert one == other
    assert not any(word in one for word in ("Case 1", "Otherworld", "Only theirs.", "Tom Orwell", review.audit.title))


def second_review(review):
    cy = a_reviewer("cy", review.audit.unit)
    return Review.objects.create(sampled_case=review.sampled_case, part=Review.Part.SECOND, reviewer=cy)


def test_a_reader_gets_back_their_own_words_and_none_of_another_reader(review):
    second, asha = second_review(review), client_of(review.reviewer)
    Answer.objects.create(review=second, question="2.1.1a", value=YES, comment="The second reader's.")
    response = asha.post(part_of(second), SENT)
    assert response.status_code in (403, 404)
    assert "Typed <b>all day</b>." in text_of(response)
    assert "second reader" not in response.content.decode()


def test_who_may_only_read_gets_back_what_they_sent_with_403(review):
    response = client_of(a_lead("lead", review.audit.unit)).post(part_of(second_review(review)), SENT)
    assert response.status_code == 403
    assert NOT_OPEN in text_of(response)


@pytest.mark.parametrize("how", ["open", "submitted", "given to somebody else"])
def test_what_another_person_typed_where_one_has_signed_in_is_not_shown(asha, review, how):
    if how != "open":
        (close if how == "submitted" else take_away)(review, how)
    response = asha.post(part_of(review), SENT | {"person": "999"})
    assert response.status_code == (404 if how == "given to somebody else" else 403)
    assert "all day" not in text_of(response)


def test_a_case_that_came_into_ones_own_team_gives_back_what_was_sent(asha, review):
    Membership.objects.create(user=review.reviewer, role=Role.PRACTITIONER, team=Team.objects.get())
    response = asha.post(part_of(review), SENT)
    assert response.status_code == 403
    assert "Nothing was saved this time. What you wrote is below. Copy it before you leave this page." in text_of(
        response
    )
    assert "Typed <b>all day</b>." in text_of(response)


def test_a_part_that_is_no_longer_asked_gives_back_what_was_sent(asha, review):
    response = asha.post(f"/reviews/{review.pk}/gone/", SENT)
    assert response.status_code == 404
    assert "this part is no longer asked. Nothing was saved." in text_of(response)
    assert "Typed <b>all day</b>." in text_of(response)


def test_a_framework_file_that_has_changed_gives_back_what_was_sent(asha, review):
    review.audit.framework_checksum = "0" * 64
    review.audit.save()
    response = asha.post(part_of(review), SENT)
    assert response.status_code == 409
    assert "2.1.1a No Typed <b>all day</b>." in text_of(response)


def test_the_script_is_told_by_a_status_or_a_sentence(asha, review):
    script = {"headers": {"Accept": "application/json"}}
    close(review, "submitted")
    assert "has been submitted" in asha.post(part_of(review), SENT, **script).json()["closed"]
    take_away(review, "gone")
    response = asha.post(part_of(review), SENT, **script)
    assert response.status_code == 404
    assert "all day" not in response.content.decode()


def test_a_note_with_which_a_lead_sends_back_what_they_may_not_read_by_now_comes_back(review):
    lead = a_lead("lead", review.audit.unit)
    close(review, "submitted")
    lead.memberships.update(role=Role.VIEWER)
    response = client_of(lead).post(f"/reviews/{review.pk}/send-back/", {"note": TYPED})
    assert response.status_code in (403, 404)
    assert "Your note to the reviewer Typed <b>all day</b>." in text_of(response)


def test_an_agreed_answer_comes_back_where_the_case_is_no_longer_ones_own(asha, review):
    fields = {"2.1.1-value": "2", "2.1.1-reason": "No sign of it.", "2.1.1-based_on": "0"}
    take_away(review, "replaced")
    response = asha.post(f"/audits/{review.audit.pk}/cases/1/agreement/", fields)
    assert response.status_code == 404
    assert NOT_OPEN in text_of(response)
    assert "2.1.1 No No sign of it." in text_of(response)
