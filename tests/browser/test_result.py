"""The head of the unit reads the result: how it stands, why, and what would lift it."""

import pytest
from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]


def line_of(page, code):
    return page.locator(".figure").filter(has=page.get_by_text(code, exact=True))


def test_a_reader_sees_how_the_unit_stands_and_what_would_lift_it(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    screen.set_viewport_size({"width": 1280, "height": 900})
    screen.goto(f"/audits/{audit.pk}/")
    expect(screen.locator(".bar").first).to_be_in_viewport(ratio=1)
    expect(screen.locator(".key-figures")).to_contain_text("Requires improvement")
    expect(screen.locator(".key-figures")).to_contain_text("4 of 21")
    check_page(screen)
    screen.get_by_role("link", name="2.1 Assessment").click()
    expect(screen.get_by_role("heading", name="2.1 Assessment")).to_be_in_viewport()
    expect(line_of(screen, "2.1.3")).to_contain_text("Limiting question")
    expect(line_of(screen, "2.1.3")).to_contain_text("3 more sufficient cases would make this Requires improvement.")


def test_bars_are_as_long_as_their_percentages_and_say_the_same_in_words(audit, page, sign_in):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/questions/")
    for code, percent, low, high, rating in (
        ("2.1.1", 50, 37, 63, "Requires improvement"),
        ("2.3.3", 23, 14, 36, "Inadequate"),
    ):
        name = f"{percent}% ({low}% to {high}%), {rating}: bands begin at 50, 65, 80%"
        bar = line_of(page, code).get_by_role("img", name=name)
        filled, whisker = (
            bar.locator(part).bounding_box()["width"] / bar.bounding_box()["width"]
            for part in (".bar__fill", ".bar__whisker")
        )
        assert filled == pytest.approx(percent / 100, abs=0.02)
        assert whisker == pytest.approx((high - low) / 100, abs=0.03)  # half a stroke wider at each end
        expect(line_of(page, code).locator(".rating")).to_have_text(rating)


def test_everything_can_be_read_and_opened_without_script(audit, no_script_page, sign_in):
    sign_in(no_script_page, "quality-lead")
    no_script_page.goto(f"/audits/{audit.pk}/questions/")
    expect(line_of(no_script_page, "2.4.3")).to_contain_text("36%")
    line_of(no_script_page, "2.2.1").get_by_role("link").click()
    expect(no_script_page.get_by_role("heading", name="No (34)")).to_be_visible()


def test_the_keyboard_reaches_every_link_and_field_in_the_order_of_the_page(signed_off, page, sign_in, press_tab):
    sign_in(page, "viewer")
    page.goto(f"/audits/{signed_off.pk}/")
    found = "[...document.querySelectorAll('a, button, select, summary')].map((each) => each.innerText.trim())"
    links = page.evaluate(found)
    assert [press_tab(page) for _ in links] == links


def test_a_viewer_sees_the_figures_of_a_question_and_none_of_its_cases(signed_off, narrow_page, sign_in, check_page):
    sign_in(narrow_page, "viewer")
    narrow_page.goto(f"/audits/{signed_off.pk}/questions/")
    line_of(narrow_page, "2.1.3").get_by_role("link").click()
    expect(narrow_page.get_by_role("main")).to_contain_text("56 cases count but are not listed")
    expect(narrow_page.locator(".cases")).to_have_count(0)
    check_page(narrow_page)


def test_on_paper_the_ratings_stay_and_the_menu_goes(audit, page, sign_in):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/questions/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(line_of(page, "2.1.3").locator(".rating")).to_be_visible()
