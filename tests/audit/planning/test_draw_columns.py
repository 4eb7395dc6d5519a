"""Columns to choose again are shown as before, rows held aside without values; a file that is no extract is refused."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.planning.actions.plan import change_plan
from audit.planning.sample_plan import plan_from_settings
from cases.extract.settings import DrawSettings
from cases.models import Case
from tests.audit.a_sample import TODAY
from tests.audit.an_audit import an_audit
from tests.audit.extracts import HEADINGS, a_row, an_extract
from tests.audit.reading import shown_by, text_of, text_of_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    audit = an_audit()
    change_plan(audit=audit, plan=plan_from_settings(DrawSettings(TODAY, 7, size=5)))
    return f"/audits/{audit.pk}/sample/draw/"


@pytest.fixture
def lead(page, sign_in):
    return sign_in("lead")


def read(client, page, extract=None, **more):
    """Send an extract and return the page as HTML."""
    return shown_by(client.post(page, {"file": extract or an_extract(), **more}))


@pytest.mark.slow
def test_columns_to_be_chosen_again_are_shown_with_their_letters_and_samples_again(lead, page):
    html = read(lead, page, an_extract(headings=("CRN", "Sex", "Kind", "Begun on", *HEADINGS[4:])))
    sent = dict(re.findall(r'name="((?:heading|was|samples)_\d+)" value="([^"]*)"', html))
    both = {"column_2": "start_date", "column_3": "start_date"}
    for _ in range(2):
        html = read(lead, page, **sent | both)
        text = text_of_html(html)
        assert "Kind (column C) For example: Community order" in text
        assert "Begun on (column D) For example: 06/07/2026" in text
        sent = dict(re.findall(r'name="((?:heading|was|samples)_\d+)" value="([^"]*)"', html))


def test_samples_that_were_tampered_with_are_shortened_and_printed_as_text(lead, page):
    sent = {"heading_0": "CRN", "was_0": "", "column_0": "", "samples_0": "A: <b>x</b>" + "y" * 1_000}
    html = lead.post(page, sent).content.decode()
    assert "For example: &lt;b&gt;x&lt;/b&gt;y" in html
    assert "y" * 200 not in html


def test_a_text_in_place_of_the_file_is_asked_for_again(lead, page):
    response = lead.post(page, {"file": "extract.xlsx"})
    assert response.status_code == 200
    assert response.context["form"].errors["file"] == ["Choose a file"]


@pytest.mark.slow
def test_a_row_held_aside_is_listed_by_row_and_column_before_and_after_storing_without_its_values(lead, page):
    extract = an_extract(more=[a_row("X777777", Team="Secret team", Grade="LAO?"), a_row("X777777")])
    html = shown_by(lead.post(page, {"file": extract}))
    proposal = re.search(r'name="proposal" value="([^"]*)"', html)[1]
    for text in (text_of_html(html), text_of(lead.post(page, {"proposal": proposal}, follow=True))):
        assert "2 rows held aside These rows may be about restricted people. None of these rows can be drawn" in text
        assert "Rows held aside because they may be about a restricted person 2" in text
        assert "Row 22, column I Row 23: row 22, which may be of the same person, is unclear" in text
        assert "correct the cell in your file and upload it again" in text
    assert not [word for word in ("X777777", "Secret team") if word in html]
    assert not Case.objects.filter(reference="X777777").exists()


@pytest.mark.slow
@pytest.mark.parametrize("opened_at_once", [2**20, 0])
def test_an_extract_that_cannot_be_opened_is_an_error_in_the_summary_and_for_a_small_one_in_the_title(
    lead, page, monkeypatch, opened_at_once
):
    monkeypatch.setattr("audit.planning.pages.draw.OPENED_AT_ONCE", opened_at_once)
    html = read(lead, page, SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n\0\0"))
    assert "There is a problem" in html
    assert re.search(r'<a href="#id_file">The file photo.png .+</a>', html)
    assert ("<title>Error: " in html) == bool(opened_at_once)
