"""A quality lead asks which cases are behind a percentage, and an SPO looks at those of the own team."""

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]
QUESTION = "Does assessment focus sufficiently on keeping other people safe?"


def test_a_percentage_opens_to_its_cases_the_worst_first(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/questions/")
    screen.get_by_role("link", name=QUESTION).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(screen.get_by_role("heading", level=3)).to_have_text(["No (31)"])
    expect(screen.get_by_role("main")).to_contain_text("1 to 25 of 56 cases")
    expect(screen.locator(".key-figures")).to_contain_text("25 of 56")
    check_page(screen)


def test_an_spo_sees_the_own_teams_cases_and_how_many_more_count(signed_off, narrow_page, sign_in, check_page):
    sign_in(narrow_page, "spo")
    narrow_page.goto(f"/audits/{signed_off.pk}/questions/2.1.3/?per_page=100")
    own = signed_off.sampled_cases.filter(case__team__name="Ipswich").count()
    told = f"{56 - own} further cases count but are not listed"
    expect(narrow_page.get_by_role("main")).to_contain_text(told)
    expect(narrow_page.locator(".cases > li")).to_have_count(own)
    check_page(narrow_page)


def test_prompts_and_items_open_and_lead_back_without_script(audit, no_script_page, sign_in):
    page = no_script_page
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/questions/2.2.3/")
    page.locator(".figure").filter(has_text="2.2.3d").get_by_role("link").click()
    page.get_by_role("navigation", name="Rows on a page").get_by_role("link", name="100").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["No (31)", "Yes (21)", "Not applicable (4)"])
    page.get_by_label("Answer").select_option("Yes")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Yes (21)"])
    page.get_by_role("link", name="Questions", exact=True).click()
    page.get_by_role("link", name="Was management oversight of the case effective?").click()
    page.get_by_role("navigation", name="Rows on a page").get_by_role("link", name="100").click()
    answers = ["Insufficient (21)", "Absent (16)", "Effective (15)", "Not required (4)"]
    expect(page.get_by_role("heading", level=3)).to_have_text(answers)


def test_the_keyboard_goes_from_the_skip_link_to_the_first_prompt(audit, page, sign_in, press_tab):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/questions/2.1.3/")
    press_tab(page)
    page.keyboard.press("Enter")
    assert press_tab(page) == audit.framework.questions["2.1.3a"].text
