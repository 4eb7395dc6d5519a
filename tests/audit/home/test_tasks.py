"""The task list of a running audit: what is done, and what comes next."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Audit, Review, Sample
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.recommendations.actions import add_recommendation
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import NO, YES, add_case, add_cases
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(audit, client):
    """tasks(): {task: its state}, and the next step."""
    user = User.objects.create(username="lead")
    Membership.objects.create(user=user, role=Role.QUALITY_LEAD, unit=audit.unit)
    client.force_login(user)

    def tasks():
        page = client.get(reverse("audit_tasks", args=[audit.pk])).context["page"]
        return {task.name: task.state.name for task in page.tasks}, page.next and page.next.step

    return tasks


def second_review(audit, value, reviewer):
    first = audit.sampled_cases.first().reviews.get()
    second = Review.objects.create(
        sampled_case=first.sampled_case, part=Review.Part.SECOND, reviewer=reviewer, submitted_at=timezone.now()
    )
    for answer in first.answers.all():
        second.answers.create(question=answer.question, value=value)


def test_a_new_audit_waits_for_its_sample(audit, tasks):
    states, step = tasks()
    assert step == "Plan the sample"
    assert states == {
        "Plan the audit": "Completed",
        "Choose the cases": "Not started",
        "Share out the cases": "Cannot start yet",
        "Review the cases": "Cannot start yet",
        "Second reviews": "Cannot start yet",
        "Judge the standards": "Not started",
        "Write recommendations": "Cannot start yet",
        "Sign off": "Not ready",
    }


def test_a_planned_sample_is_to_be_drawn_and_drawn_cases_to_be_shared_out(audit, tasks):
    Sample.objects.create(audit=audit, plan={"size": 20})
    assert tasks()[1] == "Draw the cases from an extract"
    add_case(audit, {}, submitted=False)
    states, step = tasks()
    assert (states["Choose the cases"], step) == ("Completed", "Share out the cases")


def test_cases_given_out_are_reviewed_and_progress_is_next(audit, asha, tasks):
    add_case(audit, {}, submitted=False)
    Review.objects.update(reviewer=asha)
    add_case(audit, {}, submitted=False)
    assert tasks()[0]["Share out the cases"] == "In progress"
    Review.objects.update(reviewer=asha)
    states, step = tasks()
    assert (states["Share out the cases"], states["Review the cases"]) == ("Completed", "In progress")
    assert step == "See progress by reviewer"


@pytest.mark.parametrize(("value", "state"), [(YES, "Completed"), (NO, "In progress")])
def test_second_reviews_are_done_once_what_differs_is_agreed_on(audit, asha, tasks, value, state):
    add_cases(audit, 2, {})
    assert tasks()[0]["Second reviews"] == "Optional"
    second_review(audit, value, asha)
    assert tasks()[0]["Second reviews"] == state


def test_once_all_is_reviewed_and_judged_the_sign_off_is_next(audit, tasks):
    add_cases(audit, 2, {})
    assert tasks()[1] == "Record judgements"
    for code in ("1.1", "1.2", "1.3"):
        record_judgement(audit=audit, standard=code, rating="Good", rationale="Seen.", decided_by="Panel")
    states, step = tasks()
    assert (states["Judge the standards"], states["Sign off"], step) == (
        "Completed",
        "Not started",
        "Sign off the result",
    )


def test_the_day_by_which_reviews_are_due_and_what_is_missing_are_said(audit, tasks, client):
    Audit.objects.update(review_until=datetime.date(2026, 3, 4))
    add_case(audit, {}, submitted=False)
    text = text_of(client.get(reverse("audit_tasks", args=[audit.pk])))
    assert "Reviews due by 4 March 2026" in text
    assert "Still missing: 1 review, 3 judgements" in text


def test_the_hints_of_first_and_second_reviews_say_how_many_are_overdue(audit, asha, tasks, client):
    add_cases(audit, 1, {})
    Audit.objects.update(review_until=timezone.localdate() - datetime.timedelta(days=1))
    later = add_case(audit, {}, submitted=False).reviews
    add_case(audit, {}, submitted=False)
    Review.objects.update(reviewer=asha)
    second_review(audit, YES, asha)
    Review.objects.filter(part=Review.Part.SECOND).update(submitted_at=None)
    later.update(due_on=timezone.localdate())
    text = text_of(client.get(reverse("audit_tasks", args=[audit.pk])))
    assert "1 of 3 reviews submitted, 1 overdue" in text
    assert "0 of 1 submitted, 1 overdue" in text


def test_a_signed_off_audit_has_no_task_list_but_a_result(audit, tasks, client):
    add_cases(audit, 2, {})
    sign_off(audit=audit)
    response = client.get(reverse("audit_tasks", args=[audit.pk]))
    assert (response.status_code, response.url) == (302, reverse("audit_result", args=[audit.pk]))


def test_recommendations_can_be_written_once_there_is_a_result(audit, tasks):
    add_case(audit, {"2.1.1": YES})
    assert tasks()[0]["Write recommendations"] == "Optional"
    add_recommendation(audit=audit, text="Plan for contingencies.", about=["2.2"])
    assert tasks()[0]["Write recommendations"] == "Completed"
