"""The page on which administrators give a PDU's reports the styles of a Word file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.exports.leaving.report_template import template_of
from audit.models import ReportTemplate
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.cases.documents.test_template import SECRET, a_template
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return a_unit()


@pytest.fixture
def admin(unit):
    return client_of(a_user("admin", Role.ADMINISTRATOR, unit))


def send(client, unit, content, name="ours.docx"):
    return client.post(f"/places/units/{unit.pk}/report-template/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_kept_for_its_pdu_without_its_text_and_replaces_the_one_before(unit, admin):
    for name in ("first.docx", "second.docx"):
        assert send(admin, unit, a_template(), name).status_code == 302
    kept = ReportTemplate.objects.get()
    assert (kept.unit, kept.name, str(kept.uploaded_by)) == (unit, "second.docx", "admin")
    assert SECRET.encode() not in template_of(unit)
    assert [row.history_user.username for row in kept.history.all()] == ["admin", "admin"]


def test_a_file_that_is_refused_is_said_with_its_reason_and_the_one_before_stays(unit, admin):
    send(admin, unit, a_template())
    page = send(admin, unit, b"text", "notes.docx").content.decode()
    assert "notes.docx is not a Word file that can be read" in page
    assert ReportTemplate.objects.get().name == "ours.docx"


def test_a_template_that_is_removed_leaves_our_own_styles(unit, admin):
    send(admin, unit, a_template())
    admin.post(f"/places/units/{unit.pk}/report-template/remove/")
    assert template_of(unit) is None
