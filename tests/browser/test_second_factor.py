"""Asha sets up an authenticator app, signs in with its codes, and once without her telephone."""

import pytest
from playwright.sync_api import expect

from audit.demonstration.actions.demonstration import PASSWORD
from tests.browser.conftest import once_loaded
from tests.cases.sign_in.conftest import code_now

pytest_plugins = ["tests.browser.demonstration"]
LOADED = "async (image) => { await image.decode(); return image.naturalWidth; }"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def heading(page):
    return page.get_by_role("heading", level=1)


def give_password(page):
    page.get_by_label("User name").fill("quality-lead")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def give_code(page, code, button="Sign in"):
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name=button).click()


def set_up(page):
    """Returns (key, recovery codes)."""
    expect(heading(page)).to_have_text("Set up your second factor")
    key = page.locator(".second-factor-text").inner_text()
    give_code(page, code_now(key), "Set up")
    expect(heading(page)).to_have_text("Recovery codes")
    return key, once_loaded(page).locator(".recovery-codes code").all_inner_texts()


def test_it_is_set_up_on_the_way_in_and_then_asked_for(audit, screen, check_page):
    screen.goto("/")
    give_password(screen)
    expect(screen.get_by_alt_text("The key as a QR code")).to_be_visible()
    expect(screen.get_by_role("navigation", name="Menu")).to_have_count(0)
    assert screen.locator(".second-factor-key").evaluate(LOADED) > 100
    check_page(screen)
    give_code(screen, "000000", "Set up")
    expect(screen.locator(".govuk-error-summary")).to_be_focused()
    check_page(screen)
    key, codes = set_up(screen)
    assert len(codes) == 10
    check_page(screen)
    screen.get_by_role("button", name="Sign out").click()
    give_password(screen)
    expect(heading(screen)).to_have_text("Enter a code")
    check_page(screen)
    give_code(screen, "000000")
    expect(screen.get_by_role("alert")).to_contain_text("Enter the code that your app shows now")
    check_page(screen)
    give_code(screen, code_now(key, later=1))  # the one that set it up is used
    expect(heading(screen)).to_have_text("Home")


def test_a_recovery_code_works_once_and_no_script_is_needed(audit, no_script_page):
    page = no_script_page
    page.goto("/")
    give_password(page)
    _, codes = set_up(page)
    for time in ("first", "second"):
        page.get_by_role("button", name="Sign out").click() if time == "first" else page.context.clear_cookies()
        page.goto("/")
        give_password(page)
        give_code(page, codes[0])
        if time == "first":
            expect(heading(page)).to_have_text("Home")
    expect(page.get_by_role("main")).to_contain_text("a recovery code that you have not used")


def test_somebody_looks_after_the_own_account(audit, screen, check_page):
    screen.goto("/")
    give_password(screen)
    set_up(screen)
    screen.get_by_role("link", name="Quality lead").click()
    expect(heading(screen)).to_have_text("Your account")
    expect(screen.get_by_role("main")).to_contain_text("10 unused recovery codes")
    check_page(screen)
    screen.get_by_role("link", name="Change your password").click()
    expect(heading(screen)).to_have_text("Change your password")
    check_page(screen)
    screen.get_by_role("link", name="Your account").click()
    screen.get_by_role("link", name="Show recovery codes").click()
    screen.get_by_role("link", name="Make new codes").click()
    check_page(screen)
    screen.get_by_role("button", name="Make new codes").click()
    expect(heading(screen)).to_have_text("Recovery codes")
    screen.get_by_role("link", name="Your account").click()
    screen.get_by_role("link", name="Remove second factor").click()
    check_page(screen)
    screen.get_by_role("button", name="Remove second factor").click()
    expect(heading(screen)).to_have_text("Set up your second factor")
