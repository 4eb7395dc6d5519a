"""A review taken along as a workbook and brought back: shown first, stored all or not at all."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.actions.answering import save_answers
from audit.method.answers import AnswerChange
from audit.models import Answer, Review
from cases.models import DeliveryUnit, Event, Membership, Team, User
from cases.permissions import Role
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, a_unit, add_case, an_audit
from tests.audit.exports.workbook_file import change_texts
from tests.audit.filled_in import fill_in, name_of
from tests.audit.views.reading import text_of

pytestmark = pytest.mark.django_db
UPLOAD = "/reviews/upload/"


def a_person(name, role=Role.REVIEWER):
    user, made = User.objects.get_or_create(username=name, first_name=name.title())
    if made:
        Membership.objects.create(user=user, role=role, unit=DeliveryUnit.objects.get(name="Suffolk PDU"))
    return user


@pytest.fixture
def audit():
    team = Team.objects.create(unit=a_unit(), name="Ipswich")
    audit = an_audit()
    for _ in range(2):
        add_case(audit, {}, submitted=False, team=team)
    Review.objects.update(reviewer=a_person("rena"))
    return audit


@pytest.fixture
def review(audit):
    """Rena's, with one answer: 2.1.1 is sufficient."""
    review = Review.objects.for_page().first()
    answer(review, "2.1.1", YES, "Seen in the\r\nassessment", 0)
    return review


@pytest.fixture
def rena(client, review):
    client.force_login(review.reviewer)
    return client


def answer(review, code, value, comment, based_on, by=None):
    change = AnswerChange(code, value, comment, based_on)
    assert save_answers(review=review, changes=[change], by=by or review.reviewer).stored == [code]


def downloaded(client, review):
    return client.get(f"/reviews/{review.pk}/workbook.xlsx").content


def upload(client, content, name="review.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def checked(response):
    found = re.search(r'name="checked" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1]) if found else None


def confirm(client, response, **chosen):
    return client.post(UPLOAD, {"checked": checked(response), **chosen}, follow=True)


def stored(review):
    answers = Answer.objects.filter(review=review).order_by("question")
    return {each.question: (each.value, each.comment, each.version) for each in answers}


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


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"answer": "Perhaps"}, "column C (Answer): “Perhaps”. Answer with one of: yes, no"),
        ({"comment": "x" * 10_001}, "A comment has at most 10,000 characters; this one has 10,001. Shorten it."),
        ({"version": ""}, "column G (version): The version of the answer is missing"),
        ({"version": "two"}, "column G (version): “two”."),
        ({"code": "9.9.9"}, "column F (question code): “9.9.9”. The framework pdu-2023 has no question of this code."),
        ({"code": "2.1.1"}, "This question already stands in row"),
        ({"code": "", "answer": "Yes"}, "column C (Answer): “Yes”. This row asks nothing."),
    ],
)
def test_what_is_wrong_is_told_with_sheet_row_and_column_and_nothing_can_be_confirmed(rena, review, typed, told):
    good = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, fill_in(good, review, {"2.1.2": typed}))
    assert f"sheet {name_of(review)}, row " in text_of(response)
    assert told in text_of(response)
    assert "1 answer would change." in text_of(response)
    assert checked(response) is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"G1": "999999"}, "“review 999999”. This review is not yours to answer or not there."),
        ({"G1": ""}, "The number of the review above the headings is missing."),
        ({"G1": "1" * 30}, "The number of the review above the headings is missing."),
        ({"G2": "pdu-2019"}, "“pdu-2019 1”. The review is answered by the framework pdu-2023, version 1."),
        ({"I2": "7"}, "“pdu-2023 7”. The review is answered by the framework pdu-2023, version 1."),
        ({"G3": ""}, "row 3: The column “version” is missing. Download the workbook again"),
        ({"G3": "Answer"}, "The column “Answer” is there twice."),
        ({"C3": "", "D3": ""}, "There is no review in this file."),
    ],
)
def test_a_sheet_that_is_not_what_it_should_be_is_refused(rena, review, cells, told):
    good = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, change_texts(good, name_of(review), cells))
    assert told in text_of(response)
    assert checked(response) is None


def test_a_review_twice_in_a_file_is_refused(rena, review):
    other = Review.objects.last()
    content = change_texts(rena.get("/reviews/workbook.xlsx").content, name_of(other), {"G1": str(review.pk)})
    assert f"This review already stands in sheet {name_of(review)}. Remove one of the two." in text_of(
        upload(rena, content)
    )


def test_somebody_elses_review_and_none_at_all_are_refused_in_the_same_words(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    Review.objects.filter(pk=review.pk).update(reviewer=a_person("other"))
    told = text_of(upload(rena, content)).replace(str(review.pk), "")
    Review.objects.filter(pk=review.pk).delete()
    assert "This review is not yours to answer or not there." in told
    assert text_of(upload(rena, content)).replace(str(review.pk), "") == told


def test_what_one_was_shown_cannot_be_confirmed_by_another_nor_made_up(rena, review, client):
    response = upload(rena, fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}}))
    client.force_login(a_person("quinn", Role.QUALITY_LEAD))
    for sent in (checked(response), checked(response)[:-1], "", "x", "a\x00b", "{}"):
        again = client.post(UPLOAD, {"checked": sent})
        assert again.status_code == 200
        assert checked(again) is None
    assert stored(review)["2.1.1"][0] == YES


def test_it_cannot_be_confirmed_by_somebody_whose_review_it_is_no_longer(rena, review):
    response = upload(rena, fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}}))
    Review.objects.filter(pk=review.pk).update(reviewer=a_person("other"))
    assert "not yours to answer or not there" in text_of(confirm(rena, response))
    assert stored(review)["2.1.1"][0] == YES


def test_a_submitted_review_is_neither_downloaded_nor_changed(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    Review.objects.filter(pk=review.pk).update(submitted_at=review.audit.created_at)
    assert "This review is submitted: its answers can no longer be changed." in text_of(upload(rena, content))
    assertRedirects(rena.get(f"/reviews/{review.pk}/workbook.xlsx"), f"/audits/{review.audit.pk}/cases/1/")


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


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("review.xlsx", b"", "The file is empty."),
        ("review.xlsx", b"PK\x03\x04 broken", "review.xlsx: "),
        ("review.xlsx", b"\0\1\2", "review.xlsx: "),
        ("review.csv", b"a,b\n1,2\n", "There is no review in this file."),
    ],
)
def test_a_file_that_is_no_workbook_of_ours_is_told_in_plain_words(rena, name, content, told):
    assert told in text_of(upload(rena, content, name))


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
    kept = session["unsaved"]
    rena.force_login(person)
    session = rena.session
    session["unsaved"] = kept
    session.save()
    again = rena.get(UPLOAD)
    assert "1 answer would change." in text_of(again)
    confirm(rena, again)
    assert stored(review)["2.1.1"][0] == NO
