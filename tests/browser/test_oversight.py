"""Two stories of oversight, each by all the people in it: a finding put right, and a round after which practice changed."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from audit.models import Finding
from cases.permissions import Role
from tests.audit.oversight.a_team import a_case, a_practitioner, a_team
from tests.browser.answering import all_saved, answer, question
from tests.people import a_user

pytest_plugins = ["tests.browser.demonstration"]
GAP = "The log of 3 November shows control of her phone. Ask the domestic abuse team for what they know."
DONE = "Asked, and the reply is in the assessment."
CODES = ("risk-current", "who-harmed", "checks-used", "own-voice", "behind-offending")


@pytest.fixture
def team(transactional_db, no_connection_left_behind):
    """A team with its SPO, one practitioner with an account, and the quality lead and head of service of its PDU."""
    team = a_team()
    a_user("spo", Role.SPO, team, first_name="Ipswich SPO")
    a_user("lead", Role.QUALITY_LEAD, team.unit, first_name="Quality lead")
    a_user("head", Role.HEAD_OF_SERVICE, team.unit, first_name="Head of service")
    a_practitioner(team, "Practitioner D", account=a_user("practitioner", Role.PRACTITIONER, team))
    return team


@pytest.fixture
def enter(open_page, sign_in):
    """enter(user name): a page of their own browser, on the page that they start at."""

    def enter(username):
        page = open_page()
        sign_in(page, username)
        page.goto("/")
        return page

    return enter


def record(page, what, text="", holds_from=None):
    """Record something on the page of a finding."""
    page.get_by_label(what, exact=True).check(force=True)
    if holds_from:
        for part in ("day", "month", "year"):
            page.get_by_label(part.capitalize(), exact=True).fill(str(getattr(holds_from, part)))
    page.get_by_label("In your words").fill(text)
    page.get_by_role("button", name="Record").click()


def shows_state(page, words):
    expect(page.locator("main .govuk-tag").first).to_have_text(words)


def test_from_a_typed_crn_to_a_finding_that_is_put_right(team, enter, check_page):
    a_case(team.practitioners.get(), "X120041", flags=["ADVP"])
    spo, practitioner = enter("spo"), enter("practitioner")
    spo.get_by_label("CRN").fill("x120041")
    spo.get_by_role("button", name="Find").click()
    expect(spo.get_by_role("heading", level=1)).to_contain_text("X120041")
    for code in CODES:
        answer(spo, code, "No" if code == "checks-used" else "Yes")
    question(spo, "checks-used").locator("textarea").first.fill(GAP)
    answer(spo, "look.today", "No")
    all_saved(spo)
    spo.get_by_role("button", name="Finish and tell Practitioner D").click()
    expect(spo.get_by_label("For a contact")).to_have_value(re.compile(GAP[:30]))

    practitioner.goto("/my-cases/")
    check_page(practitioner)
    practitioner.get_by_role("link", name=re.compile("were the checks asked for")).first.click()
    expect(practitioner.get_by_text(GAP)).to_be_visible()
    record(practitioner, "I agree")
    shows_state(practitioner, "Agreed")
    record(practitioner, "Done", DONE, holds_from=localdate())
    shows_state(practitioner, "Reported done")
    check_page(practitioner)

    spo.goto("/")
    check_page(spo)
    spo.get_by_role("link", name="Check the case").click()
    expect(spo.get_by_text(DONE)).to_be_visible()
    record(spo, "Checked in the case record: put right", "Read: the reply is used.")
    shows_state(spo, "Put right")
    spo.goto("/")
    expect(spo.get_by_text("Nothing waits for you.")).to_be_visible()
    practitioner.goto("/my-cases/")
    shown = practitioner.get_by_role("main")
    expect(shown.get_by_text("1 put right")).to_be_visible()
    expect(shown.get_by_text(re.compile("Ipswich SPO.*: a finding")).first).to_be_visible()
    assert Finding.objects.closed().count() == 1
