"""What becomes of recommendations: answered by the head of service, with steps, carried to the next result."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Audit, Recommendation, Response, Step
from audit.results.sign_off.actions.sign_off import sign_off
from cases.permissions import Role
from tests.audit.an_audit import an_audit
from tests.audit.reading import text_of
from tests.people import a_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


@pytest.fixture
def recommendation():
    """The only recommendation of a signed-off audit."""
    audit = sign_off(audit=an_audit(), without_result=True)
    return Recommendation.objects.create(audit=audit, text="Name steps.", about=["2.2"], written_at=timezone.now())


@pytest.fixture
def step(recommendation):
    facts = {"text": "Train all.", "owner": "Head of PDU", "due": TODAY, "written_at": timezone.now()}
    return Step.objects.create(recommendation=recommendation, **facts)


@pytest.fixture
def plan(recommendation, client):
    """plan(role, part, **sent): the page, or what is answered to what is sent there."""

    def plan(role, part="", **sent):
        unit = recommendation.audit.unit
        client.force_login(a_user(str(role), role, unit))
        address = f"/audits/{recommendation.audit_id}/action-plan/{part}"
        return client.post(address, sent, follow=True) if sent else client.get(address)

    return plan


def test_the_plan_begins_with_the_notice_as_every_page_about_a_result(recommendation, plan):
    assert "Not an inspection" in text_of(plan(Role.VIEWER))


def test_a_head_of_service_answers_and_readers_of_the_result_read_it(recommendation, plan):
    part = f"{recommendation.pk}/answer/"
    refused = plan(Role.HEAD_OF_SERVICE, part, agreement="partly", text="")
    assert "Say which part you agree with" in text_of(refused)
    plan(Role.HEAD_OF_SERVICE, part, agreement="partly", text="Not for short sentences.")
    text = text_of(plan(Role.VIEWER))
    assert "1 recommendation: 1 partly agreed. No steps are written yet." in text
    assert "Not for short sentences." in text


@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.VIEWER, Role.SPO])
def test_no_one_else_answers(recommendation, plan, role):
    assert plan(role, f"{recommendation.pk}/answer/", agreement="agreed").status_code == 403
    assert not Response.objects.exists()


def test_the_second_of_two_answers_at_once_is_told_and_replaces_nothing(recommendation, plan):
    part = f"{recommendation.pk}/answer/"
    plan(Role.HEAD_OF_SERVICE, part, agreement="agreed")
    second = plan(Role.HEAD_OF_SERVICE, part, agreement="not_agreed", text="No money.", based_on="")
    assert "Someone else saved this after you opened the page" in text_of(second)
    assert Response.objects.get().agreement == "agreed"


def test_a_step_is_done_only_with_what_shows_it_and_not_from_a_later_day(recommendation, step, plan):
    part = f"{recommendation.pk}/steps/{step.pk}/"
    based_on = str(step.history.first().pk)
    facts = {"text": step.text, "owner": step.owner, "based_on": based_on} | day("due", step.due)
    tomorrow = TODAY + datetime.timedelta(days=1)
    text = text_of(plan(Role.QUALITY_LEAD, part, **facts, **day("holds_from", tomorrow)))
    assert "The day from which it holds must be today or earlier" in text
    assert "Say what shows that it is done" in text_of(
        plan(Role.QUALITY_LEAD, part, **facts, **day("holds_from", TODAY))
    )
    plan(Role.QUALITY_LEAD, part, **facts, **day("holds_from", TODAY), evidence="Records of attendance.")
    assert "1 step: 1 done." in text_of(plan(Role.VIEWER))


def test_a_new_step_cannot_be_due_in_the_past(recommendation, plan):
    yesterday = TODAY - datetime.timedelta(days=1)
    sent = {"text": "Train all.", "owner": "Head of PDU"} | day("due", yesterday)
    part = f"{recommendation.pk}/steps/add/"
    assert "must be today or later" in text_of(plan(Role.HEAD_OF_SERVICE, part, **sent))
    plan(Role.HEAD_OF_SERVICE, part, **sent | day("due", TODAY))
    assert Step.objects.get().owner == "Head of PDU"


def test_a_step_past_its_day_is_overdue(step, plan):
    Step.objects.update(due=TODAY - datetime.timedelta(days=1))
    assert "1 step: 0 done, 1 overdue." in text_of(plan(Role.VIEWER))


def test_nothing_is_saved_once_the_sign_off_is_taken_back(recommendation, plan):
    Audit.objects.update(signed_off_at=None, snapshot=None, keep_until=None)
    plan(Role.HEAD_OF_SERVICE, f"{recommendation.pk}/answer/", agreement="agreed")
    assert not Response.objects.exists()


def test_the_page_of_a_year_says_what_was_found_done_and_changed(recommendation, step, plan, client):
    Step.objects.update(holds_from=TODAY, evidence="Records of attendance.")
    Response.objects.create(recommendation=recommendation, agreement="agreed", at=timezone.now())
    plan(Role.VIEWER)
    text = text_of(client.get(f"/units/{recommendation.audit.unit_id}/years/{TODAY.year}/"))
    assert "without a result" in text
    assert "1 recommendation: 1 agreed. 1 step: 1 done." in text
    assert "Train all. (Head of PDU, from" in text
    assert client.get(f"/units/{recommendation.audit.unit_id}/years/{TODAY.year - 1}/").status_code == 404


def test_the_next_result_says_how_far_the_recommendations_of_last_time_are(recommendation, step, plan, client):
    later = an_audit("Second", unit=recommendation.audit.unit)
    Audit.objects.filter(pk=later.pk).update(follows=recommendation.audit)
    sign_off(audit=later, without_result=True)
    plan(Role.VIEWER)
    text = text_of(client.get(f"/audits/{later.pk}/recommendations/"))
    assert "Last time, “Mock inspection”: 1 recommendation: 1 without an answer yet. 1 step: 0 done." in text
