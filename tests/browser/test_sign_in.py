"""Asha signs in: first with a slip, then rightly, and out again at the end of the day."""

from playwright.sync_api import expect

from audit.demonstration.actions.demonstration import PASSWORD

pytest_plugins = ["tests.browser.demonstration"]


def fill_in(page, username, password):
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_somebody_signs_in_after_a_slip_and_out_again(audit, screen, check_page):
    screen.goto("/")
    expect(screen).to_have_title("Sign in – Probation case audit")
    check_page(screen)
    fill_in(screen, "quality-lead", "guessed")
    expect(screen.locator(".govuk-error-summary")).to_be_focused()
    expect(screen.get_by_role("alert")).to_contain_text("The user name or password is wrong")
    check_page(screen)
    screen.get_by_role("alert").get_by_role("link").click()
    expect(screen.get_by_label("User name")).to_be_focused()
    fill_in(screen, "quality-lead", PASSWORD)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Home")
    screen.get_by_role("button", name="Sign out").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_signing_in_needs_no_script_and_leads_to_the_page_that_was_asked_for(audit, no_script_page):
    no_script_page.goto(f"/audits/{audit.pk}/")
    fill_in(no_script_page, "viewer", PASSWORD)
    expect(no_script_page.get_by_role("heading", level=1)).to_have_text("Progress")


def test_signing_in_works_by_keyboard_alone(audit, page, press_tab):
    page.goto("/sign-in/")
    stops = [press_tab(page) for _ in range(3)]
    assert stops == ["Skip to main content", "Probation case audit", "id_username"]
    page.keyboard.type("spo")
    assert press_tab(page) == "id_password"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Home")
