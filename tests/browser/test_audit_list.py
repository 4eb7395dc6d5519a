"""The quality lead looks for an audit in the list."""

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]


def test_the_list_names_the_audit_and_leads_to_its_task_list(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto("/audits/")
    expect(screen.get_by_role("row", name=audit.title)).to_contain_text("56 of 56")
    expect(screen.get_by_role("navigation", name="Menu").locator("[aria-current=page]")).to_have_text("Audits")
    check_page(screen)
    screen.get_by_role("link", name=audit.title).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Task list")
    check_page(screen)
    screen.get_by_role("button", name="Sign off the result").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Sign off")


def test_a_lead_of_another_unit_is_told_why_the_list_is_empty(audit, narrow_page, sign_in, check_page):
    sign_in(narrow_page, "norfolk-lead")
    narrow_page.goto("/audits/")
    expect(narrow_page.get_by_role("main")).to_contain_text("There are no audits that you can see.")
    check_page(narrow_page)


def test_the_skip_link_comes_first_shows_itself_and_skips_the_menu(audit, page, sign_in, press_tab):
    sign_in(page, "quality-lead")
    page.goto("/audits/")
    assert press_tab(page) == "Skip to main content"
    page.keyboard.press("Enter")
    assert press_tab(page) == "Plan an audit"
    page.get_by_role("link", name=audit.title).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Task list")


def test_without_script_the_skip_link_skips_too(audit, no_script_page, sign_in):
    sign_in(no_script_page, "quality-lead")
    no_script_page.goto("/audits/")
    for key in ("Tab", "Enter", "Tab", "Enter"):
        no_script_page.keyboard.press(key)
    expect(no_script_page.get_by_role("heading", level=1)).to_have_text("Plan an audit")


def test_an_audit_is_found_without_script(audit, no_script_page, sign_in):
    page = no_script_page
    sign_in(page, "quality-lead")
    page.goto("/audits/")
    page.get_by_label("Title").fill("february")
    page.get_by_label("State").select_option("Provisional")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("columnheader", name="Audit").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Audit")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_label("Title")).to_have_value("february")
    expect(page.get_by_role("rowheader")).to_have_text([audit.title])
