"""A quality lead reads one case, coming from the question that it failed."""

import re

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]


def test_a_case_opens_at_the_answer_that_one_came_for(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/questions/2.4.3/")
    screen.locator(".cases a").first.click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("DEMO-")
    answer = screen.locator(".answer:target")
    expect(answer).to_be_in_viewport()
    expect(answer.locator(".answer__question")).to_contain_text("Does reviewing focus sufficiently on keeping")
    expect(answer.locator(".answer__value")).to_have_text("No")
    expect(screen.locator(".answer")).to_have_count(len(audit.framework.questions))
    expect(screen.get_by_role("main").locator("input, textarea, select, button:not([data-copy])")).to_have_count(0)
    check_page(screen)
    screen.get_by_role("link", name="Does reviewing focus sufficiently on keeping").click()
    expect(screen.get_by_role("heading", name="No (36)")).to_be_visible()


def test_the_cases_can_be_read_one_after_the_other_within_what_one_may_see(signed_off, page, sign_in):
    own = list(signed_off.sampled_cases.filter(case__team__name="Ipswich").values_list("number", flat=True))
    sign_in(page, "spo")
    page.goto(f"/audits/{signed_off.pk}/cases/{own[0]}/")
    expect(page.get_by_role("link", name="Previous")).to_have_count(0)
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f", case {own[1]}$"))
    page.get_by_role("link", name="Previous").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f", case {own[0]}$"))


def test_an_spo_who_follows_a_link_to_another_teams_case_is_told_plainly(
    signed_off, screen, sign_in, check_page, complaints
):
    complaints.expect("404 (Not Found)")
    other = signed_off.sampled_cases.exclude(case__team__name="Ipswich").first()
    sign_in(screen, "spo")
    screen.goto(f"/audits/{signed_off.pk}/cases/{other.number}/")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Page not found")
    check_page(screen)


def test_a_case_can_be_read_without_script(audit, no_script_page, sign_in):
    sign_in(no_script_page, "quality-lead")
    no_script_page.goto(f"/audits/{audit.pk}/cases/1/#2.1.3")
    expect(no_script_page.locator(".answer:target")).to_be_in_viewport()
    for name in ("Sentence", "Risk of serious harm", "Team", "Practitioner", "Court report"):
        expect(no_script_page.locator(".facts").get_by_text(name, exact=True)).to_be_visible()
    expect(no_script_page.locator(".answer__comment").first).to_be_visible()


def test_the_keyboard_gets_past_the_menu_to_the_way_back(audit, page, sign_in, press_tab):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/cases/1/")
    stops = [press_tab(page) for _ in range(7)]
    header = ["Skip to main content", "Probation case audit", "Quality lead (demonstration)", "Sign out"]
    assert stops == [*header, "Home", "Audits", "Task list"]
