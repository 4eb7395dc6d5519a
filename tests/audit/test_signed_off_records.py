"""The records' own pages leave as it is what is signed off, what moves cases, and what would list them."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.actions.sign_off import sign_off
from audit.models import Audit, Review
from cases.models import Event, Membership, Team, User
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.records import CASE_DATA

pytestmark = pytest.mark.django_db
NEW_AUDIT = {
    "title": "Spring round",
    "purpose": "mock_inspection",
    "about": "",
    "framework_code": "pdu-2023",
    "sampled_cases-TOTAL_FORMS": "0",
    "sampled_cases-INITIAL_FORMS": "0",
}


@pytest.fixture
def administrator(client):
    """A client signed in as a superuser who is a quality lead too, and so sees cases."""
    root = User.objects.create_superuser("root")
    Membership.objects.create(user=root, role=Role.QUALITY_LEAD)
    client.force_login(root)
    return client


@pytest.mark.parametrize("page", CASE_DATA)
def test_nothing_about_cases_is_deleted_here(administrator, records, page):
    assert administrator.post(f"/admin/{page}/{records[page].pk}/delete/", {"post": "yes"}).status_code == 403
    assert type(records[page]).objects.filter(pk=records[page].pk).exists()


def test_what_is_signed_off_is_only_read(administrator, records):
    audit = records["audit/audit"]
    sign_off(audit=audit)
    for page in ("audit/audit", "audit/review"):
        assert administrator.post(f"/admin/{page}/{records[page].pk}/change/", {"title": "Other"}).status_code == 403


def test_a_signed_off_audit_takes_no_further_review(administrator, records):
    audit = records["audit/audit"]
    bare = add_case(audit, {})
    Review.objects.filter(sampled_case=bare).delete()
    page, sent = "/admin/audit/review/add/", {"sampled_case": bare.pk, "submitted_at_0": "2026-01-01"}
    sent |= {"submitted_at_1": "00:00", "answers-TOTAL_FORMS": "0", "answers-INITIAL_FORMS": "0"}
    assertContains(administrator.get(page), f'<option value="{bare.pk}">')
    sign_off(audit=audit)
    assertNotContains(administrator.get(page), f'<option value="{bare.pk}">')
    assert administrator.post(page, sent).status_code == 200
    assert not bare.reviews.exists()


def test_the_cases_of_a_signed_off_audit_are_only_read(administrator, records):
    case = records["cases/case"]
    page = f"/admin/cases/case/{case.pk}/change/"
    assertContains(administrator.get(page), 'name="reference"')
    sign_off(audit=records["audit/audit"])
    assertNotContains(administrator.get(page), 'name="reference"')
    assert administrator.post(page, {"reference": "X999999"}).status_code == 403


@pytest.mark.parametrize("page", ["cases/case", "audit/audit", "audit/review"])
def test_an_earlier_version_is_not_put_back_into_what_is_signed_off(administrator, records, page):
    record = records[page]
    record.save()
    version = f"/admin/{page}/{record.pk}/history/{record.history.first().pk}/"
    sign_off(audit=records["audit/audit"])
    assert administrator.get(version).status_code == 200
    assert administrator.post(version, {"title": "Other", "reference": "X999999"}).status_code == 403


def test_places_do_not_move_here_since_their_cases_would_move_to_others(administrator, records):
    audit, other = records["audit/audit"], a_unit("Norfolk PDU")
    sent = NEW_AUDIT | {"unit": other.pk}
    assert administrator.post(f"/admin/audit/audit/{audit.pk}/change/", sent).status_code == 302
    assert Audit.objects.get().unit == audit.unit
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    administrator.post(f"/admin/cases/team/{team.pk}/change/", {"name": "Ipswich", "unit": other.pk})
    assert Team.objects.get().unit == audit.unit


def test_giving_a_review_to_somebody_and_opening_it_again_are_in_the_trail_and_a_signed_off_one_stays(administrator):
    sampled = add_case(an_audit(), {"2.1.1": YES})
    review, asha = sampled.reviews.get(), User.objects.create(username="asha")
    page = f"/admin/audit/review/{review.pk}/change/"
    sent = {"reviewer": asha.pk, "answers-TOTAL_FORMS": "0", "answers-INITIAL_FORMS": "0"}
    assert administrator.post(page, sent).status_code == 302
    told = Event.objects.filter(audit=sampled.audit_id).values_list("kind", "details__to", "details__what")
    assert set(told) == {("allocated", "asha", "the review of Case 1"), ("reopened", None, "the review of Case 1")}
    Review.objects.update(submitted_at="2026-01-01T00:00Z")
    sign_off(audit=sampled.audit)
    assert administrator.post(page, sent).status_code == 403


def test_what_an_open_audit_copied_of_its_case_is_read_there_and_corrected_on_the_audits_own_page(
    administrator, records
):
    page = f"/admin/cases/case/{records['cases/case'].pk}/change/"
    assertContains(administrator.get(page), 'name="end_date"')
    assertNotContains(administrator.get(page), 'name="rosh_level"')
