"""An administrator of the region invites somebody, gives and ends roles, and closes an account."""

import re

from playwright.sync_api import expect

from cases.models import User

pytest_plugins = ["tests.browser.demonstration"]


def open_people(page, sign_in, username="admin"):
    sign_in(page, username)
    page.goto("/")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="People").click()


def invite(page, **changes):
    page.get_by_role("button", name="Invite someone").click()
    facts = {"First name": "Asha", "Last name": "Okonkwo", "E-mail address": "asha@example.org", "User name": "asha"}
    for label, text in (facts | changes).items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("radio", name=re.compile("^Reviewer")).check()
    page.get_by_label("Place", exact=True).select_option("Suffolk PDU")
    page.get_by_role("button", name="Invite").click()


def test_somebody_is_invited_after_a_slip_and_the_link_is_shown_once(audit, screen, sign_in, check_page):
    open_people(screen, sign_in)
    check_page(screen)
    invite(screen, **{"User name": "SPO"})
    expect(screen.locator(".govuk-error-summary")).to_be_focused()
    expect(screen.get_by_role("alert")).to_contain_text("already has an account, “spo”")
    check_page(screen)
    screen.get_by_label("User name").fill("asha")
    screen.get_by_role("button", name="Invite").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Link for Asha Okonkwo")
    expect(screen.locator("#link")).to_contain_text("/sign-in/new-password/")
    expect(screen.get_by_role("main")).to_contain_text("Give it to them in person")
    check_page(screen)
    assert User.objects.get(username="asha").memberships.count() == 1


def test_a_change_that_ends_a_link_says_so_and_leads_to_a_new_one(audit, screen, sign_in, check_page):
    open_people(screen, sign_in)
    invite(screen)
    screen.get_by_role("link", name="the person's page").click()
    expect(screen.get_by_role("main")).to_contain_text("has not been used")
    check_page(screen)
    screen.get_by_role("link", name="Change the role Reviewer, Suffolk PDU").click()
    screen.get_by_label("Place", exact=True).select_option("Norfolk PDU")
    screen.get_by_role("button", name="Change role").click()
    expect(screen.locator(".govuk-inset-text")).to_contain_text("no longer works")
    check_page(screen)
    screen.get_by_role("link", name="make a new link").click()
    screen.get_by_role("button", name="Make a new link").click()
    expect(screen.locator("#link")).to_contain_text("/sign-in/new-password/")


def test_a_role_is_given_changed_and_ended(audit, screen, sign_in, check_page):
    open_people(screen, sign_in)
    screen.get_by_label("Name or user name").fill("ipswich spo")
    screen.get_by_role("button", name="Apply filters").click()
    screen.get_by_role("link", name="Ipswich SPO").click()
    check_page(screen)
    screen.get_by_role("link", name=re.compile("^Give .* another role$")).click()
    screen.get_by_role("radio", name=re.compile("^Viewer")).check()
    screen.get_by_label("Place", exact=True).select_option("Norfolk PDU")
    check_page(screen)
    screen.get_by_role("button", name="Give role").click()
    expect(screen.get_by_role("alert")).to_contain_text("now has the role")
    screen.get_by_role("link", name="Change the role Viewer, Norfolk PDU").click()
    screen.get_by_label("Place", exact=True).select_option("Suffolk PDU")
    screen.get_by_role("button", name="Change role").click()
    screen.get_by_role("link", name="End the role Viewer, Suffolk PDU").click()
    check_page(screen)
    screen.get_by_role("button", name="End this role").click()
    expect(screen.get_by_role("alert")).to_contain_text("The role has ended.")
    expect(screen.get_by_role("main")).to_contain_text("Role ended: Viewer, Suffolk PDU")
    check_page(screen)


def test_a_name_and_an_address_are_corrected_after_a_slip(audit, screen, sign_in, check_page):
    open_people(screen, sign_in)
    screen.get_by_role("link", name="Ipswich SPO").click()
    screen.get_by_role("link", name="Change name or e-mail address").click()
    check_page(screen)
    screen.get_by_label("First name").fill("=1+1")
    screen.get_by_label("E-mail address").fill("delia@example.org")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("alert")).to_contain_text("A name needs at least one letter")
    check_page(screen)
    screen.get_by_label("First name").fill("Delia")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("main")).to_contain_text("delia@example.org")
    expect(screen.get_by_role("main")).to_contain_text("Changed name or e-mail address")


def test_everything_works_without_script(audit, no_script_page, sign_in):
    page = no_script_page
    open_people(page, sign_in)
    invite(page)
    page.get_by_role("link", name="the person's page").click()
    page.get_by_role("button", name="Make a new link").click()
    expect(page.locator("#link")).to_contain_text("/sign-in/new-password/")
    page.get_by_role("link", name="Asha Okonkwo").click()
    page.get_by_role("link", name="Close the account").click()
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_role("main")).to_contain_text("The account is closed and every role has ended.")


def test_a_session_that_is_open_closes_with_the_account(audit, open_page, sign_in):
    asha, page = open_page(), open_page()
    open_people(page, sign_in)
    invite(page)
    sign_in(asha, "asha")
    asha.goto("/")
    expect(asha.get_by_role("heading", level=1)).to_have_text("Home")
    page.goto(f"/people/{User.objects.get(username='asha').pk}/close/")
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    asha.reload()
    expect(asha.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_reviewer_finds_the_allocated_cases_and_no_menu_for_people(audit, screen, sign_in, check_page):
    sign_in(screen, "reviewer")
    screen.goto("/")
    screen.get_by_role("navigation", name="Menu").get_by_role("link", name="My reviews").click()
    expect(screen.get_by_role("heading", name="My reviews")).to_be_visible()
    expect(screen.get_by_role("link", name="People")).to_have_count(0)
    check_page(screen)
    screen.get_by_role("link", name="Case 3 of").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("case 3")
    check_page(screen)


def test_who_administers_nothing_is_refused_in_plain_words(audit, page, sign_in, complaints, check_page):
    complaints.expect("403 (Forbidden)")
    sign_in(page, "quality-lead")
    page.goto("/people/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You do not have access to this page")
    check_page(page)
