"""The quality lead says who reviews, shares the cases out and sees how far each reviewer is."""

import datetime
import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Audit, AuditReviewer, Review
from tests.audit.a_review import a_reviewer, read_once, read_twice
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(audit):
    return a_reviewer(audit.unit, "ben")


def page_of(audit):
    return f"/audits/{audit.pk}/reviewers/"


def without_reviewer(audit, asha, number):
    for _ in range(number):
        read_once(audit, asha, submitted=False).reviews.all().delete()


@pytest.mark.slow
def test_the_cases_are_shared_out_among_those_who_are_chosen(audit, asha, ben, lead):
    without_reviewer(audit, asha, 5)
    sent = {f"reviews-{asha.pk}": "on", f"reviews-{ben.pk}": "on", f"capacity-{ben.pk}": "2", "share": "1"}
    text = text_of(lead.post(page_of(audit), sent, follow=True))
    assert "Shared out: Asha 3, Ben 2." in text or "Shared out: Asha 2, Ben 2." in text
    assert "Not shared out, because" in text or "Asha 3" in text
    assert AuditReviewer.objects.get(user=ben).capacity == 2


@pytest.mark.slow
def test_with_nobody_chosen_nothing_is_shared_out_and_the_page_says_why(audit, asha, lead):
    without_reviewer(audit, asha, 1)
    response = lead.post(page_of(audit), {"share": "1"})
    assertContains(response, "Choose at least one reviewer")
    assert not Review.objects.exists()
    assert lead.post(page_of(audit), {"save": "1"}).status_code == 302


def based_on(response):
    """The version of the reviewers that the form is based on."""
    return {"based_on": re.search(r'name="based_on"(?: value="(\w*)")?', response.content.decode())[1] or ""}


@pytest.mark.slow
def test_a_page_that_stood_open_does_not_undo_unseen_what_another_one_saved(audit, asha, ben, lead):
    both_opened = based_on(lead.get(page_of(audit)))
    theirs = {f"reviews-{asha.pk}": "on", f"capacity-{asha.pk}": "5", f"reviews-{ben.pk}": "on"}
    lead.post(page_of(audit), theirs | both_opened | {"share": "1"})
    mine = {f"reviews-{asha.pk}": "on", "save": "1"}
    response = lead.post(page_of(audit), mine | both_opened)
    text = text_of(response)
    assert "While you were editing, who reviews changed" in text
    assert "Asha (asha) at most 5 cases Ben (ben) reviews any number of cases" in text
    assert re.findall(r'name="(reviews-\d+)"[^>]* checked', response.content.decode()) == [f"reviews-{asha.pk}"]
    assert AuditReviewer.objects.count() == 2
    assertRedirects(lead.post(page_of(audit), mine | based_on(response)), page_of(audit))
    assert AuditReviewer.objects.get().user == asha


def test_cases_are_not_shared_out_by_a_page_that_stood_open_either(audit, asha, ben, lead):
    without_reviewer(audit, asha, 1)
    opened = based_on(lead.get(page_of(audit)))
    AuditReviewer.objects.create(audit=audit, user=asha)
    lead.post(page_of(audit), {f"reviews-{ben.pk}": "on", "share": "1"} | opened)
    assert not Review.objects.exists()


def test_who_was_taken_off_meanwhile_is_told_too(audit, asha, lead):
    AuditReviewer.objects.create(audit=audit, user=asha)
    opened = based_on(lead.get(page_of(audit)))
    AuditReviewer.objects.all().delete()
    response = lead.post(page_of(audit), {f"reviews-{asha.pk}": "on", "save": "1"} | opened)
    assert "What was saved while you were editing No one reviews" in text_of(response)


@pytest.mark.parametrize("wrong", ["-1", "501", "many", "1.5"])
def test_a_number_that_is_none_is_named_at_its_place_and_kept(audit, asha, lead, wrong):
    response = lead.post(page_of(audit), {f"reviews-{asha.pk}": "on", f"capacity-{asha.pk}": wrong, "save": "1"})
    assertContains(response, f'value="{wrong}"')
    assertContains(response, f'href="#id_capacity-{asha.pk}"')
    assert not AuditReviewer.objects.exists()


def test_progress_is_told_by_reviewer_with_what_is_overdue(audit, asha, ben, lead):
    read_twice(audit, asha, ben)
    read_once(audit, asha, submitted=False)
    without_reviewer(audit, asha, 1)
    Audit.objects.filter(pk=audit.pk).update(review_until=timezone.localdate() - datetime.timedelta(days=1))
    text = text_of(lead.get(page_of(audit)))
    assert "Reviewer Allocated Not started Started Sent back Submitted Second reviews Overdue" in text
    assert "Asha 2 0 1 0 1 0 1" in text
    assert "Ben 1 0 0 0 1 1 0" in text
    assert "No one yet 1 1 0 0 0 0 1" in text
    assert "All 4 1 1 0 2 1 2" in text


def test_nothing_is_overdue_on_the_last_day(audit, asha, lead):
    read_once(audit, asha, submitted=False)
    Audit.objects.filter(pk=audit.pk).update(review_until=timezone.localdate())
    assert "Asha 1 0 1 0 0 0 0" in text_of(lead.get(page_of(audit)))


def test_a_review_with_a_due_date_of_its_own_is_overdue_by_that_one(audit, asha, lead):
    read_once(audit, asha, submitted=False)
    Review.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "Asha 1 0 1 0 0 0 1" in text_of(lead.get(page_of(audit)))


@pytest.mark.slow
def test_the_button_for_second_reviews_is_there_where_some_are_marked(audit, asha, ben, lead):
    read_once(audit, asha)
    assertNotContains(lead.get(page_of(audit)), "share out the second reviews")
    read_twice(audit, asha, ben, submitted=(True, False))
    Review.objects.filter(part="second").update(reviewer=None)
    assertContains(lead.get(page_of(audit)), "share out the second reviews")
    text = text_of(lead.post(page_of(audit), {f"reviews-{ben.pk}": "on", "share-second": "1"}, follow=True))
    assert "Shared out: Ben 1." in text


def test_it_is_the_quality_leads_alone(audit, asha, sign_in):
    assert [sign_in(name).get(page_of(audit)).status_code for name in ("lead", "viewer")] == [200, 403]


def test_without_a_case_reviewers_are_chosen_and_nothing_is_offered_to_share_out(audit, asha, lead):
    text = text_of(lead.get(page_of(audit)))
    assert "There are no cases to share out yet." in text
    assert "Save and share out" not in text
    assert "Save only" in text
    assert "To give one case" not in text
