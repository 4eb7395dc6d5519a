"""Two people, or two windows, answer the same question: no text is overwritten unseen, and the person chooses."""

import pytest
from playwright.sync_api import expect

from tests.browser.answering import NO, YES, all_saved, answer, comment, is_saved, question, said

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]
THEIRS, MINE = "The lead's words.", "My words,\non two lines."
# the button: what is stored after it
CHOICES = {
    "Save mine, as shown below": (YES, MINE),
    "Keep what is saved": (NO, THEIRS),
    "My answer, both texts": (YES, f"{THEIRS}\n\n{MINE}"),
}


def answer_late(page, give):
    """Answers on top of what the page had shown before somebody else answered."""
    give("2.1.1a", NO, THEIRS)
    answer(page, "2.1.1a", "Yes")
    comment(page, "2.1.1a").fill(MINE)


def conflict(page):
    return question(page, "2.1.1a").locator(".conflict")


def shows_both(page):
    expect(conflict(page)).to_contain_text("by Quality-lead")
    expect(conflict(page)).to_contain_text(THEIRS)
    expect(conflict(page)).to_contain_text("Not saved, by you")


@pytest.mark.parametrize("choice", CHOICES)
def test_both_answers_are_shown_and_the_chosen_one_stands(choice, page, open_part, give, stored):
    open_part(page)
    answer_late(page, give)
    shows_both(page)
    expect(said(page, "2.1.1a")).to_have_text("Not saved: choose which answer to keep")
    assert stored("2.1.1a") == (NO, THEIRS)
    conflict(page).get_by_role("button", name=choice).dblclick()
    all_saved(page)
    expect(conflict(page)).to_have_count(0)
    expect(comment(page, "2.1.1a")).to_have_value(CHOICES[choice][1])
    assert stored("2.1.1a") == CHOICES[choice]


@pytest.mark.parametrize("choice", CHOICES)
def test_without_script_one_chooses_as_well(choice, no_script_page, open_part, give, stored):
    page = open_part(no_script_page)
    answer_late(page, give)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("2.1.1a: another answer was saved while you were writing")
    shows_both(page)
    expect(conflict(page)).to_contain_text("on two lines.")
    conflict(page).get_by_role("button", name=choice).click()
    expect(conflict(page)).to_have_count(0)
    assert stored("2.1.1a") == CHOICES[choice]


def test_the_refused_text_comes_back_after_the_page_was_closed(page, open_part, give, stored):
    open_part(page)
    answer_late(page, give)
    shows_both(page)
    page.close()
    again = open_part(page.context.new_page())
    expect(comment(again, "2.1.1a")).to_have_value(THEIRS)
    again.get_by_role("button", name="Put it back").click()
    shows_both(again)
    expect(comment(again, "2.1.1a")).to_have_value(MINE)
    assert stored("2.1.1a") == (NO, THEIRS)


def test_without_script_the_refused_text_comes_back_too(no_script_page, open_part, give, stored):
    page = open_part(no_script_page)
    answer_late(page, give)
    page.get_by_role("button", name="Save", exact=True).click()
    shows_both(page)
    page.close()
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.get_by_text("This was not saved yet. Your text is back")).to_be_visible()
    expect(comment(again, "2.1.1a")).to_have_value(MINE)
    again.get_by_role("button", name="Save", exact=True).click()
    shows_both(again)
    assert stored("2.1.1a") == (NO, THEIRS)


def test_a_second_window_of_the_same_person_is_no_different(page, open_part, stored):
    other = open_part(page.context.new_page())
    open_part(page)
    answer(other, "2.1.1a", "No")
    all_saved(other)
    answer(page, "2.1.1a", "Yes")
    expect(conflict(page)).to_contain_text("by you, in another window")
    comment(other, "2.1.1a").fill("The other window goes on.")
    all_saved(other)
    conflict(page).get_by_role("button", name="Save mine").click()
    expect(conflict(page)).to_contain_text("The other window goes on.")
    assert stored("2.1.1a") == (NO, "The other window goes on.")


def test_a_window_that_saves_does_not_drop_what_another_one_could_not(page, open_part):
    other = open_part(page.context.new_page())
    open_part(page)
    comment(other, "2.1.1a").fill("First.")
    is_saved(other, "2.1.1a")
    comment(page, "2.1.1a").fill("Refused.")
    expect(conflict(page)).to_be_visible()
    comment(other, "2.1.1a").fill("Second.")
    all_saved(other)
    page.close()
    other.close()
    again = open_part(page.context.new_page())
    expect(question(again, "2.1.1a").locator(".kept")).to_contain_text("Refused.")


def test_what_is_typed_during_a_conflict_goes_with_my_answer(page, open_part, give, stored):
    open_part(page)
    answer_late(page, give)
    shows_both(page)
    comment(page, "2.1.1a").fill("Better words.")
    conflict(page).get_by_role("button", name="Save mine").click()
    all_saved(page)
    assert stored("2.1.1a") == (YES, "Better words.")


def test_a_question_that_one_did_not_touch_takes_what_others_said(no_script_page, open_part, give, stored):
    page = open_part(no_script_page)
    give("2.1.1b", NO, "Two\nlines.")
    answer(page, "2.1.1a", "Yes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(question(page, "2.1.1b").get_by_role("radio", name="No", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(question(page, "2.1.1b").locator("[data-saved]")).to_contain_text("by Quality-lead")
    assert stored("2.1.1a") == (YES, "")
