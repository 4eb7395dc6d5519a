"""A filled-in workbook is shown first, and then stored whole or not at all."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import Answer, Review
from cases.models import Event
from cases.permissions import Role
from cases.sign_in.unsaved import KEPT
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, note_facts
from tests.audit.filled_in import fill_in
from tests.audit.reading import text_of
from tests.audit.uploads import UPLOAD, a_person, answer, checked, confirm, downloaded, stored, upload

pytestmark = pytest.mark.slow


def test_what_was_filled_in_is_shown_first_and_stored_once_it_is_confirmed(rena, review):
    content = fill_in(
        downloaded(rena, review),
        review,
        {"2.1.1": {"answer": "No"}, "2.1.1a": {"answer": "not applicable", "comment": "=1+1 <b>"}},
    )
    response = upload(rena, content)
    assert "2 answers would change." in text_of(response)
    assertContains(response, "=1+1 &lt;b&gt;")
    assert stored(review)["2.1.1"] == (YES, "Seen in the\r\nassessment", 1)
    assert "2 answers changed" in text_of(confirm(rena, response))
    assert stored(review) == {
        "2.1.1": (NO, "Seen in the\r\nassessment", 2),
        "2.1.1a": (NOT_APPLICABLE, "=1+1 <b>", 1),
    }
    assert Answer.objects.get(question="2.1.1a").answered_by == review.reviewer


def test_the_button_stands_above_a_summary_by_part_with_the_details_folded(rena, review):
    typed = {"2.1.1": {"answer": "No", "comment": "Why"}, "2.1.1a": {"answer": "Yes"}, "2.2.1": {"comment": "Plan"}}
    html = upload(rena, fill_in(downloaded(rena, review), review, typed)).content.decode()
    parts = re.findall(r'<details class="govuk-details">\s*<summary[^>]*><span[^>]*>([^<]*: [^<]*)<', html)
    assert parts == ["Assessment: 2 answers and 1 comment", "Planning: 1 comment"]
    assert html.index("Save these answers") < html.index("Assessment: 2 answers")


def test_what_is_left_as_it_was_changes_nothing_even_where_somebody_else_answered(rena, review):
    content = downloaded(rena, review)
    answer(review, "2.1.1", NO, "Another view", 1, by=a_person("quinn", Role.QUALITY_LEAD))
    response = upload(rena, content)
    assert "Nothing has changed in this file since you downloaded it" in text_of(response)
    assert checked(response) is None


def test_what_may_tell_who_somebody_is_is_shown_before_it_is_stored(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1a": {"comment": "Mr Smithson did not attend."}})
    text = text_of(upload(rena, content))
    assert "May identify someone" in text
    assert "2.1.1a" in text.split("May identify someone")[1]
    assert "looks like a name after a title" in text


def test_a_cleared_cell_clears_and_the_other_one_stays(rena, review):
    answer(review, "2.1.1b", NO, "Both", 0)
    typed = {"2.1.1": {"answer": ""}, "2.1.1b": {"comment": ""}}
    confirm(rena, upload(rena, fill_in(downloaded(rena, review), review, typed)))
    assert stored(review)["2.1.1"][:2] == (None, "Seen in the\r\nassessment")
    assert stored(review)["2.1.1b"][:2] == (NO, "")


def chosen_in(response):
    """[(field, value)] of what is chosen on the page."""
    return re.findall(r'type="radio" name="([^"]*)" value="([^"]*)"[^>]* checked', response.content.decode())


@pytest.fixture
def conflict(rena, review):
    """The page where Rena typed no, and Quinn had answered “not applicable” meanwhile. Rena typed two more answers."""
    typed = {"2.1.1": {"answer": "No", "comment": "My view"}, "2.1.1a": {"answer": "Yes"}}
    content = fill_in(downloaded(rena, review), review, typed)
    answer(review, "2.1.1", YES, "Quinn's view", 1, by=a_person("quinn", Role.QUALITY_LEAD))
    return upload(rena, content)


def test_a_conflict_shows_both_texts_and_both_authors(conflict):
    text = text_of(conflict)
    assert "1 saved answer has changed since you downloaded the workbook. Choose which answer to keep." in text
    assert re.search(r"Quinn, \d\d:\d\d Yes Quinn's view You, in the workbook No My view", text)
    assert chosen_in(conflict) == []


@pytest.mark.parametrize(("kept", "answer"), [("theirs", (YES, "Quinn's view", 2)), ("mine", (NO, "My view", 3))])
def test_in_a_conflict_the_answer_that_was_chosen_is_kept_and_the_rest_applies(rena, review, conflict, kept, answer):
    confirm(rena, conflict, **{f"settle-{review.pk}-2.1.1": kept})
    assert stored(review) == {"2.1.1": answer, "2.1.1a": (YES, "", 1)}


def test_in_a_conflict_ones_own_answer_can_stand_with_both_texts(rena, review, conflict):
    confirm(rena, conflict, **{f"settle-{review.pk}-2.1.1": "both"})
    assert stored(review)["2.1.1"] == (NO, "Quinn's view\n\nMy view", 3)


def test_both_texts_that_are_too_long_together_are_refused_and_nothing_is_stored(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"comment": "m" * 6_000}})
    answer(review, "2.1.1", YES, "q" * 6_000, 1, by=a_person("quinn", Role.QUALITY_LEAD))
    response = confirm(rena, upload(rena, content), **{f"settle-{review.pk}-2.1.1": "both"})
    told = (
        "X000001, case 1, 2.1.1: both texts together have 12,002 characters; the limit is 10,000. Choose one of the two"
    )
    assert text_of(response).count(told) == 2  # above the page, and at the question
    assert stored(review)["2.1.1"][2] == 2


def test_nothing_is_stored_before_each_conflict_is_settled_and_what_was_chosen_stays_chosen(rena, review):
    typed = {code: {"answer": "No"} for code in ("2.1.1", "2.1.2", "2.1.3")}
    content = fill_in(downloaded(rena, review), review, typed)
    for code, version in (("2.1.1", 1), ("2.1.2", 0)):
        answer(review, code, YES, "Quinn's view", version, by=a_person("quinn", Role.QUALITY_LEAD))
    before, field = stored(review), f"settle-{review.pk}-2.1."
    for wrong in ({}, {f"{field}1": "perhaps"}):
        response = confirm(rena, upload(rena, content), **{f"{field}2": "mine"} | wrong)
        assertContains(response, "<title>Error: Upload a workbook")
        assertContains(response, f'<a href="#id_{field}1_0">')
        assert chosen_in(response) == [(f"{field}2", "mine")]
        assert stored(review) == before
    confirm(rena, response, **{f"{field}1": "theirs", f"{field}2": "mine"})
    assert {code: each[0] for code, each in stored(review).items()} == {"2.1.1": YES, "2.1.2": NO, "2.1.3": NO}


def test_a_conflict_with_ones_own_answer_names_nobody_else(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    answer(review, "2.1.1", YES, "On the page", 1)
    text = text_of(upload(rena, content))
    assert re.search(r"Stored by you, \d\d:\d\d Yes On the page You, in the workbook No", text)
    assert "someone else" not in text


def test_confirming_once_more_says_that_nothing_had_to_be_changed(rena, review):
    response = upload(rena, fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}}))
    confirm(rena, response)
    again = text_of(confirm(rena, response))
    assert "Nothing needed to change." in again
    assert "Success" not in again
    assert stored(review)["2.1.1"][2] == 2


@pytest.mark.parametrize("code", ["2.1.1", "2.1.1a"])
def test_nothing_at_all_is_stored_where_somebody_answers_before_it_is_confirmed(rena, review, conflict, code):
    answer(review, code, NO, "Once more", stored(review).get(code, (0, 0, 0))[2], by=a_person("quinn"))
    before = stored(review)
    response = confirm(rena, conflict, **{f"settle-{review.pk}-2.1.1": "mine"})
    assert "Nothing is saved: an answer or a fact has changed since you opened this page" in text_of(response)
    assertContains(response, "Once more")
    assert (f"settle-{review.pk}-2.1.1", "mine") in chosen_in(response)
    assert stored(review) == before
    confirm(rena, response, **{f"settle-{review.pk}-{each}": "mine" for each in ("2.1.1", code)})
    assert stored(review)[code][0] == (NO if code == "2.1.1" else YES)


def test_several_reviews_are_stored_together_or_not_at_all(rena, review):
    other = Review.objects.for_page().last()
    content = rena.get("/reviews/workbook.xlsx").content
    for each in (review, other):
        content = fill_in(content, each, {"2.1.2": {"answer": "Yes"}})
    response = upload(rena, content)
    Review.objects.filter(pk=other.pk).update(submitted_at=review.audit.created_at)
    text = text_of(confirm(rena, response))
    assert "This review is submitted" in text
    assert "Nothing is saved: what you confirmed has changed." in text
    assert "has changed since this page was shown to you" not in text
    assert "2.1.2" not in stored(review)
    Review.objects.filter(pk=other.pk).update(submitted_at=None)
    confirm(rena, response)
    assert stored(review)["2.1.2"] == stored(other)["2.1.2"] == (YES, "", 1)


def test_an_untouched_sheet_of_a_submitted_review_does_no_harm(rena, review):
    other = Review.objects.for_page().last()
    content = fill_in(rena.get("/reviews/workbook.xlsx").content, review, {"2.1.2": {"answer": "Yes"}})
    Review.objects.filter(pk=other.pk).update(submitted_at=review.audit.created_at)
    confirm(rena, upload(rena, content))
    assert stored(review)["2.1.2"] == (YES, "", 1)


def test_what_the_facts_no_longer_ask_is_shown_and_left_out(rena, review):
    typed = {"resettlement-activity": {"answer": "Yes"}, "2.1.2": {"answer": "No"}}
    content = fill_in(downloaded(rena, review), review, typed)
    note_facts(review.sampled_case, resettlement=False)
    response = upload(rena, content)
    assert "No longer asked" in text_of(response)
    confirm(rena, response)
    assert set(stored(review)) == {"2.1.1", "2.1.2"}


def test_the_trail_tells_of_each_review_that_was_taken_out(rena, review):
    rena.get("/reviews/workbook.xlsx")
    events = Event.objects.filter(kind=Event.Kind.EXPORTED)
    cases = Review.objects.values_list("sampled_case__case", flat=True)
    assert sorted(event.case_id for event in events) == sorted(cases)
    assert events.last().details["what"] == "the review of Case 1 as a workbook to fill in (.xlsx)"
    assert events.last().details["profile"] == "with facts of the case, answers and comments"


def test_the_links_stand_where_reviews_are(rena, review):
    assertContains(rena.get("/reviews/"), 'href="/reviews/workbook.xlsx"')
    assertContains(rena.get("/reviews/"), f'href="{UPLOAD}"')
    assertContains(rena.get(f"/reviews/{review.pk}/"), f'href="/reviews/{review.pk}/workbook.xlsx"')


def test_who_has_no_open_review_is_told_so(rena):
    Review.objects.update(reviewer=None)
    response = rena.get("/reviews/workbook.xlsx", follow=True)
    assert "you have no open reviews" in text_of(response)
    assertNotContains(rena.get("/reviews/"), "workbook.xlsx")


def test_a_confirmation_after_the_session_ended_comes_back(rena, review):
    response = upload(rena, fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}}))
    sent = checked(response)
    rena.get("/reviews/")
    del rena.cookies["sessionid"]
    rena.post(UPLOAD, {"checked": sent})
    session, person = rena.session, review.reviewer
    kept = session[KEPT]
    rena.force_login(person)
    session = rena.session
    session[KEPT] = kept
    session.save()
    again = rena.get(UPLOAD)
    assert "1 answer would change." in text_of(again)
    confirm(rena, again)
    assert stored(review)["2.1.1"][0] == NO
