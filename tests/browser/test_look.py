"""An SPO looks at a case beside the case record: with keys, at half a screen, and with the practitioner."""

import re

import pytest
from playwright.sync_api import expect

from audit.method.answers import Value
from audit.models import Finding, Look
from cases.permissions import Role
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.browser.answering import all_saved, answer, question
from tests.browser.conftest import load_without_scripts
from tests.people import a_user

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]
MOST_KEYS, MOST_LOADS = 45, 2
GAP = "The log of 3 November shows control of her phone. Ask the domestic abuse team."
CODES = "risk-current who-harmed checks-used own-voice behind-offending keep-safe-plan seen-enough missed-acted-on"


@pytest.fixture
def look(transactional_db, no_connection_left_behind):
    """A look of the "spo" at one of two cases of a round, begun."""
    team = a_team()
    spo = a_user("spo", Role.SPO, team, first_name="Ipswich SPO")
    practitioner = a_practitioner(team, "Practitioner D", account=a_user("practitioner", Role.PRACTITIONER, team))
    cases = [a_case(practitioner, reference) for reference in ("X120001", "X120002")]
    planned = a_round(team, cases, instrument="oversight-short", spo=spo)
    return a_look(planned.audit.sampled_cases.get(number=1), spo)


@pytest.fixture
def open_look(look, sign_in):
    def open_look(page):
        sign_in(page, "spo")
        page.goto(f"/looks/{look.pk}/")
        return page

    return open_look


def test_twelve_answers_and_a_finding_take_few_keys_and_two_loads(page, look, open_look, check_page, picture):
    keys, loads = [], []
    page.on("load", lambda loaded: loads.append(loaded.url))
    open_look(page)

    def press(*pressed):
        for key in pressed:
            keys.append(key)
            page.keyboard.press(key)

    press("j", "1", "2")
    expect(question(page, "who-harmed").locator("textarea").first).to_be_focused()
    page.keyboard.type(GAP)
    picture(page, "look-while-answering")
    press("Control+Enter", "3", "1", "0", *"111111", "1", "1", "2")
    all_saved(page)
    expect(page.locator("[data-look-counts]")).to_have_text("Answered 12 of 12 · 1 finding · 1 not looked at")
    expect(page.get_by_role("button", name="Finish and tell Practitioner D")).to_be_focused()
    check_page(page)
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell and copy")
    check_page(page)
    picture(page, "look-told")
    assert look.review.answers.count() == 12
    assert Finding.objects.released().get().text == GAP
    assert len(keys) <= MOST_KEYS, keys
    assert len(loads) <= MOST_LOADS, loads


def test_f_opens_the_text_whatever_the_answer_is_and_says_that_it_is_a_gap(page, open_look):
    open_look(page)
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.keyboard.press("f")
    page.keyboard.type("Her sister is not named.")
    box = question(page, "risk-current")
    expect(box.locator("textarea").first).to_have_value("Her sister is not named.")
    expect(box.locator("[data-gap-without-no]")).to_be_visible()
    all_saved(page)


def test_what_is_given_while_the_page_still_loads_is_saved_and_a_no_opens_its_text(page, open_look, look):
    let_scripts_come = load_without_scripts(open_look(page))
    box, well = question(page, "who-harmed"), question(page, "look.well")
    answer(page, "who-harmed", "No")
    well.locator("textarea").fill("A clear plan.")
    well.get_by_label("Could help others").check(force=True)
    well.get_by_role("combobox").select_option("own-voice")
    expect(page.locator("[data-all-saved]")).to_be_empty()
    let_scripts_come()
    expect(box.locator("textarea").first).to_be_visible()
    all_saved(page)
    assert look.review.answers.get(question="who-harmed").value == Value.NO
    strength = Finding.objects.get()
    assert (strength.text, strength.example, strength.question) == ("A clear plan.", True, "own-voice")


def test_with_the_practitioner_their_view_opens_under_each_question(page, open_look, look, check_page, picture):
    open_look(page)
    expect(question(page, "own.risk-current")).to_be_hidden()
    page.get_by_label("With the practitioner").check(force=True)
    view = question(page, "own.risk-current")
    expect(view).to_be_visible()
    answer(page, "own.risk-current", "No")
    all_saved(page)
    check_page(page)
    picture(page, "look-together")
    assert look.sampled_case.reviews.get(part="own_view").answers.count() == 1


@pytest.mark.parametrize("width", [320, 640])
def test_a_look_fits_a_narrow_window_and_half_a_screen(
    open_page, open_look, width, check_no_sideways_scrolling, picture
):
    page = open_look(open_page(width=width, height=900))
    page.get_by_label("With the practitioner").check(force=True)
    answer(page, "who-harmed", "No")
    question(page, "who-harmed").get_by_text("More:").click()
    check_no_sideways_scrolling(page)
    tops = {each.bounding_box()["y"] for each in question(page, "own-voice").locator("label:has(.look__key)").all()}
    assert len(tops) == {320: 3, 640: 1}[width]  # lines that four answers take
    all_saved(page)
    picture(page, f"look-{width}")


def test_without_a_script_a_look_is_answered_and_finished(no_script_page, open_look, look):
    page = open_look(no_script_page)
    for code in CODES.split()[:5]:
        answer(page, code, "Yes")
    box = question(page, "who-harmed")
    answer(page, "who-harmed", "No")
    box.locator("summary").first.click()
    box.locator("textarea").first.fill(GAP)
    answer(page, "look.today", "No")
    page.get_by_role("button", name="Finish and tell Practitioner D").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell and copy")
    expect(page.get_by_label("For a contact")).to_have_value(re.compile(GAP[:20]))
    expect(page.get_by_text("Copy for the case record")).to_be_hidden()  # nothing happens without a script
    assert Look.objects.finished().count() == 1


def test_a_note_that_was_not_saved_is_offered_again_with_its_text(page, open_look, complaints):
    complaints.expect("net::ERR_FAILED")
    open_look(page)
    answer(page, "who-harmed", "No")
    all_saved(page)
    page.route("**/looks/*/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    box = question(page, "who-harmed")
    box.get_by_text("More:").click()
    box.locator("textarea").nth(1).fill("He reads her post.")
    box.locator("textarea").first.fill(GAP)
    box.locator("textarea").first.blur()
    expect(box.locator("[data-saved]")).to_contain_text("Not saved")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/looks/*/")
    expect(box.locator(".kept").last).to_contain_text("He reads her post.")
    box.get_by_role("button", name="Put it back").last.click()
    all_saved(page)
    assert Finding.objects.get().risk_note == "He reads her post."


def test_an_alert_opens_although_something_on_the_page_is_not_saved(page, open_look):
    open_look(page)
    box = question(page, "who-harmed")
    answer(page, "who-harmed", "No")
    box.locator("textarea").first.fill(GAP)
    box.get_by_text("another day").click()
    expect(box.locator("[data-saved]")).to_contain_text("Not saved: Enter the day")
    page.get_by_role("button", name="Someone may be at risk now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("risk")
