"""How many steps one case of 86 questions takes, from My reviews until it is submitted."""

import pytest
from playwright.sync_api import expect

from tests.audit.an_audit import note_facts

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


@pytest.fixture
def loads(page, sign_in, review):
    """The addresses of the pages that were loaded since My reviews was open."""
    note_facts(review.sampled_case, sentence_type="licence", resettlement=True, court_report=False)
    sign_in(page, "reviewer")
    page.goto("/reviews/")
    loaded = []
    page.on("response", lambda got: got.request.is_navigation_request() and got.ok and loaded.append(got.url))
    return loaded


def asked(page):
    """[(id of the first answer, its key, whether it is a judgement)] of every question on the page."""
    expect(page.locator("[data-keys]")).to_be_visible()  # by then the script has started
    return page.evaluate("""() => [...document.querySelectorAll("[data-question]")].map((question) => [
        question.querySelector("input").id,
        question.querySelector("label").textContent.trim()[0].toLowerCase(),
        question.matches(".question--judgement"),
    ])""")


def is_submitted(page, review):
    expect(page.get_by_role("alert")).to_contain_text("is submitted")
    review.refresh_from_db()
    return review.submitted_at is not None


def test_a_case_takes_one_key_for_each_prompt_and_two_for_each_judgement(page, loads, review, check_accessible):
    keys = []

    def press(key):
        keys.append(key)
        page.keyboard.press(key)

    page.get_by_role("link", name="All on one page").focus()
    press("Enter")
    questions = asked(page)
    check_accessible(page)
    press("j")
    for _, key, is_judgement in questions:
        press(key)
        if is_judgement:
            page.keyboard.type("Seen.")  # the reasoning itself is no step
            press("Control+Enter")
    press("Enter")
    page.get_by_role("button", name="Submit the review").focus()
    press("Enter")
    assert is_submitted(page, review)
    assert (len(questions), len(keys), len(loads)) == (86, 102, 3)


def test_a_case_takes_one_click_for_each_question(page, loads, review):
    clicks = []

    def click(found):
        clicks.append(found)
        found.click()

    click(page.get_by_role("link", name="All on one page"))
    questions = asked(page)
    for name, _, is_judgement in questions:
        click(page.locator(f"[for='{name}']"))
        if is_judgement:
            page.keyboard.type("Seen.")
    click(page.locator("[data-go-on]"))
    click(page.get_by_role("button", name="Submit the review"))
    assert is_submitted(page, review)
    assert (len(questions), len(clicks), len(loads)) == (86, 89, 3)
