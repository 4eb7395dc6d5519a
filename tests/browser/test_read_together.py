"""The lead has all reviewers read one case first. They answer it, compare, and what they agree on stands beside it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from audit.models import Reading, ReadingAnswer, Sample
from audit.planning.actions.reviewers import set_reviewers
from cases.models import Case, User
from tests.audit.a_sample import add_reserve
from tests.browser.answering import YES, answer, comment, is_saved

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


@pytest.fixture
def audit(review):
    """The practice round, drawn with a case in reserve, and with two reviewers."""
    audit = review.audit
    Sample.objects.create(audit=audit, drawn={"plan": {}}, drawn_at=timezone.now())
    add_reserve(audit, Case.objects.create(unit=audit.unit, reference="DEMO-0900"))
    people = User.objects.filter(username__in=("reviewer", "reviewer-2"))
    set_reviewers(audit=audit, capacities=dict.fromkeys(people))
    return audit


def answer_the_rest(username):
    """Everything but 2.1.1 is answered yes, as if on the page; returns the page of the reading."""
    reading = Reading.objects.get(reviewer__username=username)
    said = {"value": YES, "comment": "Seen.", "answered_by": reading.reviewer}
    codes = [code for code in reading.audit.framework.questions if code != "2.1.1"]
    ReadingAnswer.objects.bulk_create(ReadingAnswer(reading=reading, question=code, **said) for code in codes)
    return f"/readings/{reading.pk}/"


def test_a_case_is_marked_answered_by_two_compared_and_noted(audit, review, screen, complaints, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/tasks/")
    screen.get_by_role("link", name="Read one case together").click()
    screen.get_by_label("Case in reserve").select_option(label="DEMO-0900")
    screen.get_by_role("button", name="Have every reviewer read it").click()
    expect(screen.get_by_role("heading", name="DEMO-0900, case A")).to_be_visible()
    check_page(screen)
    for username, label in (("reviewer", "Yes"), ("reviewer-2", "No")):
        page = answer_the_rest(username)
        sign_in(screen, username)
        if username == "reviewer":
            complaints.expect("403 (Forbidden)")
            screen.goto(f"/reviews/{review.pk}/2.1/")
            expect(screen.get_by_role("heading", name="Read a case together first")).to_be_visible()
            check_page(screen)
            screen.get_by_role("link", name="DEMO-0900, case A").click()
            check_page(screen)
        screen.goto(page)
        answer(screen, "2.1.1", label)
        comment(screen, "2.1.1").fill(f"What {username} saw.")
        is_saved(screen, "2.1.1")
        screen.get_by_role("button", name="Submit this case").click()
        expect(screen.get_by_role("heading", name="Answers side by side")).to_be_visible()
    sign_in(screen, "quality-lead")
    screen.goto(f"/together/{Reading.objects.first().shared_case_id}/")
    differing = screen.get_by_role("region", name="2.1.1 Does assessment")
    expect(differing).to_contain_text("What reviewer saw.")
    expect(differing).to_contain_text("What reviewer-2 saw.")
    check_page(screen)
    differing.get_by_text("Write what you agree on").click()
    screen.get_by_label("Agreed note on 2.1.1", exact=True).fill("Look at the first plan only.")
    differing.get_by_role("button", name="Save the notes").click()
    expect(screen.get_by_text("Notes saved.")).to_be_visible()
    sign_in(screen, "reviewer")
    screen.goto(f"/reviews/{review.pk}/2.1/")
    expect(screen.locator("[data-question='2.1.1']")).to_contain_text("Agreed in this audit about 2.1.1")
    check_page(screen)
