"""What people are told on their pages: counts that hold, of their own audits, gone once dismissed."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Audit, Notice, Review
from audit.moderating.actions.due_dates import set_due_date
from audit.moderating.actions.send_back import send_back
from audit.notices.actions.notices import tell_of_due_dates
from audit.notices.pages import notices_of
from audit.planning.actions.allocation import allocate
from audit.planning.actions.plan import change_audit
from audit.results.sign_off.actions.sign_off import sign_off
from audit.reviewing.actions.submission import submit_review
from cases.models import Membership
from cases.permissions import Role
from tests.audit.a_review import FIRST, SECOND, a_reviewer, read_once, read_twice
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


BACK = [("my_reviews", "/reviews/"), ("", "/"), ("https://elsewhere.example", "/")]


@pytest.fixture
def ben(audit):
    return a_reviewer(audit.unit, "ben")


@pytest.fixture
def lead(audit):
    return a_reviewer(audit.unit, "lead", Role.QUALITY_LEAD)


def told(user):
    """{kind: number} of what a fresh sign-in of the user is told."""
    notices = Notice.objects.visible_to(type(user).objects.get(pk=user.pk)).values_list("kind", flat=True)
    return {kind: list(notices).count(kind) for kind in notices}


def page(user, address="/reviews/"):
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return text_of(client.get(address))


def due(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_a_reviewer_is_told_of_a_case_until_it_goes_to_another_person(audit, asha, ben, lead):
    sampled = read_once(audit, None, submitted=False)
    allocate(sampled=sampled, reviewer=asha, by=lead)
    assert "1 review was allocated to you" in page(asha)
    allocate(sampled=sampled, reviewer=ben, by=lead)
    assert (told(asha), told(ben), told(lead)) == ({}, {"allocated": 1}, {})


def test_a_review_sent_back_is_told_to_its_reviewer_and_the_reply_to_whom_sent_it(audit, asha, lead):
    review = read_once(audit, asha).reviews.get()
    send_back(review=review, note="Look again.", by=lead)
    assert (told(asha), told(lead)) == ({"sent_back": 1}, {})
    submit_review(review=review, reply="I did.", by=asha)
    assert (told(asha), told(lead)) == ({}, {"replied": 1})
    assert "1 review that you sent back has a reply" in page(lead, "/")


def test_a_review_that_was_sent_back_no_longer_counts_as_allocated(audit, asha, lead):
    for _ in range(2):
        allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha, by=lead)
    review = Review.objects.first()
    submit_review(review=review, by=asha)
    send_back(review=review, note="Look again.", by=lead)
    assert told(asha) == {"allocated": 1, "sent_back": 1}


@pytest.mark.parametrize(("differing", "expected"), [(["2.1.1"], {"ready": 1}), ([], {})])
def test_all_who_can_settle_it_are_told_once_both_reviews_are_in_and_differ(
    audit, asha, ben, lead, differing, expected
):
    sampled = read_twice(audit, asha, ben, no=differing, submitted=(True, False))
    submit_review(review=sampled.reviews.get(part=SECOND), by=ben)
    assert [told(each) for each in (asha, ben, lead)] == [expected] * 3


@pytest.mark.parametrize(
    ("days", "expected"), [(4, {}), (3, {"due_soon": 1}), (0, {"due_soon": 1}), (-1, {"overdue": 1})]
)
def test_reviewers_are_told_once_of_what_is_due_in_three_days_or_overdue(audit, asha, days, expected):
    read_once(audit, asha, submitted=False)
    read_once(audit, asha)
    Audit.objects.update(review_until=due(days))
    for _ in range(2):
        tell_of_due_dates()
    assert told(asha) == expected


@pytest.mark.parametrize("runs", [0, 1])
@pytest.mark.parametrize(("days", "words"), [(3, "2 reviews are due within 3 days"), (-1, "2 reviews are overdue")])
def test_due_dates_are_told_at_once_and_once_until_dismissed(audit, asha, days, words, runs):
    reviews = [read_once(audit, asha, submitted=False).reviews.get() for _ in range(2)]
    Audit.objects.update(review_until=due(days))
    for _ in range(runs):
        tell_of_due_dates()
    assert page(asha, "/").split("Your reviews")[0].count(f"{words} in") == 2  # the link and its button
    assert Notice.objects.count() == 2 * runs  # to read the page writes nothing
    client, kind = Client(SERVER_NAME="localhost"), "overdue" if days < 0 else "due_soon"
    client.force_login(asha)
    assert client.post(f"/audits/{audit.pk}/due-dates/dismiss/", {"kind": kind, "person": asha.pk}).status_code == 302
    tell_of_due_dates()
    assert ("New for you" in page(asha, "/"), told(asha)) == (False, {})
    assert {notice.review for notice in Notice.objects.all()} == set(reviews)


def test_a_new_due_date_takes_the_notice_of_the_old_one_away_and_has_its_own(audit, asha, lead):
    sampled = read_once(audit, asha, submitted=False)
    Audit.objects.update(review_until=due(2))
    tell_of_due_dates()
    plan = {"follows": None, "title": audit.title, "about": "", "review_from": None, "keep_months": None}
    audit = change_audit(audit=Audit.objects.get(), review_until=due(9), **plan, by=lead)
    tell_of_due_dates()
    assert (told(asha), Notice.objects.count()) == ({}, 0)
    set_due_date(sampled=sampled, due_on=due(1), by=lead)
    tell_of_due_dates()
    assert told(asha) == {"due_soon": 1}


def test_the_sign_off_is_told_to_those_who_see_the_result_and_nobody_else(audit, asha, lead):
    read_once(audit, asha)
    elsewhere = a_reviewer(audit.unit, "elsewhere", Role.VIEWER)
    Membership.objects.filter(user=elsewhere).update(ended_at=timezone.now())
    viewer = a_reviewer(audit.unit, "viewer", Role.VIEWER)
    sign_off(audit=audit, by=lead)
    assert [told(each) for each in (viewer, lead, asha, elsewhere)] == [{"signed_off": 1}, {}, {}, {}]


def test_who_loses_the_role_is_told_nothing_more_of_the_audit(audit, asha, lead):
    allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha, by=lead)
    Membership.objects.filter(user=asha).update(ended_at=timezone.now())
    assert told(asha) == {}


@pytest.mark.parametrize(("back", "leads_to"), BACK)
def test_a_line_is_dismissed_with_all_it_counts_and_what_comes_later_is_told(audit, asha, lead, back, leads_to):
    for _ in range(2):
        allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha, by=lead)
    client, last = Client(SERVER_NAME="localhost"), Notice.objects.latest("pk")
    client.force_login(asha)
    allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha, by=lead)
    response = client.post(f"/notices/{last.pk}/dismiss/", {"back": back, "person": asha.pk})
    assert (response.status_code, response["Location"]) == (302, leads_to)
    assert told(asha) == {"allocated": 1}


def test_nobody_dismisses_the_notices_of_another_person(audit, asha, ben, lead):
    allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha, by=lead)
    client = Client(SERVER_NAME="localhost")
    client.force_login(ben)
    assert client.post(f"/notices/{Notice.objects.get().pk}/dismiss/").status_code == 404
    assert told(asha) == {"allocated": 1}


def test_being_told_costs_two_queries_however_much_there_is(audit, asha, lead, django_assert_num_queries):
    for _ in range(3):
        allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha, by=lead)
    _ = asha.held_roles
    with django_assert_num_queries(2):
        (line,) = notices_of(asha)
    assert line.words == "3 reviews were allocated to you"
    assert Review.objects.filter(part=FIRST).count() == 3
