"""The quality lead's session ends while she writes: not a word is lost, and nobody else sees it."""

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from audit.demonstration.actions.demonstration import PASSWORD

pytest_plugins = ["tests.browser.demonstration"]
WRITTEN = "Seen in interviews.\nAnd “in the minutes” <of 3 & 4 May>."
BANNER = "This was not saved yet. Your text is back. Check it and send it."


def give_password(page, username="quality-lead"):
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def write(page, audit):
    page.goto(f"/audits/{audit.pk}/standards/1.1/judgement/")
    give_password(page)
    page.get_by_label("Outstanding").check()
    page.get_by_label("Rationale").fill(WRITTEN)
    page.get_by_label("Decided by").fill("Panel of 12 February")


def send(page):
    page.get_by_role("button", name="Record judgement").click()


def end_sessions():
    Session.objects.all().delete()


def check_it_is_back(page):
    expect(page.get_by_text(BANNER)).to_be_visible()
    expect(page.get_by_label("Outstanding")).to_be_checked()
    expect(page.get_by_label("Rationale")).to_have_value(WRITTEN)
    expect(page.get_by_label("Decided by")).to_have_value("Panel of 12 February")


def test_the_text_is_back_after_signing_in_again_and_is_saved(audit, screen, check_page):
    write(screen, audit)
    end_sessions()
    send(screen)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Sign in")
    give_password(screen)
    check_it_is_back(screen)
    check_page(screen)
    send(screen)
    expect(screen.get_by_role("alert")).to_contain_text("Judgement of 1.1 recorded.")
    screen.get_by_role("link", name="Questions", exact=True).click()
    expect(screen.get_by_role("main")).to_contain_text("And “in the minutes” <of 3 & 4 May>.")


def test_no_script_is_needed_for_that(audit, no_script_page):
    write(no_script_page, audit)
    end_sessions()
    send(no_script_page)
    give_password(no_script_page)
    check_it_is_back(no_script_page)


def test_somebody_else_who_signs_in_there_does_not_see_it(audit, page, complaints):
    complaints.expect("403 (Forbidden)")
    write(page, audit)
    end_sessions()
    send(page)
    give_password(page, "spo")
    expect(page.get_by_role("heading", level=1)).to_have_text("You do not have access to this page")
    page.get_by_role("button", name="Sign out").click()
    give_password(page)
    page.goto(f"/audits/{audit.pk}/standards/1.1/judgement/")
    expect(page.get_by_label("Rationale")).not_to_have_value(WRITTEN)
    expect(page.get_by_text(BANNER)).to_have_count(0)


def test_signing_in_anew_in_another_window_loses_nothing_either(audit, page):
    write(page, audit)
    end_sessions()
    other = page.context.new_page()
    other.goto("/")
    give_password(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("Home")
    send(page)
    check_it_is_back(page)
