"""A quality lead changes the reviews of several cases at once, the ticked ones or all that match: all or none."""

import re

import pytest
from django.utils import timezone

from audit.models import Review, SampledCase
from audit.planning.actions.replacement import replace_case
from cases.models import Event
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]


@pytest.fixture
def audit():
    """Case 1 is submitted, case 2 begun, case 3 not begun."""
    audit = an_audit()
    for answers, submitted in (({"2.1.1": YES}, True), ({"2.1.1": YES}, False), ({}, False)):
        add_case(audit, answers, submitted=submitted)
    return audit


@pytest.fixture
def lead(audit, sign_in):
    return sign_in("lead")


@pytest.fixture
def ben(audit):
    return a_reviewer(audit.unit, "ben")


@pytest.fixture
def given_to_ben(audit, ben):
    """Cases 2 and 3 are Ben's."""
    Review.objects.filter(sampled_case__number__in=(2, 3)).update(reviewer=ben)


def address(audit):
    return f"/audits/{audit.pk}/reviews/"


def given(audit, part=Review.Part.FIRST):
    """{case number: who has the review}."""
    reviews = Review.objects.filter(sampled_case__audit=audit, part=part)
    return {review.sampled_case.number: review.reviewer and review.reviewer.username for review in reviews}


def hidden(response):
    """{name: value} of what the page sends along, without the token."""
    html = response.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    return {name: fields[name] for name in ("chosen", "seen", "reviewer", "due_on") if name in fields}


def confirmed(client, where, response, do):
    return client.post(where, hidden(response) | {"do": do}, follow=True)


def test_all_that_match_the_filter_are_given_after_a_question_that_says_how_many(audit, lead, asha, given_to_ben):
    where = f"{address(audit)}?state=open"
    asked = lead.post(where, {"which": "all", "reviewer": asha.pk, "do": "first"})
    assert "Give the first review of 2 cases to Asha?" in text_of(asked)
    assert "2 reviews will be taken from: Ben (2)." in text_of(asked)
    assert given(audit) == {1: None, 2: "ben", 3: "ben"}
    done = confirmed(lead, where, asked, "first")
    assert "First review given to Asha: X000002, case 2; X000003, case 3." in text_of(done)
    assert given(audit) == {1: None, 2: "asha", 3: "asha"}
    events = Event.objects.filter(kind=Event.Kind.ALLOCATED).values_list("user__username", "details__to")
    assert [*events] == [("lead", "Asha")] * 2


def test_taking_more_than_one_review_from_its_reviewer_is_asked_first(audit, lead, asha, given_to_ben):
    asked = lead.post(address(audit), {"cases": ["2", "3"], "reviewer": asha.pk, "do": "first"})
    assert "2 reviews will be taken from: Ben (2)." in text_of(asked)
    assert given(audit)[2] == "ben"
    confirmed(lead, address(audit), asked, "first")
    assert given(audit)[2] == "asha"


def is_submitted(sampled):
    sampled.reviews.update(submitted_at=timezone.now())


def is_replaced(sampled):
    replace_case(sampled=sampled, reason="transferred", note="To another region.")


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (is_submitted, "the review is already submitted. Send it back first, or leave the case out."),
        (is_replaced, "it was replaced and is no longer reviewed. Leave it out."),
    ],
)
@pytest.mark.parametrize("sent", [{"which": "all"}, {"cases": ["2", "3"]}], ids=["confirmed", "ticked"])
def test_a_case_changed_meanwhile_is_named_with_the_remedy_and_nothing_is_saved(
    audit, lead, asha, meanwhile, why, sent
):
    where, do = f"{address(audit)}?state=open", {"reviewer": asha.pk, "do": "first"}
    asked = lead.post(where, sent | do) if "which" in sent else None
    meanwhile(SampledCase.objects.get(number=3))
    response = confirmed(lead, where, asked, "first") if asked else lead.post(where, sent | do)
    assert "Nothing was saved because some cases cannot be changed" in text_of(response)
    assert f"X000003, case 3: {why}" in text_of(response)
    assert "asha" not in given(audit).values()


def test_who_confirms_what_changed_meanwhile_is_asked_again(audit, lead, asha, ben):
    asked = lead.post(address(audit), {"which": "all", "do": "mark"})
    Review.objects.filter(sampled_case__number=3).update(reviewer=ben)
    again = confirmed(lead, address(audit), asked, "mark")
    assert "Someone has changed one of these reviews." in text_of(again)
    assert given(audit, Review.Part.SECOND) == {}
    confirmed(lead, address(audit), again, "mark")
    assert given(audit, Review.Part.SECOND) == {1: None, 2: None, 3: None}


def test_only_the_chosen_cases_are_shared_out(audit, lead, asha):
    sent = {"cases": ["3"], "do": "share"}
    assert "Choose first who reviews this audit" in text_of(lead.post(address(audit), sent))
    audit.reviewers.create(user=asha)
    assert "Shared out: Asha 1." in text_of(lead.post(address(audit), sent, follow=True))
    assert given(audit) == {1: None, 2: None, 3: "asha"}


def test_all_cannot_be_chosen_where_the_filter_has_an_error(audit, lead):
    response = lead.post(f"{address(audit)}?state=none", {"which": "all", "do": "mark"})
    assert "Choose one of the options" in text_of(response)
    assert given(audit, Review.Part.SECOND) == {}


def test_a_draw_is_shared_out_in_the_same_step_to_people_who_did_not_read_the_case_first(
    audit, lead, asha, ben, given_to_ben
):
    sent = {"percent": "100", "seed": "1", "draw": "Draw and share out"}
    assert "Choose first who reviews this audit" in text_of(lead.post(address(audit), sent))
    assert given(audit, Review.Part.SECOND) == {}
    audit.reviewers.create(user=asha)
    audit.reviewers.create(user=ben)
    assert "Shared out: Asha" in text_of(lead.post(address(audit), sent, follow=True))
    shared = given(audit, Review.Part.SECOND)
    assert (shared.keys(), shared[2], shared[3]) == ({1, 2, 3}, "asha", "asha")
    assert None not in shared.values()


def test_who_marks_cases_again_is_told_which_were_marked_already(audit, lead):
    lead.post(address(audit), {"cases": ["2"], "do": "mark"})
    text = text_of(lead.post(address(audit), {"cases": ["2", "3"], "do": "mark"}, follow=True))
    assert "Marked for a second review: X000003, case 3." in text
    assert "Already marked for a second review, so not changed: X000002, case 2." in text


def test_cases_that_can_only_be_refused_are_refused_before_anything_is_asked(audit, lead, asha):
    sent = {"which": "all", "reviewer": asha.pk, "do": "first"}
    asked = text_of(lead.post(address(audit), sent))
    assert "X000001, case 1: the review is already submitted." in asked
    assert "Give the first review of 2 cases to Asha?" in asked
    is_submitted(SampledCase.objects.get(number=2))
    is_submitted(SampledCase.objects.get(number=3))
    refused = text_of(lead.post(address(audit), sent))
    assert "X000003, case 3: the review is already submitted." in refused
    assert "to Asha?" not in refused
    assert set(given(audit).values()) == {None}


def test_enter_in_the_due_date_presses_no_button_that_changes_a_case(audit, lead):
    form = re.search(r'<form class="allocate".*?</form>', lead.get(address(audit)).content.decode(), re.DOTALL)[0]
    first = re.search(r'<button[^>]* name="do" value="(\w*)"', form)[1]
    response = lead.post(address(audit), {"cases": ["2"], "due_on": "2030-01-01", "do": first})
    assert "Press the button for what you want to change" in text_of(response)
