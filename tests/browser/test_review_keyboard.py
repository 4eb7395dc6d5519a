"""A reviewer answers with single keys, and moves about without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.answering import NO, NOT_APPLICABLE, YES, all_saved, comment, question
from tests.browser.conftest import load_without_scripts

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


def radio(page, code, label):
    return question(page, code).get_by_role("radio", name=label, exact=True)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focus_is_in(page, code):
    expect(question(page, code)).to_have_class(re.compile("question"))
    expect(question(page, code).locator(":focus")).to_have_count(1)


def test_a_key_answers_and_enter_goes_to_the_next_unanswered(page, open_part, stored):
    open_part(page)
    press(page, "j", "y", "Enter", "n", "c")
    expect(comment(page, "2.1.1b")).to_be_focused()
    page.keyboard.type("Why? jky/")
    press(page, "Control+Enter", "x")
    expect(radio(page, "2.1.1d", "Yes")).to_be_focused()
    all_saved(page)
    assert [stored(code) for code in ("2.1.1a", "2.1.1b", "2.1.1c")] == [
        (YES, ""),
        (NO, "Why? jky/"),
        (NOT_APPLICABLE, ""),
    ]
    press(page, "k", "k", "k")
    focus_is_in(page, "2.1.1a")
    press(page, "Enter")
    focus_is_in(page, "2.1.1d")


def test_a_row_of_prompts_is_typed_and_c_comments_on_what_was_just_answered(page, open_part, stored):
    open_part(page)
    press(page, "j", "y", "n", "c")
    expect(comment(page, "2.1.1b")).to_be_focused()
    page.keyboard.type("Why.")
    press(page, "Escape", "k", "n", "y", "x", "y", "n")
    expect(comment(page, "2.1.1")).to_be_focused()  # a judgement wants its reasoning
    all_saved(page)
    answers = [stored(f"2.1.1{prompt}") for prompt in "abcd"]
    assert answers == [(NO, ""), (YES, "Why."), (NOT_APPLICABLE, ""), (YES, "")]
    assert stored("2.1.1")[0] == NO


def test_a_key_before_any_question_is_chosen_leads_to_the_first_and_answers_nothing(page, open_part, stored):
    open_part(page)
    press(page, "y")
    expect(radio(page, "2.1.1a", "Yes")).to_be_focused()
    expect(radio(page, "2.1.1a", "Yes")).not_to_be_checked()
    press(page, "n")
    all_saved(page)
    assert stored("2.1.1a") == (NO, "")


def test_a_page_opened_at_a_question_takes_no_one_out_of_a_text_they_write_already(page, open_part):
    open_part(page)
    page.goto(f"{page.url}#2.1.1b")
    let_scripts_come = load_without_scripts(page)
    comment(page, "2.1.1a").fill("N")
    let_scripts_come()
    page.wait_for_load_state()
    page.evaluate("new Promise((done) => setTimeout(done))")  # after what the page itself does once it is there
    expect(comment(page, "2.1.1a")).to_be_focused()


def test_a_key_that_is_held_down_answers_one_question(page, open_part):
    open_part(page)
    press(page, "j")
    for _ in range(4):
        page.keyboard.down("y")  # again without going up: the browser takes it for held down
    focus_is_in(page, "2.1.1b")
    expect(page.locator("[data-question] :checked")).to_have_count(1)


def test_a_whole_part_is_answered_with_two_keys_each_and_the_next_one_opens(page, open_part, review):
    open_part(page)
    asked = page.locator("[data-question]").count()
    press(page, "Enter")
    for _ in range(asked):
        press(page, "y", "Enter")
        if page.evaluate("document.activeElement.matches('textarea')"):
            page.keyboard.type("Seen.")
            press(page, "Control+Enter")
    expect(page.get_by_role("button", name="Save and go on to Planning")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Planning")
    expect(page.locator("[data-answered='2.1']")).to_have_text(str(asked))
    assert review.answers.filter(value=YES).count() == asked


def test_escape_leads_back_to_the_answer(page, open_part):
    open_part(page)
    press(page, "j", "c", "Escape")
    expect(radio(page, "2.1.1a", "Yes")).to_be_focused()
    press(page, "/")
    expect(page.get_by_role("searchbox", name="Find a question")).to_be_focused()
    press(page, "y", "Escape")
    expect(radio(page, "2.1.1a", "Yes")).to_be_focused()
    expect(radio(page, "2.1.1a", "Yes")).not_to_be_checked()


def test_the_keys_are_told_and_switched_off_for_good(page, open_part, check_page):
    open_part(page)
    press(page, "j", "?")
    expect(page.get_by_text("next unanswered")).to_be_visible()
    check_page(page)
    press(page, "?")
    expect(radio(page, "2.1.1a", "Yes")).to_be_focused()
    press(page, "?")
    page.get_by_label("Answer with these keys").press("Space")
    page.reload()
    radio(page, "2.1.1a", "Yes").focus()
    press(page, "n", "j")
    expect(radio(page, "2.1.1a", "Yes")).to_be_focused()
    expect(radio(page, "2.1.1a", "No")).not_to_be_checked()


def test_without_the_keys_enter_on_an_answer_leaves_the_page_as_it_is(page, open_part):
    open_part(page)
    page.evaluate("localStorage.setItem('keys-off', '1')")
    page.reload()
    radio(page, "2.1.1c", "No").check(force=True)
    page.evaluate("window.isTheSamePage = true")
    press(page, "Enter")
    all_saved(page)
    expect(radio(page, "2.1.1c", "No")).to_be_focused()
    assert page.evaluate("window.isTheSamePage")


def test_answers_of_other_words_have_their_first_letter(page, open_part, stored):
    open_part(page, part="items")
    radio(page, "management-oversight", "Effective").focus()
    for key, label in (("a", "Absent"), ("i", "Insufficient"), ("n", "Not required"), ("e", "Effective")):
        press(page, key)
        expect(radio(page, "management-oversight", label)).to_be_checked()
        press(page, "k")


def test_a_warning_that_comes_does_not_move_the_questions(screen, open_part):
    open_part(screen)
    next_one = question(screen, "2.1.1b")
    before = next_one.bounding_box()["y"]
    radio(screen, "2.1.1a", "No").check(force=True)
    expect(screen.locator("[data-warnings]")).to_contain_text("1 thing to look at")
    assert next_one.bounding_box()["y"] == pytest.approx(before, abs=2)


@pytest.mark.parametrize("key", ["Control+y", "Alt+n", "Meta+a", "Shift+Y"])
def test_keys_with_a_modifier_are_the_browsers(key, page, open_part):
    open_part(page)
    press(page, "j", key)
    expect(question(page, "2.1.1a").locator(":checked")).to_have_count(0)
    focus_is_in(page, "2.1.1a")


def test_answers_go_only_where_the_focus_is(page, open_part):
    open_part(page)
    press(page, "y")
    press(page, "j")
    page.get_by_role("link", name="Check and submit").focus()
    press(page, "y")
    expect(page.locator("[data-question] :checked")).to_have_count(0)


def test_counters_lead_to_the_next_such_place_and_around(page, open_part, give):
    give("2.1.1b", NO)
    give("2.1.2a", NO, "Said why.")
    give("2.1.3c", NO)
    open_part(page)
    to_look_at = page.get_by_role("link", name="2 to look at")
    for code in ("2.1.1b", "2.1.3c", "2.1.1b"):
        to_look_at.click()
        focus_is_in(page, code)
    page.get_by_role("link", name="1 commented").click()
    focus_is_in(page, "2.1.2a")
    page.get_by_role("link", name="10 unanswered").click()
    focus_is_in(page, "2.1.2b")


def test_warnings_come_and_go_while_one_answers_and_lead_to_their_place(screen, open_part, check_page):
    open_part(screen)
    warnings = screen.locator("[data-warnings]")
    expect(warnings).to_have_text("")
    radio(screen, "2.1.1a", "No").check(force=True)
    expect(warnings).to_contain_text("1 thing to look at")
    expect(warnings).to_contain_text("2.1.1a Answered “No” without a comment that says why")
    check_page(screen)
    warnings.get_by_role("link", name="2.1.1a").click()
    press(screen, "c")
    screen.keyboard.type("Because.")
    expect(warnings).to_have_text("")
    expect(screen.get_by_role("link", name="to look at")).to_be_hidden()


def test_every_stop_on_the_way_shows_and_lies_free_of_what_sticks(page, open_part, press_tab):
    open_part(page)
    page.set_viewport_size({"width": 1000, "height": 400})
    press(page, "j")
    for _ in range(12):
        press_tab(page)
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(COVERED) == ""


COVERED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + 3);
  const label = element.labels?.[0];
  const free = !above || element.contains(above) || above.contains(element) || above === label;
  return free ? "" : `${element.outerHTML} lies below ${above.outerHTML.slice(0, 200)}`;
}"""
