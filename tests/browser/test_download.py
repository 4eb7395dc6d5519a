"""The result is taken away as a file."""

import json
import re
import zipfile

from playwright.sync_api import expect

from audit.models import Answer

pytest_plugins = ["tests.browser.demonstration"]


def download(page, link, role="link"):
    with page.expect_download() as waiting:
        page.get_by_role(role, name=link).click()
    return waiting.value


def sheets_of(file):
    with zipfile.ZipFile(file.path()) as book:
        return re.findall(r'sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())


def test_figures_to_send_outside_are_one_click_away_and_the_page_stays(audit, page, sign_in):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/")
    file = download(page, "Workbook (.xlsx)")
    assert re.fullmatch(
        rf".{{7}}-suffolk-pdu-audit-{audit.pk}-summary-outside-provisional.xlsx", file.suggested_filename
    )
    assert "Cases" not in sheets_of(file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Result")


def test_the_quality_team_chooses_every_case(audit, page, sign_in):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/downloads/")
    expect(page.get_by_label("Names of practitioners", exact=True)).to_be_hidden()
    page.get_by_label("For the quality team: every case").check()
    assert "Cases" in sheets_of(download(page, "Download", role="button"))


def test_the_workbook_can_be_taken_without_script_on_a_narrow_screen_and_holds_what_one_may_see(
    signed_off, open_page, sign_in
):
    page = open_page(width=320, java_script_enabled=False)
    sign_in(page, "viewer")
    page.goto(f"/audits/{signed_off.pk}/")
    assert "Cases" not in sheets_of(download(page, "Workbook (.xlsx)"))


def test_the_json_is_a_file_too(signed_off, page, sign_in):
    sign_in(page, "viewer")
    page.goto(f"/audits/{signed_off.pk}/")
    file = download(page, "JSON")
    assert file.suggested_filename.endswith(f"-suffolk-pdu-audit-{signed_off.pk}-json-outside-v1.json")
    result = json.loads(file.path().read_text(encoding="utf-8"))
    assert (result["score"], result["max_score"], result["overall"]) == (4, 21, "Requires improvement")


def test_a_workbook_that_may_name_somebody_is_looked_through_first(audit, screen, sign_in, check_page):
    answer = Answer.objects.filter(question="2.1.3").first()
    answer.comment = "Told Mr Smith of 1 High Street, IP1 2AB."
    answer.save()
    sign_in(screen, "quality-lead")
    screen.goto(f"/audits/{audit.pk}/downloads/")
    screen.get_by_label("For the quality team: every case").check()
    screen.get_by_label("Comments and rationales", exact=True).check()
    screen.get_by_label("What you need the comments and rationales for").fill("Moderation")
    check_page(screen)
    screen.get_by_role("button", name="Download").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Check before you download")
    expect(screen.locator("mark")).to_have_text(["Mr Smith", "IP1 2AB"])
    check_page(screen)
    assert "Cases" in sheets_of(download(screen, "Download as it is", role="button"))
