"""A reviewer answers on a poor connection: what the server has is told, and what it has not is never lost."""

import re

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from audit.models import Answer
from tests.browser.answering import NO, PASSWORD, YES, all_saved, answer, comment, is_saved, question, said
from tests.browser.conftest import load_without_scripts

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]
NO_CONNECTION = "Not saved: no connection. Trying again"


def go_offline(page, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)


def test_an_answer_is_saved_when_it_is_given_and_a_text_while_it_is_typed(page, open_part, stored):
    open_part(page)
    answer(page, "2.1.1a", "Yes")
    expect(said(page, "2.1.1a")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    comment(page, "2.1.1a").press_sequentially("Seen in the plan.")
    expect(page.locator("[data-all-saved]")).to_have_text("Saving")
    assert stored("2.1.1a") == (YES, "")
    all_saved(page)
    assert stored("2.1.1a") == (YES, "Seen in the plan.")
    expect(page.locator("[data-answered='2.1']")).to_have_text("1")


def test_what_is_given_while_the_page_still_loads_is_saved_once_its_script_is_there(page, open_part, give, stored):
    give("2.1.1b", NO, "Not seen.")
    let_scripts_come = load_without_scripts(open_part(page))
    answer(page, "2.1.1a", "Yes")
    comment(page, "2.1.1b").fill("")
    expect(page.locator("[data-all-saved]")).to_be_empty()
    let_scripts_come()
    all_saved(page)
    assert (stored("2.1.1a"), stored("2.1.1b")) == ((YES, ""), (NO, ""))
    assert [answer.version for answer in Answer.objects.order_by("question")] == [1, 2]  # each saved once


def test_without_a_connection_it_says_so_and_saves_by_itself_when_it_is_back(page, open_part, stored, complaints):
    open_part(page)
    go_offline(page, complaints)
    answer(page, "2.1.1a", "No")
    expect(said(page, "2.1.1a")).to_have_text(NO_CONNECTION)
    expect(page.locator("[data-all-saved]")).to_have_text(NO_CONNECTION)
    answer(page, "2.1.1a", "Yes")
    page.context.set_offline(False)
    is_saved(page, "2.1.1a")
    all_saved(page)
    assert stored("2.1.1a") == (YES, "")


def test_a_server_that_fails_is_asked_again(page, open_part, stored, complaints):
    complaints.expect("500 (Internal Server Error)")
    page.clock.install()
    open_part(page)
    page.route("**/reviews/**", lambda route: route.fulfill(status=500, body="down"), times=1)
    answer(page, "2.1.1a", "Yes")
    expect(said(page, "2.1.1a")).to_have_text("Not saved: the site could not save it. Trying again")
    page.clock.run_for(5_500)
    is_saved(page, "2.1.1a")
    assert stored("2.1.1a") == (YES, "")


def test_a_save_whose_confirmation_was_lost_is_no_conflict_with_oneself(page, open_part, stored, complaints):
    complaints.expect("ERR_FAILED")
    page.clock.install()
    open_part(page)

    def store_and_lose(route):
        route.fetch()
        route.abort()

    page.route("**/reviews/**", store_and_lose, times=1)
    answer(page, "2.1.1a", "No")
    expect(said(page, "2.1.1a")).to_have_text(NO_CONNECTION)
    assert stored("2.1.1a") == (NO, "")
    answer(page, "2.1.1a", "Yes")
    all_saved(page)
    expect(question(page, "2.1.1a").locator(".conflict")).to_have_count(0)
    assert stored("2.1.1a") == (YES, "")
    assert Answer.objects.get().version == 2


def test_what_is_changed_while_a_save_is_on_its_way_is_saved_after_it(page, open_part, stored):
    open_part(page)
    waiting = []
    page.route("**/reviews/**", lambda route: waiting.append(route), times=1)
    answer(page, "2.1.1a", "No")
    page.wait_for_function("document.querySelector('[data-all-saved]').textContent === 'Saving'")
    answer(page, "2.1.1a", "Yes")
    comment(page, "2.1.1a").fill("Typed meanwhile.")
    expect(said(page, "2.1.1a")).to_be_empty()
    waiting[0].continue_()
    all_saved(page)
    assert stored("2.1.1a") == (YES, "Typed meanwhile.")


def test_a_text_that_is_too_long_says_so_and_stays(page, open_part, stored):
    open_part(page)
    comment(page, "2.1.1a").fill("x" * 10_001)
    expect(said(page, "2.1.1a")).to_contain_text("Not saved: Shorten this: it has 10001 characters")
    comment(page, "2.1.1a").fill("報" * 10_000)
    is_saved(page, "2.1.1a")
    assert stored("2.1.1a") == (None, "報" * 10_000)


def test_going_on_waits_for_what_is_not_saved_yet(page, open_part, stored, review):
    open_part(page)
    comment(page, "2.1.1a").fill("Typed and gone.")
    page.get_by_role("button", name="Save and go on to Planning").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Planning")
    assert stored("2.1.1a") == (None, "Typed and gone.")


def test_a_review_that_was_submitted_elsewhere_takes_nothing_and_says_so(page, open_part, give_all, review):
    open_part(page)
    give_all()
    review.submitted_at = "2024-02-12T12:00Z"
    review.save()
    answer(page, "2.1.1a", "No")
    expect(said(page, "2.1.1a")).to_have_text(
        "Not saved: This review has been submitted, so its answers can no longer be changed. Copy your "
        "text before you leave the page"
    )


def test_a_session_that_ended_is_told_and_the_save_goes_through_after_signing_in(page, open_part, sign_in, stored):
    page.clock.install()
    open_part(page)
    Session.objects.all().delete()
    answer(page, "2.1.1a", "Yes")
    expect(said(page, "2.1.1a")).to_contain_text("Not saved: you are signed out. Sign in again in another window")
    other = page.context.new_page()
    other.goto("/")
    other.get_by_label("User name").fill("reviewer")
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", level=1)).to_be_visible()
    page.clock.run_for(5_500)
    is_saved(page, "2.1.1a")
    assert stored("2.1.1a") == (YES, "")


def test_nothing_is_saved_in_the_name_of_somebody_else_who_signs_in_there(page, open_part, sign_in, stored, complaints):
    complaints.expect("403 (Forbidden)")
    open_part(page)
    sign_in(page, "quality-lead")
    answer(page, "2.1.1a", "Yes")
    expect(said(page, "2.1.1a")).to_contain_text(
        "Not saved: you do not have access to this review, or no longer have it. Copy your text"
    )
    assert stored("2.1.1a") == (None, "")
