"""A signed-off result is what was signed on page, JSON, text and workbook, and each says where today's rules differ."""

from datetime import UTC, datetime

import pytest
from pytest_django.asserts import assertContains

from audit.exports.as_json.summary import summary_of
from audit.exports.text import text_of
from audit.exports.workbook.workbook import workbook_of
from audit.results.listed_cases import CaseSheet
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit import reading
from tests.audit.an_audit import fetched
from tests.audit.exports.workbook_file import open_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIGNED = "Signed as Requires improvement (4 of 21); today's rules would give Good (12 of 21): 2.1 Assessment Good"


@pytest.fixture
def signed(suffolk_audit, monkeypatch):
    """Signed off, and then the rules take every key question for Good."""
    sign_off(audit=suffolk_audit)
    before = report_on_audit(fetched(suffolk_audit))
    monkeypatch.setattr(
        "audit.method.rating.lowest_score.band_of", lambda framework, yes, applicable: framework.rating_bands[2]
    )
    return fetched(suffolk_audit), before


def test_no_rating_score_or_band_moves_with_the_rules(signed):
    audit, before = signed
    told, was = (summary_of(report) for report in (report_on_audit(audit), before))
    for standard in told["standards"] + was["standards"]:
        for question in standard["key_questions"]:
            del question["to_next_band"]
    assert {**told, "notes": []} == {**was, "notes": []}


def test_json_and_text_say_in_one_sentence_what_todays_rules_would_give(signed):
    report = report_on_audit(signed[0])
    assert len([note for note in summary_of(report)["notes"] if note.startswith(SIGNED)]) == 1
    assert SIGNED in text_of(report)
    assert "Overall: Requires improvement, 4 of 21" in text_of(report)


def test_the_pages_say_it_above_the_figures(signed, sign_in):
    audit, _ = signed
    for page in ("", "questions/2.1.3/"):
        response = sign_in("lead").get(f"/audits/{audit.pk}/{page}")
        assertContains(response, '<p class="govuk-inset-text">Signed as Requires improvement (4 of 21)')
    assert "Overall rating Requires improvement Score 4 of 21" in reading.text_of(
        sign_in("lead").get(f"/audits/{audit.pk}/")
    )


def test_the_workbook_holds_what_was_signed_and_no_formula_that_would_say_otherwise(signed):
    audit, _ = signed
    made = workbook_of(report_on_audit(audit), CaseSheet([]), made_at=datetime(2026, 11, 22, tzinfo=UTC))
    sheets = open_sheets(made)
    cells = {name: sheet.cells.values() for name, sheet in sheets.items()}
    assert [name for name in cells if any(cell.formula for cell in cells[name])] == []
    assert "Requires improvement" in [cell.value for cell in cells["Ratings"]]
    assert [name for name in ("Cover", "Notes") if not any(SIGNED in str(cell.value) for cell in cells[name])] == []
