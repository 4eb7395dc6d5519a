"""Somebody signs in with their work account, at a stand-in for Entra ID."""

import pytest
from playwright.sync_api import expect

from cases.models import User
from cases.sign_in.single_sign_on import identity_provider as provider_settings
from cases.sign_in.single_sign_on import origin_of
from tests.identity_provider import CLIENT_ID, CLIENT_SECRET, identity_provider

pytest_plugins = ["tests.browser.demonstration"]
PEOPLE = {
    "The quality lead": {"sub": "q-1", "email": "lead@example.org", "email_verified": True},
    "Somebody else": {"sub": "s-1", "email": "else@example.org", "email_verified": True},
}


@pytest.fixture(autouse=True)
def provider(settings, audit):
    User.objects.filter(username="quality-lead").update(email="lead@example.org")
    with identity_provider(PEOPLE) as provider:
        settings.SECOND_FACTOR_REQUIRED = True
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(
            OIDC_SERVER_URL=provider.address,
            OIDC_CLIENT_ID=CLIENT_ID,
            OIDC_CLIENT_SECRET=CLIENT_SECRET,
            name="Microsoft",
        )
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        allowed = {**directives, "form-action": [*directives["form-action"], *origin_of(provider.address)]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": allowed}
        yield provider


def heading(page):
    return page.get_by_role("heading", level=1)


def come_as(page, name):
    page.get_by_role("button", name="Sign in with Microsoft").click()
    expect(heading(page)).to_have_text("Who are you?")
    page.get_by_role("link", name=name).click()


def test_an_invited_person_comes_in_and_reaches_the_page_that_was_asked_for(audit, screen, check_page):
    screen.goto(f"/audits/{audit.pk}/")
    check_page(screen)
    come_as(screen, "The quality lead")
    expect(heading(screen)).to_have_text("Result")
    screen.get_by_role("button", name="Sign out").click()
    expect(heading(screen)).to_have_text("Sign in")


def test_a_person_nobody_invited_reads_whom_to_ask(screen, check_page, complaints):
    complaints.expect("403 (Forbidden)")
    screen.goto("/")
    come_as(screen, "Somebody else")
    expect(heading(screen)).to_have_text("You have no account here")
    check_page(screen)
    screen.goto("/")
    expect(heading(screen)).to_have_text("Sign in")


def test_it_needs_no_script_and_can_be_broken_off(no_script_page):
    no_script_page.goto("/")
    come_as(no_script_page, "Cancel")
    expect(heading(no_script_page)).to_have_text("You are not signed in")
    no_script_page.get_by_role("link", name="Back to sign-in").click()
    come_as(no_script_page, "The quality lead")
    expect(heading(no_script_page)).to_have_text("Home")


def test_the_security_policy_lets_forms_lead_nowhere_else(page, settings, complaints):
    complaints.expect("form-action")
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "form-action": ["'self'"]}}
    page.goto("/")
    page.get_by_role("button", name="Sign in with Microsoft").click()
    page.wait_for_timeout(500)
    expect(heading(page)).to_have_text("Sign in")
