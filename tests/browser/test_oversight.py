"""Two stories of oversight by all the people in it: a finding put right, and a round that changed practice."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from audit.method.answers import Value
from audit.models import Finding, Review, Round
from cases.models import User
from cases.permissions import Role
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.browser.answering import all_saved, answer, question
from tests.people import a_user

pytest_plugins = ["tests.browser.demonstration"]
GAP = "The log of 3 November shows control of her phone. Ask the domestic abuse team for what they know."
DONE = "Asked, and the reply is in the assessment."
PLAN, GAP_IN_PLAN = "keep-safe-plan", "The plan says “recall if necessary”. Write signs, steps and names."
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


@pytest.fixture
def earlier_round(team):
    """A round of half a year ago: 12 cases of 4 practitioners, since ended; 3 had a plan that keeps others safe. Each
    practitioner has 3 cases that were never looked at."""
    spo, today = User.objects.get(username="spo"), localdate()
    people = [team.practitioners.get()]
    for letter in "ABC":
        account = a_user(f"practitioner {letter}", Role.PRACTITIONER, team)
        people.append(a_practitioner(team, f"Practitioner {letter}", account=account))
    ended = [a_case(people[n % 4], f"X1100{n:02}", end_date=today - timedelta(days=30)) for n in range(12)]
    for n in range(12):
        a_case(people[n % 4], f"X1200{n:02}")
    planned = a_round(team, ended, title="May round", instrument="oversight-short", days=-150, spo=spo)
    for n, sampled in enumerate(planned.audit.sampled_cases.all()):
        a_look(sampled, spo, {PLAN: Value.YES if n < 3 else Value.NO}, finished=True)
    Review.objects.update(submitted_at=now() - timedelta(weeks=26))


def test_from_a_round_to_practice_that_changed(earlier_round, team, enter, check_page):
    spo, lead, head = enter("spo"), enter("lead"), enter("head")
    plan_round(spo, check_page)
    spo.get_by_role("button", name="Look at the next case").click()
    for code in (*CODES, PLAN):
        answer(spo, code, "No" if code == PLAN else "Yes")
    question(spo, PLAN).locator("textarea").first.fill(GAP_IN_PLAN)
    answer(spo, "look.today", "No")
    all_saved(spo)
    spo.get_by_role("button", name=re.compile("Finish and tell")).click()
    expect(spo.get_by_role("heading", level=1)).to_have_text("Tell and copy")

    finding = Finding.objects.get()
    practitioner = enter(finding.practitioner.account.username)
    practitioner.goto(f"/findings/{finding.pk}/")
    record(practitioner, "I see it differently", "The plan names her sister as the person to call.")
    spo.goto("/")
    spo.get_by_role("link", name="Read and answer").click()
    record(spo, "Answer what is seen differently", "It does not say which signs to watch for.")
    practitioner.goto(f"/findings/{finding.pk}/")
    record(practitioner, "I see it differently", "They are in the risk assessment.")
    shows_state(practitioner, "Seen differently, waits for the quality lead")
    lead.get_by_role("link", name="Findings").click()
    lead.get_by_role("main").get_by_role("link", name=re.compile("what keeps others safe")).click()
    record(lead, "Settle the difference: your answer ends it", "Write the signs into the plan: three lines are enough.")
    shows_state(lead, "Open")
    check_page(lead)

    look_at_the_rest()
    spo.goto("/")
    spo.get_by_role("link", name="What came of the gaps, and whether practice changed").click()
    row = spo.get_by_role("row", name=re.compile("what keeps others safe.*more than chance"))
    expect(row).to_contain_text("25%, 3 of 12")
    expect(row).to_contain_text("92%, 11 of 12")
    check_page(spo)
    head.goto("/")
    expect(head.get_by_text("Ipswich: 1 gap, 0 put right, 1 open")).to_be_visible()
    expect(head.get_by_role("main")).not_to_contain_text("Practitioner")
    check_page(head)


def plan_round(spo, check_page):
    """Plan a round of all the cases that were not looked at, three of each practitioner."""
    spo.goto("/rounds/plan/")
    closes_on = localdate() + timedelta(days=14)
    spo.get_by_label("Title").fill("November round")
    spo.get_by_label("Questions").select_option("oversight-short")
    for part in ("day", "month", "year"):
        spo.get_by_label(part.capitalize(), exact=True).fill(str(getattr(closes_on, part)))
    spo.get_by_label("Cases of the team that this tool knows, drawn").check(force=True)
    spo.get_by_label("Cases of each practitioner").fill("3")
    check_page(spo)
    spo.get_by_role("button", name="Show the cases").click()
    expect(spo.get_by_role("row", name=re.compile("X12"))).to_have_count(12)
    check_page(spo)
    spo.get_by_role("button", name="Save this round").click()
    expect(spo.get_by_role("heading", level=1)).to_have_text("November round")
    check_page(spo)


def look_at_the_rest():
    """The SPO looks at the other cases of the later round: each has a plan that keeps others safe."""
    later = Round.objects.get(audit__title="November round")
    for sampled in later.audit.sampled_cases.filter(reviews__submitted_at=None):
        a_look(sampled, User.objects.get(username="spo"), {PLAN: Value.YES}, finished=True)
