"""The home page of a quality lead, wide and narrow."""

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]


def test_an_audit_in_progress_stands_on_the_home_page_with_its_bar(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto("/")
    expect(screen.get_by_role("progressbar", name=f"Cases reviewed in {audit.title}")).to_have_attribute("value", "56")
    check_page(screen)
    screen.get_by_role("link", name=audit.title, exact=True).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Task list")
