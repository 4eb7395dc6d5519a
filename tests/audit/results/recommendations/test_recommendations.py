"""What an audit recommends: a draft until the sign-off, released with it, kept when its cases go."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from audit.exports.as_json.summary import summary_of
from audit.exports.leaving.identifiers import places_to_check
from audit.exports.text import text_of as as_text
from audit.exports.workbook.workbook import workbook_of
from audit.models import Audit, Recommendation
from audit.planning.locking import AuditClosed
from audit.results.recommendations.actions import (
    CHANGED_MEANWHILE,
    GONE,
    NO_TEXT,
    TIED_TO_NOTHING,
    RecommendationRefused,
    add_recommendation,
    change_recommendation,
    delete_recommendation,
)
from audit.results.recommendations.reads import recommendation_version
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from audit.retention.actions import remove_cases
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import add_cases, fetched
from tests.audit.reading import text_of
from tests.audit.tables import everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
TEXT = "Every plan says what happens if the risk rises."
FILLED_IN = {"text": TEXT, "about": ["2.2", "2.2.3"]}


@pytest.fixture
def audit(audit):
    add_cases(audit, 12, {})
    return audit


def page_of(audit):
    return reverse("audit_recommendations", args=[audit.pk])


def add(audit, text=TEXT, about=("2.2.3",)):
    return add_recommendation(audit=audit, text=text, about=about)


def change(stored, **changes):
    facts = {"text": "New.", "about": stored.about, "based_on": recommendation_version(stored)} | changes
    return change_recommendation(audit=stored.audit, number=stored.pk, **facts)


def test_a_quality_lead_adds_changes_and_deletes_drafts(audit, sign_in):
    lead = sign_in("lead")
    text = text_of(lead.post(page_of(audit), FILLED_IN, follow=True))
    assert f"{TEXT} 2.2 Planning · 2.2.3 " in text
    stored = Recommendation.objects.get()
    seen = {"based_on": recommendation_version(stored)}
    lead.post(reverse("change_recommendation", args=[audit.pk, stored.pk]), FILLED_IN | {"text": "New."} | seen)
    stored.refresh_from_db()
    assert (stored.text, stored.about, stored.written_by.username) == ("New.", ["2.2", "2.2.3"], "lead")
    address = reverse("delete_recommendation", args=[audit.pk, stored.pk])
    assert "Delete this recommendation? New." in text_of(lead.get(address))
    lead.post(address, {"seen": recommendation_version(stored)})
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": " "}, NO_TEXT),
        ({"about": []}, TIED_TO_NOTHING),
        ({"about": ["2.2", "9.9"]}, TIED_TO_NOTHING),
        ({"about": ["2.2.3a"]}, TIED_TO_NOTHING),
    ],
)
def test_each_has_a_text_and_is_tied_to_standards_or_key_questions(audit, changes, told):
    with pytest.raises(RecommendationRefused, match=told):
        add(audit, **changes)


def test_the_form_names_what_is_missing_and_warns_of_names(audit, sign_in):
    lead = sign_in("lead")
    text = text_of(lead.post(page_of(audit), {"text": ""}))
    assert "Enter the recommendation" in text
    assert "Choose at least one standard or key question" in text
    text = text_of(lead.post(page_of(audit), FILLED_IN | {"text": "Mr Example must plan better."}))
    assert "This may identify someone" in text
    assert not Recommendation.objects.exists()


def test_what_a_colleague_changed_or_deleted_meanwhile_is_not_overwritten_unseen(audit):
    stored = add(audit)
    seen = recommendation_version(stored)
    change(stored)
    with pytest.raises(RecommendationRefused, match=CHANGED_MEANWHILE[:40]):
        change(stored, based_on=seen)
    stored.refresh_from_db()
    delete_recommendation(audit=audit, number=stored.pk, based_on=recommendation_version(stored))
    with pytest.raises(RecommendationRefused, match=GONE):
        change_recommendation(audit=audit, number=1, text="Later.", about=["2.2"], based_on=seen)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPO, Role.HEAD_OF_SERVICE])
def test_readers_of_the_result_read_them_once_it_is_signed_off_and_write_none(audit, client, role):
    add(audit)
    client.force_login(a_reviewer(audit.unit, "ben", role))
    assert client.get(page_of(audit)).status_code == 403
    sign_off(audit=audit)
    assert TEXT in text_of(client.get(page_of(audit)))
    assert TEXT in text_of(client.get(reverse("audit_result", args=[audit.pk])))
    client.post(page_of(audit), FILLED_IN)
    assert Recommendation.objects.count() == 1


def test_after_the_sign_off_they_change_only_once_it_is_taken_back(audit):
    stored = add(audit)
    sign_off(audit=audit)
    with pytest.raises(AuditClosed):
        change(stored)
    with pytest.raises(AuditClosed):
        add(audit)
    take_back_sign_off(audit=audit, reason="One was missing.")
    change(stored)
    assert report_on_audit(fetched(audit)).recommendations == ()
    sign_off(audit=audit)
    assert [each.text for each in report_on_audit(fetched(audit)).recommendations] == ["New."]


def test_the_audit_history_has_every_wording_of_a_draft(audit, sign_in):
    change(add(audit, text="An earlier wording."), text=TEXT)
    text = text_of(sign_in("lead").get(reverse("audit_trail", args=[audit.pk])))
    assert "Recommendation changed" in text
    assert "An earlier wording." in text


def test_a_text_sent_after_the_sign_off_comes_back_to_be_copied(audit, sign_in):
    lead = sign_in("lead")
    sign_off(audit=audit)
    refused = lead.post(page_of(audit), FILLED_IN)
    assert refused.status_code == 409
    assert TEXT in refused.content.decode()


def test_files_carry_them_and_are_checked_for_names(audit):
    add(audit, text="Ms Example plans better.")
    sign_off(audit=audit)
    report = report_on_audit(fetched(audit))
    assert summary_of(report)["recommendations"] == [{"text": "Ms Example plans better.", "about": ["2.2.3"]}]
    assert " - Ms Example plans better. (2.2.3)" in as_text(report)
    assert [str(place).split(":")[0] for place in places_to_check(report, None)] == ["Recommendation"]


def test_the_workbook_has_a_sheet_of_them_and_every_sheet_names_the_version(audit):
    add(audit)
    book = workbook_of(report_on_audit(fetched(sign_off(audit=audit))), made_at=timezone.localtime())
    sheets = CalamineWorkbook.from_filelike(BytesIO(book))
    rows = {name: sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names}
    assert rows["Recommendations"][-1] == [1.0, TEXT, "2.2.3"]
    line = str(fetched(audit).signed_version).partition(", by")[0]
    assert [name for name, found in rows.items() if line not in found[1][0]] == []


def test_they_stay_when_the_cases_go_without_what_earlier_drafts_said(audit):
    change(add(audit, text="An earlier wording."), text=TEXT)
    sign_off(audit=audit)
    Audit.objects.update(keep_until=timezone.localdate() - datetime.timedelta(days=1))
    remove_cases(audit=audit)
    assert [each.text for each in report_on_audit(fetched(audit)).recommendations] == [TEXT]
    assert "An earlier wording." not in everything_stored()
