"""How many steps one case takes, from My reviews until it is submitted; each question is answered for itself."""

import pytest
from playwright.sync_api import expect

from tests.audit.an_audit import note_facts
from tests.browser.answering import all_saved, question

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


@pytest.fixture
def loads(page, sign_in, review):
    """The addresses of the pages that were loaded since My reviews was open. The case is asked 86 questions."""
    note_facts(review.sampled_case, sentence_type="licence", resettlement=True, court_report=False)
    sign_in(page, "reviewer")
    page.goto("/reviews/")
    loaded = []
    page.on("domcontentloaded", lambda shown: loaded.append(shown.url))
    return loaded


def is_typed_in(page):
    return page.evaluate("document.activeElement.matches('textarea')")


def test_a_case_takes_one_key_for_each_prompt_and_two_for_each_judgement(page, loads, review, check_page):
    keys = 0

    def press(key):
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    page.get_by_role("link", name="All on one page").focus()
    press("Enter")
    expect(page.locator("[data-go-on]")).to_be_visible()
    check_page(page)
    asked = page.locator("[data-question]").count()
    press("j")
    for _ in range(asked):
        press("y" if page.evaluate(HAS_YES) else "e")
        if is_typed_in(page):
            page.keyboard.type("Seen.")  # the reasoning itself is no step
            press("Control+Enter")
    press("Enter")
    page.get_by_role("button", name="Submit the review").focus()
    press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is submitted")
    review.refresh_from_db()
    assert review.submitted_at
    assert (asked, keys, len(loads)) == (86, 102, 3)


def test_a_case_takes_one_click_for_each_question(page, loads, review):
    clicks = 0

    def click(found):
        nonlocal clicks
        clicks += 1
        found.click()

    click(page.get_by_role("link", name="All on one page"))
    expect(page.locator("[data-go-on]")).to_be_visible()
    codes = page.locator("[data-question]").evaluate_all("all => all.map((each) => each.dataset.question)")
    for code in codes:
        click(question(page, code).locator("label").first)
        if question(page, code).locator(".question__kind").count():
            expect(question(page, code).locator("textarea")).to_be_focused()
            page.keyboard.type("Seen.")
    all_saved(page)
    click(page.locator("[data-go-on]"))
    click(page.get_by_role("button", name="Submit the review"))
    expect(page.get_by_role("alert")).to_contain_text("is submitted")
    assert (len(codes), clicks, len(loads)) == (86, 89, 3)


HAS_YES = """() => [...document.activeElement.closest("[data-question]").querySelectorAll("label")]
    .some((label) => label.textContent.trim() === "Yes")"""
