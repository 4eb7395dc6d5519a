"""What an audit that is stored may keep, and a new title or due day may not be."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from audit.models import Audit
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.planning.test_plan_pages import AUDIT, TODAY, YESTERDAY, based_on
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(sign_in):
    a_unit()
    return sign_in("lead")


def test_a_due_day_cannot_be_moved_into_the_past_and_one_that_is_over_already_stays(lead):
    page, over = f"/audits/{an_audit().pk}/plan/", TODAY - datetime.timedelta(days=9)
    Audit.objects.update(review_until=over)
    before = {"review_from": "", "review_until": over.isoformat()}
    response = lead.post(page, AUDIT | before | {"review_until": YESTERDAY, "based_on": based_on(lead.get(page))})
    assert "Reviews due by must be today or a later date" in text_of(response)
    assertRedirects(lead.post(page, AUDIT | before | {"based_on": based_on(response)}), f"{page[:-5]}tasks/")


def test_an_audit_gets_no_title_that_another_of_its_pdu_has_but_keeps_its_own(lead):
    first, twin, elsewhere = an_audit(), an_audit(), an_audit(title="Now another", unit=a_unit("Norfolk PDU"))
    same = AUDIT | {"title": " mock  INSPECTION", "unit": first.unit_id, "keep_months": "12"}
    for page in ("/audits/new/", f"/audits/{first.pk}/again/"):
        assertContains(lead.post(page, same), "Another audit of this PDU has this title")
    page = f"/audits/{twin.pk}/plan/"
    stays = AUDIT | {"title": twin.title, "based_on": based_on(lead.get(page))}
    assertRedirects(lead.post(page, stays), f"/audits/{twin.pk}/tasks/")
    changed = AUDIT | {"title": elsewhere.title, "based_on": based_on(lead.get(page))}
    assertRedirects(lead.post(page, changed), f"/audits/{twin.pk}/tasks/")
    assertContains(lead.post(page, AUDIT | {"title": "MOCK inspection"}), "Another audit of this PDU has this title")


def test_a_title_holds_no_invisible_characters(lead):
    turned = AUDIT | {"title": "Mock \u202einspection"}
    for page in ("/audits/new/", f"/audits/{an_audit().pk}/plan/"):
        response = lead.post(page, turned | {"unit": a_unit().pk})
        assert "an invisible character in the title (U+202E, right-to-left override)" in text_of(response)
