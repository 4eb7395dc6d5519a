"""What leaves the unit names no case by its CRN and holds no date of birth: every part of every file is looked into."""

import datetime

import pytest

from audit.models import Audit
from audit.results.judgements.actions.judgement import record_judgement
from cases.models import Case
from tests.audit.an_audit import NO, YES, add_case, an_audit
from tests.audit.exports.workbook_file import open_sheets, parts_of
from tests.audit.management.running import output_of

pytestmark = pytest.mark.django_db
BORN = datetime.date(1990, 5, 17)
# the CRN; the date of birth as people and programs write it, and as a spreadsheet counts its days
TELLING = ("X000001", "X000002", "1990-05-17", "17/05/1990", "17 May 1990", "1990", ">33010<")


@pytest.fixture
def audit():
    audit = an_audit()
    for value in (YES, NO):
        add_case(audit, {"2.1.1": value}, comments={"2.1.1": "Seen."})
    for case in Case.objects.all():  # with a history, as an extract stores them
        case.date_of_birth, case.start_date = BORN, datetime.date(2024, 5, 16)
        case.save()
    record_judgement(audit=audit, standard="1.1", rating="Good", rationale="Read.", decided_by="Panel")
    return Audit.objects.get()


def found_in(text):
    return [each for each in TELLING if each in text]


def test_no_sheet_and_no_part_of_the_summary_workbook_tells_a_crn_or_date_of_birth(audit, tmp_path):
    path = tmp_path / "summary.xlsx"
    output_of("summarise", audit.pk, output=path)
    content = path.read_bytes()
    assert len(open_sheets(content)) > 4
    found = {name: found_in(part.decode("utf-8", "replace")) for name, part in parts_of(content).items()}
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("form", ["text", "json"])
def test_text_and_json_tell_none(audit, form):
    assert found_in(output_of("summarise", audit.pk, format=form)) == []


def test_the_exported_trail_keeps_to_numbers(audit, tmp_path):
    path = tmp_path / "trail.csv"
    output_of("export_trail", output=path)
    text = path.read_text(encoding="utf-8-sig")
    assert "Facts of the case changed" in text
    assert found_in(text) == []
