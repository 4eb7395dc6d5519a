"""What is written about a standard: a draft of those who moderate, then what the sign-off released."""

import pytest

from audit.models import Audit
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from audit.results.texts import WrittenStandard
from audit.results.versions import audit_as_signed
from tests.audit.an_audit import YES, add_case, an_audit, fetched
from tests.audit.evidence.written import write_text

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
WRITTEN = WrittenStandard("Leaders know the unit.", ("Clear plans", "Good data"), ())


@pytest.fixture
def audit():
    """A running audit with one case, and a text on 1.1."""
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    drafts = {"narrative": WRITTEN.narrative, "strengths": "Clear plans\n\n Good data \n"}
    write_text(audit, "1.1", draft_rating="Good", **drafts)
    write_text(audit, "1.2", draft_rating="Good")
    return audit


def test_a_running_report_has_the_drafts_and_a_file_for_outside_has_none(audit):
    assert report_on_audit(fetched(audit)).texts == {"1.1": WRITTEN}
    assert report_on_audit(fetched(audit), outside=True).texts == {}


def test_the_sign_off_releases_what_is_written_then_and_nothing_later_changes_it(audit):
    sign_off(audit=audit)
    write_text(audit, "1.1", narrative="Written later.")
    assert report_on_audit(fetched(audit)).texts == {"1.1": WRITTEN}
    assert report_on_audit(fetched(audit), outside=True).texts == {"1.1": WRITTEN}


def test_an_earlier_version_keeps_its_texts(audit):
    sign_off(audit=audit)
    take_back_sign_off(audit=audit, reason="A slip.")
    write_text(audit, "1.1", narrative="Corrected.")
    earlier = audit_as_signed(fetched(audit), audit.earlier_versions.get())
    assert report_on_audit(earlier).texts == {"1.1": WRITTEN}
    assert report_on_audit(fetched(audit)).texts["1.1"].narrative == "Corrected."


def test_a_result_signed_off_before_there_were_texts_opens_without_them(audit):
    sign_off(audit=audit)
    signed = Audit.objects.get()
    del signed.snapshot["texts"]
    signed.save()
    assert report_on_audit(fetched(audit)).texts == {}
