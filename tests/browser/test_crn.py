"""A reviewer takes the CRN of a case over into the case record, and prints the review."""

import shutil
import subprocess

import pytest
from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]
PDFTOTEXT = shutil.which("pdftotext")


def test_the_crn_is_copied_with_one_press_and_that_is_told(review, screen, sign_in, no_script_page):
    sign_in(screen, "reviewer")
    screen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.goto(f"/reviews/{review.pk}/2.1/")
    screen.get_by_role("button", name="Copy the CRN").press("Enter")
    expect(screen.locator(".copy[role=status]")).to_have_text("Copied")
    assert screen.evaluate("navigator.clipboard.readText()") == "DEMO-0001"
    sign_in(no_script_page, "reviewer")
    no_script_page.goto(f"/reviews/{review.pk}/2.1/")
    expect(no_script_page.get_by_text("DEMO-0001").first).to_be_visible()
    expect(no_script_page.get_by_role("button", name="Copy")).to_have_count(0)


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: what stands on each sheet is not read")
def test_every_printed_sheet_of_a_review_names_its_case(review, screen, sign_in, tmp_path):
    sign_in(screen, "reviewer")
    screen.goto(f"/reviews/{review.pk}/paper/")
    screen.pdf(path=tmp_path / "review.pdf", format="A4")
    told = subprocess.run([PDFTOTEXT, tmp_path / "review.pdf", "-"], capture_output=True, text=True, check=True)
    sheets = told.stdout.split("\f")[:-1]
    assert len(sheets) > 10
    assert [number for number, sheet in enumerate(sheets, 1) if "DEMO-0001, case 1" not in sheet] == []
