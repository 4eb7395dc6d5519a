"""A reviewer takes the CRN of a case over into the case record."""

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


def test_the_crn_is_copied_with_one_press_and_that_is_told(review, screen, sign_in, no_script_page):
    sign_in(screen, "reviewer")
    screen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.goto(f"/reviews/{review.pk}/2.1/")
    screen.get_by_role("button", name="Copy the CRN").press("Enter")
    expect(screen.locator(".copy[role=status]")).to_have_text("Copied")
    assert screen.evaluate("navigator.clipboard.readText()") == "DEMO-0001"
    sign_in(no_script_page, "reviewer")
    no_script_page.goto(f"/reviews/{review.pk}/2.1/")
    expect(no_script_page.get_by_text("DEMO-0001").first).to_be_visible()
    expect(no_script_page.get_by_role("button", name="Copy")).to_have_count(0)
