"""The quality lead gives cases to reviewers and sends one back; two readings are compared and agreed on."""

import pytest
from playwright.sync_api import expect

from audit.models import Answer, Review
from audit.planning.actions.allocation import allocate
from audit.reviewing.actions.submission import submit_review
from cases.models import User
from tests.browser.conftest import once_loaded

pytest_plugins = ["tests.browser.demonstration"]
READ_TWICE = 3  # the case that the second reviewer reads, too


@pytest.fixture
def read_twice(audit):
    """The case, read by both reviewers of the demonstration, who differ in one judgement."""
    sampled = audit.sampled_cases.get(number=READ_TWICE)
    first = sampled.reviews.get()
    second = allocate(sampled=sampled, reviewer=User.objects.get(username="reviewer-2"), part=Review.Part.SECOND)
    turned = audit.framework.key_questions[0].code
    Answer.objects.bulk_create(
        Answer(
            review=second,
            question=answer.question,
            value=3 - answer.value if answer.question == turned else answer.value,
            comment="As the record has it.",
        )
        for answer in first.answers.all()
    )
    submit_review(review=second)
    return sampled


def unfold(screen, name):
    """Open what narrow screens fold away, by the keyboard."""
    summary = once_loaded(screen).locator(".fold > summary", has_text=name)
    if summary.is_visible():
        summary.press("Enter")


def test_cases_are_changed_together_or_not_at_all_and_all_of_them_after_a_question(
    audit, read_twice, screen, sign_in, check_page
):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/")
    screen.get_by_role("link", name="Reviews", exact=True).click()
    for case in ("DEMO-001, case 1", f"DEMO-00{READ_TWICE}, case {READ_TWICE}"):
        screen.get_by_label(case, exact=True).check()
    unfold(screen, "Change several cases")
    check_page(screen)
    screen.get_by_label("Reviewer").select_option(label="Second reviewer (demonstration) (reviewer-2)")
    screen.get_by_role("button", name="Give the second review").click()
    expect(screen.locator(".govuk-error-summary")).to_contain_text("DEMO-003, case 3: the review is already submitted.")
    expect(screen.get_by_label("DEMO-003, case 3", exact=True)).not_to_be_checked()
    check_page(screen)
    screen.get_by_role("button", name="Give the second review").click()
    expect(
        screen.get_by_text("Second review given to Second reviewer (demonstration): DEMO-001, case 1.")
    ).to_be_visible()
    unfold(screen, "Change several cases")
    screen.get_by_label("All 56 cases").check()
    screen.get_by_role("button", name="Mark for a second review").click()
    check_page(screen)
    screen.get_by_role("button", name="Mark 56 cases for a second review").click()
    expect(screen.get_by_text("Marked for a second review: 54 cases.")).to_be_visible()


def test_a_review_is_sent_back_without_a_script_and_the_note_leads_its_reviewer_to_the_question(
    audit, read_twice, no_script_page, open_page, sign_in, check_page
):
    sign_in(no_script_page, "quality-lead")
    no_script_page.goto(f"/audits/{audit.pk}/cases/{READ_TWICE}/")
    no_script_page.get_by_role("link", name="Send the review back").click()
    no_script_page.get_by_label("Note").fill("Say what the plan holds.")
    no_script_page.get_by_text("questions of 2.2 Planning").click()
    no_script_page.get_by_label("2.2.3d").check()
    no_script_page.get_by_role("button", name="Send back").click()
    expect(no_script_page.get_by_text("The review of DEMO-003, case 3 is sent back.")).to_be_visible()
    page = open_page(width=320)
    sign_in(page, "reviewer")
    page.goto("/reviews/")
    page.get_by_role("link", name="Case 3").first.click()
    check_page(page)
    page.get_by_role("link", name="2.2.3d", exact=True).first.click()
    expect(page.locator("[id='2.2.3d']")).to_be_in_viewport()


def test_two_readings_are_compared_and_agreed_on(audit, read_twice, screen, sign_in, check_page):
    sign_in(screen, "reviewer")
    screen.goto("/reviews/")
    screen.get_by_role("link", name="Case 3").first.click()
    screen.get_by_role("button", name="Record").click()
    expect(screen.locator(".govuk-error-summary")).to_be_focused()
    check_page(screen)
    screen.get_by_label("Yes").check()
    screen.get_by_label("Reason").fill("Read again together.")
    screen.get_by_role("button", name="Record").click()
    expect(screen.get_by_text("The agreed answer is recorded.")).to_be_visible()
    expect(screen.get_by_text("All differences are agreed.")).to_be_visible()
    check_page(screen)


def test_the_consistency_of_readers_is_readable(audit, read_twice, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/")
    screen.get_by_role("link", name="Consistency").click()
    expect(screen.get_by_text("92%, 11 of 12")).to_be_visible()
    check_page(screen)
