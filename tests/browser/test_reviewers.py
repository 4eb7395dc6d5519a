"""The quality lead shares cases out among reviewers and sees how far they are."""

import pytest
from playwright.sync_api import expect

from audit.models import SampledCase
from audit.moderating.actions.second_reviews import mark_for_second_review
from audit.planning.actions.reviewers import set_reviewers
from cases.models import Case, User

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


@pytest.fixture
def audit(review):
    """The practice round with four more cases that nobody has yet, one to be read twice."""
    first = review.sampled_case
    for number in range(2, 6):
        facts = {"unit": first.case.unit, "team": first.case.team, "reference": f"DEMO-000{number}"}
        sampled = SampledCase.objects.create(audit=first.audit, case=Case.objects.create(**facts), number=number)
    mark_for_second_review(sampled=sampled)
    return first.audit


def test_cases_and_second_reviews_are_shared_out(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/")
    screen.get_by_role("link", name="Reviewers and progress").click()
    screen.get_by_role("button", name="Save and share out the cases").click()
    expect(screen.locator(".govuk-error-summary")).to_be_focused()
    check_page(screen)
    screen.get_by_label("Reviewer (reviewer)", exact=True).check()
    screen.get_by_label("Reviewer-2 (reviewer-2)", exact=True).check()
    screen.get_by_role("button", name="Save and share out the cases").click()
    expect(screen.get_by_text("Shared out: Reviewer 2, Reviewer-2 2.")).to_be_visible()
    screen.get_by_role("button", name="Save and share out the second reviews").click()
    expect(screen.get_by_role("row", name="All 6 6 0 0 0 1 0")).to_be_visible()
    check_page(screen)


def test_what_another_window_saved_meanwhile_is_shown_before_it_is_replaced(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/reviewers/")
    other = screen.context.new_page()
    other.goto(f"/audits/{audit.pk}/reviewers/")
    other.get_by_label("Reviewer (reviewer)", exact=True).check()
    other.get_by_label("Maximum cases for Reviewer (reviewer)").fill("5")
    other.get_by_role("button", name="Save only").click()
    expect(other.get_by_role("alert")).to_contain_text("Reviewers saved.")
    screen.get_by_label("Reviewer-2 (reviewer-2)", exact=True).check()
    screen.get_by_role("button", name="Save only").click()
    expect(screen.locator(".govuk-error-summary")).to_contain_text("While you were editing, who reviews changed")
    expect(screen.get_by_role("region", name="What was saved while you were editing")).to_contain_text(
        "at most 5 cases"
    )
    expect(screen.get_by_label("Reviewer-2 (reviewer-2)", exact=True)).to_be_checked()
    check_page(screen)
    screen.get_by_role("button", name="Save only").click()
    expect(screen.get_by_role("alert")).to_contain_text("Reviewers saved.")


def test_who_goes_back_sees_who_reviews_by_then(audit, screen, sign_in):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/reviewers/")
    screen.get_by_label("Reviewer (reviewer)", exact=True).check()
    screen.get_by_role("button", name="Save only").click()
    expect(screen.get_by_role("alert")).to_contain_text("Reviewers saved.")
    screen.get_by_role("link", name="Task list").click()
    set_reviewers(audit=audit, capacities={User.objects.get(username="reviewer-2"): 3})
    screen.go_back()
    expect(screen.get_by_label("Reviewer (reviewer)", exact=True)).not_to_be_checked()
    expect(screen.get_by_label("Maximum cases for Reviewer-2 (reviewer-2)")).to_have_value("3")


def test_it_works_without_script(audit, no_script_page, sign_in):
    sign_in(no_script_page, "quality-lead")
    no_script_page.goto(f"/audits/{audit.pk}/reviewers/")
    no_script_page.get_by_label("Reviewer-2 (reviewer-2)", exact=True).check()
    no_script_page.get_by_label("Maximum cases for Reviewer-2 (reviewer-2)").fill("3")
    no_script_page.get_by_role("button", name="Save and share out the cases").click()
    expect(no_script_page.get_by_text("Shared out: Reviewer-2 3.")).to_be_visible()
    expect(no_script_page.get_by_text("Not shared out, because")).to_be_visible()
