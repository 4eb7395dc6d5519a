"""The quality lead signs the audit off, takes that back, and reads in the trail who did what."""

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]


def open_result(page, audit, sign_in):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/")


def test_the_result_is_signed_off_and_opened_again_with_a_reason(audit, screen, sign_in, check_page):
    open_result(screen, audit, sign_in)
    screen.get_by_role("link", name="Sign off").click()
    day = screen.get_by_role("group", name="Keep cases and comments until")
    expect(day.get_by_label("Year")).not_to_have_value("")
    check_page(screen)
    screen.get_by_role("button", name="Sign off").click()
    expect(screen.get_by_role("alert")).to_contain_text("Signed off.")
    expect(screen.get_by_role("main")).to_contain_text("Cases and comments are kept until")
    check_page(screen)
    screen.get_by_role("link", name="Take back the sign-off").click()
    check_page(screen)
    screen.get_by_label("Reason").fill("A case was missing.")
    screen.get_by_role("button", name="Take back the sign-off").click()
    expect(screen.get_by_role("alert")).to_contain_text("taken back")


def test_the_trail_of_a_case_and_of_the_audit_is_read(audit, screen, sign_in, check_page, picture):
    open_result(screen, audit, sign_in)
    screen.goto(f"/audits/{audit.pk}/cases/7/")
    screen.get_by_role("link", name="Case history").click()
    expect(screen.get_by_role("main")).to_contain_text("Opened Case 7")
    check_page(screen)
    screen.get_by_role("link", name="Audit history", exact=True).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Audit history")
    check_page(screen)


def test_signing_off_needs_no_script(audit, no_script_page, sign_in):
    open_result(no_script_page, audit, sign_in)
    no_script_page.get_by_role("link", name="Sign off").click()
    no_script_page.get_by_role("button", name="Sign off").click()
    expect(no_script_page.get_by_role("main")).to_contain_text("The result is now fixed.")
