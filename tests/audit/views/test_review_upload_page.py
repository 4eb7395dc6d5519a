"""A review taken along as a workbook and brought back: shown first, stored all or not at all."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import Answer, Review
from cases.models import Event
from cases.permissions import Role
from cases.sign_in.unsaved import KEPT
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES
from tests.audit.filled_in import fill_in
from tests.audit.uploads import UPLOAD, a_person, answer, checked, confirm, downloaded, stored, upload
from tests.audit.views.reading import text_of

pytest_plugins = ["tests.audit.reviews_taken_along"]


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


def test_what_is_left_as_it_was_changes_nothing_even_where_somebody_else_answered(rena, review):
    content = downloaded(rena, review)
    answer(review, "2.1.1", NO, "Another view", 1, by=a_person("quinn", Role.QUALITY_LEAD))
    response = upload(rena, content)
    assert "every cell is as it was downloaded" in text_of(response)
    assert checked(response) is None


def test_what_may_tell_who_somebody_is_is_shown_before_it_is_stored(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1a": {"comment": "Mr Smithson did not attend."}})
    text = text_of(upload(rena, content))
    assert "May tell who somebody is" in text
    assert "2.1.1a" in text.split("May tell who somebody is")[1]
    assert "looks like a name after a title" in text


def test_a_cleared_cell_clears_and_the_other_one_stays(rena, review):
    answer(review, "2.1.1b", NO, "Both", 0)
    typed = {"2.1.1": {"answer": ""}, "2.1.1b": {"comment": ""}}
    confirm(rena, upload(rena, fill_in(downloaded(rena, review), review, typed)))
    assert stored(review)["2.1.1"][:2] == (None, "Seen in the\r\nassessment")
    assert stored(review)["2.1.1b"][:2] == (NO, "")


@pytest.fixture
def conflict(rena, review):
    """The page after Rena said no and Quinn, in between, that it does not apply; two more answers are Rena's alone."""
    typed = {"2.1.1": {"answer": "No", "comment": "My view"}, "2.1.1a": {"answer": "Yes"}}
    content = fill_in(downloaded(rena, review), review, typed)
    answer(review, "2.1.1", YES, "Quinn's view", 1, by=a_person("quinn", Role.QUALITY_LEAD))
    return upload(rena, content)


def test_a_conflict_shows_both_texts_and_both_authors(conflict):
    text = text_of(conflict)
    assert "In 1 question somebody else has answered since you downloaded the workbook" in text
    assert re.search(r"Quinn, \d\d:\d\d Yes Quinn's view You, in the workbook No My view", text)
    assertContains(conflict, 'value="theirs" checked')


def test_in_a_conflict_what_is_stored_stays_unless_chosen_otherwise_and_the_rest_applies(rena, review, conflict):
    confirm(rena, conflict)
    assert stored(review) == {"2.1.1": (YES, "Quinn's view", 2), "2.1.1a": (YES, "", 1)}


def test_in_a_conflict_ones_own_answer_can_be_put_in_the_others_place(rena, review, conflict):
    confirm(rena, conflict, **{f"settle-{review.pk}-2.1.1": "mine"})
    assert stored(review) == {"2.1.1": (NO, "My view", 3), "2.1.1a": (YES, "", 1)}


@pytest.mark.parametrize("code", ["2.1.1", "2.1.1a"])
def test_nothing_at_all_is_stored_where_somebody_answers_before_it_is_confirmed(rena, review, conflict, code):
    answer(review, code, NO, "Once more", stored(review).get(code, (0, 0, 0))[2], by=a_person("quinn"))
    before = stored(review)
    response = confirm(rena, conflict, **{f"settle-{review.pk}-2.1.1": "mine"})
    assert "Nothing is stored: somebody has answered since you were shown this." in text_of(response)
    assertContains(response, "Once more")
    assertContains(response, 'value="mine" checked')
    assert stored(review) == before
    confirm(rena, response, **{f"settle-{review.pk}-{code}": "mine"})
    assert stored(review)[code][0] == (NO if code == "2.1.1" else YES)


def test_several_reviews_are_stored_together_or_not_at_all(rena, review):
    other = Review.objects.for_page().last()
    content = rena.get("/reviews/workbook.xlsx").content
    for each in (review, other):
        content = fill_in(content, each, {"2.1.2": {"answer": "Yes"}})
    response = upload(rena, content)
    Review.objects.filter(pk=other.pk).update(submitted_at=review.audit.created_at)
    assert "This review is submitted" in text_of(confirm(rena, response))
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
    case = review.sampled_case.case
    case.resettlement = False
    case.save()
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
    assert "no review of yours is open" in text_of(response)
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
