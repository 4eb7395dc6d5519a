"""The quality lead plans an audit, draws its sample from an extract of the caseload and replaces a case."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from audit.models import Audit
from audit.planning.actions.plan import change_audit
from cases.extract.invented import invented_rows
from cases.spreadsheets.write import WRITERS
from tests.browser.conftest import once_loaded

pytest_plugins = ["tests.browser.demonstration"]
TODAY = datetime.date.today()


@pytest.fixture(scope="session")
def extract(tmp_path_factory):
    """A workbook of 3,000 invented cases, with the usual dirt."""
    path = tmp_path_factory.mktemp("extract") / "caseload.xlsx"
    WRITERS[".xlsx"](
        path, invented_rows(3_000, seed=1, today=TODAY, unit="Suffolk PDU", teams=("Ipswich", "Lowestoft"))
    )
    return path


def plan_audit(page, purpose="Mock inspection"):
    page.goto("/")
    page.get_by_role("link", name="Plan an audit").click()
    page.get_by_label("Title", exact=True).fill("Mock inspection, winter")
    page.get_by_label(purpose).check()
    page.get_by_label("Framework").select_option("pdu-2023")
    page.get_by_role("button", name="Plan the audit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan the sample")


def plan_sample(page):
    page.get_by_label("A number of cases").check()
    page.get_by_label("Number of cases", exact=True).fill("30")
    page.get_by_label("Seed", exact=True).fill("7")
    page.get_by_role("button", name="Save the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Draw the sample")
    once_loaded(page)  # else the extract is sent before the script that keeps it is there


def read_extract(page, extract):
    page.get_by_label("Extract", exact=True).set_input_files(extract)
    page.get_by_role("button", name="Read the extract").click()
    expect(page.get_by_role("heading", name="30 cases drawn")).to_be_visible()
    once_loaded(page)


def test_from_a_plan_to_a_stored_sample_and_a_replaced_case(audit, screen, sign_in, check_page, extract):
    sign_in(screen, "quality-lead")
    plan_audit(screen)
    screen.get_by_label("Eligible cases").fill("2238")
    expect(screen.get_by_label("Number of cases", exact=True)).to_be_hidden()
    screen.get_by_label("A number of cases").check()
    expect(screen.get_by_label("Margin of error in points")).to_be_hidden()
    screen.get_by_label("Number of cases", exact=True).fill("56")
    screen.get_by_role("button", name="Compare sample sizes").click()
    expect(screen.get_by_role("table")).to_contain_text("56 cases: margin in points")
    check_page(screen)
    plan_sample(screen)
    check_page(screen)
    read_extract(screen, extract)
    check_page(screen)
    screen.get_by_role("button", name="Save this sample").click()
    expect(screen.get_by_role("main")).to_contain_text("Drawn with seed 7")
    check_page(screen)
    screen.get_by_role("link", name=re.compile(r"^Replace [A-Z]\d{6}, case 1$")).click()
    check_page(screen)
    screen.get_by_label("Transferred out").check()
    screen.get_by_label("Details").fill("Moved to another PDU.")
    screen.get_by_role("button", name="Replace the case").click()
    expect(screen.get_by_role("main")).to_contain_text(
        re.compile(r"case 1 is replaced: [A-Z]\d{6}, case 31 takes its place\.")
    )


def test_drawing_needs_no_script(audit, no_script_page, sign_in, extract):
    sign_in(no_script_page, "quality-lead")
    plan_audit(no_script_page)
    plan_sample(no_script_page)
    read_extract(no_script_page, extract)
    no_script_page.get_by_role("button", name="Save this sample").click()
    expect(no_script_page.get_by_role("main")).to_contain_text("Sample saved.")


def test_the_first_page_of_a_plan_tells_what_is_missing(audit, narrow_page, sign_in, check_page):
    sign_in(narrow_page, "quality-lead")
    narrow_page.goto("/audits/new/")
    check_page(narrow_page)
    narrow_page.get_by_role("button", name="Plan the audit").click()
    expect(narrow_page.locator(".govuk-error-summary")).to_contain_text("Enter a title")
    check_page(narrow_page)


def test_cases_picked_by_hand_are_marked_on_the_result(audit, screen, sign_in, check_page, extract, tmp_path):
    sign_in(screen, "quality-lead")
    plan_audit(screen, "Thematic audit")
    plan_sample(screen)
    by_hand = tmp_path / "few.csv"
    by_hand.write_text(f"CRN,Start date\nX123456,{TODAY:%d/%m/%Y}\nX123457,{TODAY:%d/%m/%Y}\n", encoding="utf-8")
    screen.get_by_label("CRNs picked by hand").fill("X123456")
    screen.get_by_label("Extract", exact=True).set_input_files(by_hand)
    screen.get_by_role("button", name="Read the extract").click()
    expect(screen.get_by_role("heading", name="1 case picked by hand")).to_be_visible()
    expect(screen.get_by_role("main")).to_contain_text("Not a random sample")
    screen.get_by_role("button", name="Save this sample").click()
    screen.get_by_role("navigation", name="Menu").get_by_role("link", name="Audits").click()
    expect(screen.get_by_role("main")).to_contain_text("Not a random sample: percentages describe these cases only.")
    check_page(screen)


def test_a_column_that_nobody_could_name_is_chosen_on_the_page(audit, screen, sign_in, check_page, tmp_path):
    sign_in(screen, "quality-lead")
    plan_audit(screen, "Thematic audit")
    plan_sample(screen)
    strange = tmp_path / "strange.csv"
    strange.write_text(f"CRN,Sex,Begun on\nX123456,M,{TODAY:%d/%m/%Y}\n", encoding="utf-8")
    screen.get_by_label("Extract", exact=True).set_input_files(strange)
    screen.get_by_role("button", name="Read the extract").click()
    expect(screen.get_by_role("main")).to_contain_text("We could not find a column for: Start date")
    check_page(screen)
    screen.get_by_label("Begun on (column C)").select_option("Start date")
    screen.get_by_label("CRNs picked by hand").fill("X123456")
    screen.get_by_role("button", name="Read the extract").click()
    expect(screen.get_by_role("heading", name="1 case picked by hand")).to_be_focused()
    screen.get_by_role("button", name="Save this sample").click()
    expect(screen.get_by_role("main")).to_contain_text("Sample saved.")


def test_an_extract_that_cannot_be_sent_is_told_and_can_be_chosen_again(audit, screen, sign_in, extract, complaints):
    sign_in(screen, "quality-lead")
    plan_audit(screen)
    plan_sample(screen)
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    screen.context.set_offline(True)
    screen.get_by_label("Extract", exact=True).set_input_files(extract)
    screen.get_by_role("button", name="Read the extract").click()
    expect(screen.get_by_role("status")).to_contain_text("The extract could not be sent.")
    screen.context.set_offline(False)
    screen.wait_for_timeout(1_000)  # a second press within a second counts as a double click
    read_extract(screen, extract)


def test_title_and_dates_of_a_planned_audit_are_changed(audit, screen, sign_in, check_page):
    sign_in(screen, "quality-lead")
    plan_audit(screen)
    screen.get_by_role("link", name="Plan", exact=True).click()
    check_page(screen)
    screen.get_by_label("Title", exact=True).fill("Mock inspection, spring")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Task list")
    expect(screen.get_by_role("region", name="This audit")).to_contain_text("Mock inspection, spring")


def test_who_goes_back_sees_what_is_stored_by_then_and_not_their_own_old_text(audit, screen, sign_in):
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/plan/")
    screen.get_by_label("Title", exact=True).fill("Mine")
    screen.get_by_label("Months to keep").fill("6")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Task list")
    stored = Audit.objects.get(pk=audit.pk)
    kept = {
        "follows": None,
        "about": stored.about,
        "review_from": stored.review_from,
        "review_until": stored.review_until,
    }
    change_audit(audit=stored, title="Theirs", keep_months=7, **kept)
    screen.go_back()
    expect(screen.get_by_label("Title", exact=True)).to_have_value("Theirs")
    expect(screen.get_by_label("Months to keep")).to_have_value("7")
