"""A re-audit is linked to the earlier audit that it follows."""

import pytest
from pytest_django.asserts import assertContains

from audit.models import Audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.planning.test_plan_pages import AUDIT, based_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return an_audit()


def plan(client, page, unit, **sent):
    return client.post(page, AUDIT | {"unit": unit.pk, "keep_months": "12", "title": "Re-audit", **sent})


@pytest.mark.parametrize("page", ["/audits/new/", "/audits/{first}/again/"])
def test_a_new_audit_follows_the_earlier_one_that_was_chosen(first, sign_in, page):
    plan(sign_in("lead"), page.format(first=first.pk), first.unit, follows=first.pk)
    assert Audit.objects.get(title="Re-audit").follows == first


def test_planning_again_proposes_to_follow_the_audit_it_begins_from(first, sign_in):
    assertContains(sign_in("lead").get(f"/audits/{first.pk}/again/"), f'<option value="{first.pk}" selected>')


def test_an_audit_follows_none_of_another_unit(first, sign_in):
    """A tampered or mistaken choice would compare two places."""
    elsewhere = an_audit("Norwich", unit=a_unit("Norfolk PDU"))
    assertContains(
        plan(sign_in("lead"), "/audits/new/", first.unit, follows=elsewhere.pk), "Choose an audit from the list"
    )
    assert not Audit.objects.filter(title="Re-audit").exists()


def test_the_link_can_be_set_and_removed_until_the_sign_off_but_never_to_a_later_audit(first, sign_in):
    second = an_audit("Second")
    page, client = f"/audits/{second.pk}/plan/", sign_in("lead")

    def send(follows):
        client.post(page, AUDIT | {"title": "Second", "follows": follows, "based_on": based_on(client.get(page))})
        second.refresh_from_db()
        return second.follows

    assert send(first.pk) == first
    assert send("") is None
    assert send(first.pk) == first
    assert f'value="{second.pk}"' not in client.get(f"/audits/{first.pk}/plan/").content.decode()
    sign_off(audit=second, without_result=True)
    assert client.post(page, AUDIT | {"title": "Second", "follows": ""}).status_code == 302
    second.refresh_from_db()
    assert second.follows == first


def test_who_plans_in_two_units_chooses_only_among_audits_of_the_one_planned_in(first, sign_in):
    elsewhere = an_audit("Norwich", unit=a_unit("Norfolk PDU"))
    client = sign_in("lead")
    lead = User.objects.get(username="lead")
    Membership.objects.create(user=lead, role=Role.QUALITY_LEAD, unit=elsewhere.unit)
    assertContains(plan(client, "/audits/new/", first.unit, follows=elsewhere.pk), "is of another PDU")
    assertContains(client.get("/audits/new/"), "Norfolk PDU: Norwich")
