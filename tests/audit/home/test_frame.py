"""The frame of every page about an audit: its state, and a sub-navigation that leads only where the reader may go."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.home.frame import build_frame
from audit.home.states import with_state
from audit.models import Audit, Review
from audit.models.sentences import day
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import DeliveryUnit, Membership, User
from cases.permissions import Role
from tests.audit.a_review import a_reviewer, read_once
from tests.audit.an_audit import YES, add_case, add_cases, fetched

pytestmark = pytest.mark.django_db
AT_THE_END = ["Downloads", "Audit history"]
OF_A_RESULT = ["Result", "Groups", "Change", "Questions", "Standards", "Recommendations"]
EVIDENCE = ["Indicators", "Surveys"]
OF_A_LEAD = ["Plan", "Sample", "Reviewers and progress"]


def a_person(role, audit):
    user = User.objects.create(username=role)
    Membership.objects.create(user=user, role=role, unit=audit.unit)
    return user


def names(audit, user):
    return [entry.name for entry in build_frame(fetched(audit), user, "audit_result", "audit_result").entries]


def state(audit):
    """As the frame shows it, once the list of audits is found to say the same."""
    shown = build_frame(fetched(audit), User(), "audit_result", "audit_result").state
    assert with_state(Audit.objects.filter(pk=audit.pk)).get().state == shown
    return shown.label


def test_the_state_follows_from_what_was_done_and_is_the_same_in_the_list(audit):
    assert state(audit) == "Planned"
    add_case(audit, {}, submitted=False)
    assert state(audit) == "In progress"
    Review.objects.update(submitted_at=timezone.now())
    assert state(audit) == "Provisional"
    sign_off(audit=audit)
    assert state(audit) == "Signed off"


def test_a_lead_is_led_only_to_pages_that_have_something(audit):
    lead = a_person(Role.QUALITY_LEAD, audit)
    assert names(audit, lead) == ["Task list", "Standards", *EVIDENCE, *OF_A_LEAD, "Audit history"]
    add_cases(audit, 2, {})
    shown = ["Task list", *OF_A_RESULT, *EVIDENCE, *OF_A_LEAD, "Reviews", *AT_THE_END]
    assert names(audit, lead) == shown
    Review.objects.create(sampled_case=audit.sampled_cases.first(), part=Review.Part.SECOND)
    assert "Consistency" in names(audit, lead)
    sign_off(audit=audit)
    assert not {"Task list", "Plan"} & {*names(audit, lead)}


def test_a_viewer_sees_progress_until_the_sign_off_and_then_the_result(audit):
    viewer = a_person(Role.VIEWER, audit)
    add_cases(audit, 2, {})
    assert names(audit, viewer) == ["Progress", "Audit history"]
    sign_off(audit=audit)
    assert names(audit, viewer) == [*OF_A_RESULT, *AT_THE_END]
    audit.indicators.create(
        name="Vacancies", value=1, unit="posts", measured="2024", source="Report", written_at=timezone.now()
    )
    assert names(audit, viewer) == [*OF_A_RESULT, "Indicators", *AT_THE_END]


def test_a_reviewer_and_a_lead_of_another_unit_are_led_nowhere(audit):
    add_cases(audit, 2, {})
    other = DeliveryUnit.objects.create(region=audit.unit.region, name="Norfolk PDU")
    elsewhere = User.objects.create(username="elsewhere")
    Membership.objects.create(user=elsewhere, role=Role.QUALITY_LEAD, unit=other)
    assert names(audit, elsewhere) == names(audit, a_reviewer(audit.unit, "ben")) == []


@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.SPO, Role.VIEWER])
@pytest.mark.parametrize("signed", [False, True])
def test_every_entry_opens(audit, client, role, signed):
    add_cases(audit, 2, {})
    Review.objects.create(sampled_case=audit.sampled_cases.first(), part=Review.Part.SECOND)
    if signed:
        sign_off(audit=audit)
    user = a_person(role, audit)
    client.force_login(user)
    entries = build_frame(fetched(audit), user, "audit_result", "audit_result").entries
    assert {entry.name: client.get(entry.address).status_code for entry in entries} == {
        entry.name: 200 for entry in entries
    }


def test_the_page_one_is_on_is_marked_and_a_page_below_marks_where_it_belongs(audit, client):
    add_case(audit, {"2.1.1": YES})
    client.force_login(a_person(Role.QUALITY_LEAD, audit))

    def marked(page, *arguments):
        html = client.get(reverse(page, args=[audit.pk, *arguments])).content.decode()
        return re.findall(r'sub-navigation__link"[^>]*aria-current="(\w+)">([^<]+)', html)

    assert marked("audit_reviews") == [("page", "Reviews")]
    assert marked("audit_published") == [("true", "Change")]
    assert marked("question_cases", "2.1.1") == [("true", "Questions")]


def test_the_frame_is_one_query(audit, django_assert_num_queries):
    add_cases(audit, 20, {})
    lead, found = a_person(Role.QUALITY_LEAD, audit), fetched(audit)
    _ = lead.held_roles
    with django_assert_num_queries(1):
        build_frame(found, lead, "audit_result", "audit_result")


def test_a_running_audit_opens_on_its_task_list_for_a_lead_and_on_its_result_for_others(audit, client):
    add_cases(audit, 2, {})
    for role, page in ((Role.QUALITY_LEAD, "audit_tasks"), (Role.VIEWER, "audit_result")):
        client.force_login(a_person(role, audit))
        assert f'href="{reverse(page, args=[audit.pk])}">{audit.title}' in client.get("/audits/").content.decode()


@pytest.mark.parametrize("page", ["review_section", "review_check", "review_paper"])
def test_a_reviewer_sees_the_audit_and_by_when_this_review_is_due_and_no_page_she_may_not_open(audit, client, page):
    asha = a_reviewer(audit.unit, "asha")
    review = read_once(audit, asha, submitted=False).reviews.get()
    today = timezone.localdate()
    Audit.objects.update(review_until=today + timedelta(days=9))
    Review.objects.update(due_on=today + timedelta(days=3))
    client.force_login(asha)
    address = reverse(page, args=[review.pk, *(["2.1"] if page == "review_section" else [])])
    above = client.get(address).content.decode().split('class="audit-frame"')[1].split("<main")[0]
    assert [text for text in re.findall(r">([^<>]+)<", above) if text.strip()] == [
        "Suffolk PDU, East of England",
        audit.title,
        "In progress",
        f"This review is due by {day(today + timedelta(days=3))} (3 days left)",
        "My reviews",
    ]


def test_a_lead_reads_a_review_inside_the_pages_of_its_audit(audit, client):
    review = read_once(audit, a_reviewer(audit.unit, "asha"), submitted=False).reviews.get()
    client.force_login(a_person(Role.QUALITY_LEAD, audit))
    html = client.get(reverse("review_section", args=[review.pk, "2.1"])).content.decode()
    assert f'href="{reverse("audit_reviews", args=[audit.pk])}" aria-current="true">Reviews' in html
    assert 'class="govuk-back-link"' not in html
