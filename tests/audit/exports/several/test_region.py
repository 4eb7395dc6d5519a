"""The region workbook: one row for each audit and key question, with the figures of each audit's own report."""

from io import BytesIO

import pytest

from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.exports.several.region import write_region
from audit.models import Audit
from tests.audit.an_audit import a_unit, add_cases, an_audit
from tests.audit.exports.workbook_file import FIRST, open_sheets
from tests.audit.results.change.earlier_audits import signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def sheets():
    """The workbook of a signed-off audit and of a running one that is half reviewed."""
    signed("Suffolk", yes={"2.1.3": 7})
    add_cases(an_audit("Norfolk", a_unit("Norfolk PDU")), 12, {"2.1.3": 9})
    stream = BytesIO()
    audits = Audit.objects.for_report().order_by("pk")
    write_region((contents_of(audit, Leaving()) for audit in audits), stream)
    return open_sheets(stream.getvalue())


def test_there_is_one_row_for_each_audit_and_key_question(sheets):
    rows = sheets["Key questions"].rows(FIRST)
    assert [row[3] for row in rows] == ["Suffolk PDU"] * 12 + ["Norfolk PDU"] * 12
    suffolk, norfolk = (row for row in rows if row[5] == "2.1.3")
    assert suffolk[7:14] == [7, 13, 0, 0, 20, 35, 18.1]
    assert norfolk[7:13] == [9, 3, 0, 0, 12, 75]
    assert [suffolk[15], norfolk[15]] == ["Inadequate", "Good"]


def test_each_audit_says_whether_it_is_signed_off_and_what_to_know_before_it_is_compared(sheets):
    suffolk, norfolk = sheets["Audits"].rows(FIRST)
    assert [suffolk[6], suffolk[8], norfolk[6], norfolk[7], norfolk[8]] == [20, 1, 12, "", ""]


def test_every_sheet_says_that_these_are_no_inspections_and_the_dictionary_knows_each_column(sheets):
    assert [name for name, sheet in sheets.items() if "Not inspections" not in sheet.value("A2")] == []
    assert [row[:2] for row in sheets["Dictionary"].rows(FIRST) if not row[2]] == []


def test_no_heading_is_cut_off(sheets):
    """“95% interval from” takes three lines in a column of ten characters."""
    headings = next(row for row in sheets["Key questions"].find("row") if row.get("r") == "3")
    assert float(headings.get("ht")) == 45
