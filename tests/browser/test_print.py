"""On paper: how many sheets there are, and what stands on each of them. Both are read from the PDF."""

import shutil
import subprocess

import pytest

from tests.audit.an_audit import note_facts

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]
PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: what is printed is not read")


@pytest.fixture
def sheets_of(page, tmp_path):
    """sheets_of(address): the text of each A4 sheet that the page is printed on."""

    def sheets_of(address):
        page.goto(address)
        page.pdf(path=tmp_path / "printed.pdf", format="A4")
        printed = subprocess.run([PDFTOTEXT, "-layout", tmp_path / "printed.pdf", "-"], capture_output=True, check=True)
        return printed.stdout.decode().split("\f")[:-1]

    return sheets_of


def without(text, sheets):
    return [number for number, sheet in enumerate(sheets, 1) if text not in sheet]


def test_a_result_has_at_most_two_sheets_without_addresses_and_menus(signed_off, page, sign_in, sheets_of):
    sign_in(page, "quality-lead")
    sheets = sheets_of(f"/audits/{signed_off.pk}/")
    assert len(sheets) <= 2
    assert without("Not an inspection and not HM Inspectorate of Probation's rating", sheets) == []
    text = "".join(sheets)
    assert [each for each in ("(/", "http", "Sign out", "Consistency", "Workbook") if each in text] == []
    assert "2.1.3" in text


def test_all_questions_with_their_prompts_have_at_most_six_sheets(signed_off, page, sign_in, sheets_of):
    sign_in(page, "quality-lead")
    sheets = sheets_of(f"/audits/{signed_off.pk}/questions/")
    assert len(sheets) <= 6
    assert without("Not an inspection and not HM Inspectorate of Probation's rating", sheets) == []


@pytest.mark.parametrize("filled_in", [False, True])
def test_the_form_of_a_case_has_at_most_eight_sheets_that_name_it(
    filled_in, page, sign_in, review, give_all, sheets_of
):
    note_facts(review.sampled_case, sentence_type="licence", rosh_level="high", sex="male", court_report=True)
    if filled_in:
        give_all()
    sign_in(page, "reviewer")
    sheets = sheets_of(f"/reviews/{review.pk}/paper/")
    assert 4 < len(sheets) <= 8
    assert without("DEMO-0001, case 1", sheets) == []
    assert "☒" in "".join(sheets) if filled_in else "☒" not in "".join(sheets)
    assert "My reviews" not in "".join(sheets)
