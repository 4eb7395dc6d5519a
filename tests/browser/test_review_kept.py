"""Text that could not be saved outlives the page, for the person who typed it and for nobody else."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from audit.planning.actions.allocation import allocate
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import User
from tests.audit.a_sample import replace_by_hand
from tests.browser.answering import NO, PASSWORD, all_saved, answer, comment, question, said

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]
TYPED = "Typed on the train.\nTwo lines of it."
KEPT_HERE = "Object.keys(localStorage).filter((name) => name.startsWith('unsaved:')).length"


@pytest.fixture
def typed_offline(page, open_part, complaints):
    """A page that holds what could not be saved; closed, with the connection back."""
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    open_part(page)
    page.context.set_offline(True)
    answer(page, "2.1.1a", "No")
    comment(page, "2.1.1a").fill(TYPED)
    expect(said(page, "2.1.1a")).to_contain_text("Not saved")
    page.close()
    page.context.new_page().wait_for_timeout(1_500)  # what the page still sent when it closed has failed by then
    page.context.set_offline(False)
    return page.context


def test_it_is_offered_and_put_back(typed_offline, open_part, stored, check_page):
    page = open_part(typed_offline.new_page())
    offer = question(page, "2.1.1a").locator(".kept")
    expect(offer).to_contain_text("it was not saved: No.")
    expect(offer).to_contain_text("Two lines of it.")
    expect(comment(page, "2.1.1a")).to_have_value("")
    check_page(page)
    page.get_by_role("link", name="1 to restore").click()
    page.get_by_role("button", name="Put it back").click()
    all_saved(page)
    expect(offer).to_have_count(0)
    assert stored("2.1.1a") == (NO, TYPED)
    assert page.evaluate(KEPT_HERE) == 0


def test_it_is_dropped_where_it_is_not_wanted(typed_offline, open_part, stored):
    page = open_part(typed_offline.new_page())
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator(".kept")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-all-saved]")).to_have_text("All saved")
    expect(page.locator(".kept")).to_have_count(0)
    assert stored("2.1.1a") == (None, "")


def test_my_reviews_and_other_parts_show_it_and_lead_to_its_place(typed_offline, open_part, check_page):
    page = open_part(typed_offline.new_page(), part="2.2")
    expect(page.locator("[data-kept-elsewhere]")).to_contain_text("Two lines of it.")
    page.goto("/reviews/")
    check_page(page)
    page.locator("[data-kept-elsewhere]").get_by_role("link").click()
    expect(question(page, "2.1.1a").locator(".kept")).to_be_in_viewport()
    page.goto("/reviews/")
    page.locator("[data-kept-elsewhere]").get_by_role("button", name="Discard it").click()
    expect(page.locator("[data-kept-elsewhere]")).to_be_hidden()
    assert page.evaluate(KEPT_HERE) == 0


def test_whoever_else_signs_in_there_makes_it_vanish(typed_offline, sign_in, open_part):
    page = typed_offline.new_page()
    sign_in(page, "quality-lead")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(KEPT_HERE) == 0
    open_part(page)
    expect(page.locator(".kept")).to_have_count(0)


def test_signing_out_asks_before_it_makes_it_vanish(typed_offline, open_part):
    page = open_part(typed_offline.new_page())
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Sign out").click()
    assert page.evaluate(KEPT_HERE) == 1
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "not saved yet" in asked[0]
    assert page.evaluate(KEPT_HERE) == 0


def test_leaving_with_unsaved_text_asks_first_and_coming_back_offers_it(page, open_part, complaints, monkeypatch):
    complaints.expect("500 (Internal Server Error)")
    monkeypatch.setattr("audit.reviewing.views.review_section.save_own_answers", lambda **change: 1 / 0)
    open_part(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    comment(page, "2.1.1a").press_sequentially("Typed.")
    expect(said(page, "2.1.1a")).to_contain_text("Not saved")
    page.get_by_role("link", name="Planning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Planning")
    assert asked == ["beforeunload"]
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment")
    expect(page.locator(".kept")).to_contain_text("Typed.")
    expect(comment(page, "2.1.1a")).to_have_value("")


def test_without_script_what_was_sent_after_the_session_had_ended_comes_back(no_script_page, open_part, stored):
    page = open_part(no_script_page)
    answer(page, "2.1.1a", "No")
    comment(page, "2.1.1a").fill(TYPED)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("User name").fill("reviewer")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(comment(page, "2.1.1a")).to_have_value(TYPED)
    page.get_by_role("button", name="Save", exact=True).click()
    assert stored("2.1.1a") == (NO, TYPED)


def test_without_script_what_is_sent_to_a_case_that_was_transferred_out_meanwhile_can_be_copied(
    no_script_page, open_part, review, stored, complaints
):
    complaints.expect("404 (Not Found)")
    page = open_part(no_script_page)
    answer(page, "2.1.1a", "No")
    comment(page, "2.1.1a").fill(TYPED)
    replace_by_hand(review.sampled_case)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was saved")
    expect(page.get_by_role("main")).to_contain_text("You do not have access to this review, or no longer have it.")
    assert page.get_by_role("definition").inner_text() == f"No\n{TYPED}"
    assert stored("2.1.1a") == (None, "")


@pytest.mark.parametrize("width", [1280, 320])
def test_without_script_what_is_sent_to_a_signed_off_audit_can_be_copied(
    width, open_page, open_part, review, complaints, check_no_sideways_scrolling, picture
):
    complaints.expect("409 (Conflict)")
    page = open_part(open_page(width=width, java_script_enabled=False))
    answer(page, "2.1.1b", "Yes")
    comment(page, "2.1.1a").fill(TYPED + "x" * 100)
    sign_off(audit=review.audit, without_result=True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("has been signed off")
    assert page.get_by_role("definition").first.inner_text() == TYPED + "x" * 100
    check_no_sideways_scrolling(page)
    picture(page, f"not-saved-{width}")


def expect_kept_on_my_reviews(page):
    """After the page is closed the text is still in the browser, and My reviews lists it."""
    page.close()
    again = page.context.new_page()
    again.goto("/reviews/")
    expect(again.locator("[data-kept-elsewhere]")).to_contain_text("Two lines of it.")


def test_what_a_signed_off_review_did_not_take_is_kept_and_shown_on_my_reviews(page, open_part, review, stored):
    open_part(page)
    sign_off(audit=review.audit, without_result=True)
    comment(page, "2.1.1a").fill(TYPED)
    expect(said(page, "2.1.1a")).to_contain_text("has been signed off, so its answers can no longer be changed. Copy")
    expect_kept_on_my_reviews(page)
    assert stored("2.1.1a") == (None, "")


def test_a_review_given_to_somebody_else_is_told_by_the_script_and_the_text_is_kept(
    page, open_part, review, complaints
):
    complaints.expect("404 (Not Found)")
    open_part(page)
    allocate(sampled=review.sampled_case, reviewer=User.objects.get(username="reviewer-2"))
    comment(page, "2.1.1a").fill(TYPED)
    expect(said(page, "2.1.1a")).to_contain_text(
        "you do not have access to this review, or no longer have it. Copy your text"
    )
    expect_kept_on_my_reviews(page)
