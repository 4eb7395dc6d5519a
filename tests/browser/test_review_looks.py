"""A part of a review on a wide and a narrow screen, at 400%, with everything that can stand on it at once."""

from playwright.sync_api import expect

from tests.browser.answering import NO, answer, question

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


def test_a_part_with_a_conflict_and_warnings_is_readable_on_every_screen(screen, open_part, give, check_page):
    give("2.1.1b", NO)
    open_part(screen)
    give("2.1.1a", NO, "A long word of the lead: " + "x" * 80)
    answer(screen, "2.1.1a", "Yes")
    expect(question(screen, "2.1.1a").locator(".conflict")).to_be_visible()
    check_page(screen)


def test_at_400_percent_nothing_is_covered_and_every_stop_shows(open_page, open_part, press_tab):
    page = open_part(open_page(width=320, height=256))
    page.get_by_role("link", name="unanswered").click()
    for _ in range(8):
        press_tab(page)
    assert page.locator(".review-facts").get_attribute("open") is None
