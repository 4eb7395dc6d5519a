"""The list of audits: how far each is, which ones match, and what the list costs."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, add_cases, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def lead(client):
    """A quality lead of one region, signed in."""
    user = User.objects.create(username="lead")
    Membership.objects.create(user=user, role=Role.QUALITY_LEAD, region=a_unit().region)
    client.force_login(user)
    return client


@pytest.fixture
def audits():
    """An audit in each state, each of a unit of its own, and one of another region."""
    made = {title: an_audit(title, a_unit(f"{title} PDU")) for title in ("Planned", "Begun", "Reviewed", "Signed")}
    for title in ("Begun", "Reviewed", "Signed"):
        add_case(made[title], {"2.1.1": YES})
    add_case(made["Begun"], {}, submitted=False)
    sign_off(audit=made["Signed"])
    an_audit("Elsewhere", a_unit("Durham PDU", "North East"))
    return made


def page_at(client, query=""):
    return client.get(f"{reverse('audit_list')}?{query}")


def titles(client, query=""):
    return re.findall(r'role="rowheader"[^>]*><a [^>]*>([^<]+)</a>', page_at(client, query).content.decode())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Signed", "Reviewed", "Begun", "Planned"]),
        ("state=planned", ["Planned"]),
        ("state=in_progress", ["Begun"]),
        ("state=provisional", ["Reviewed"]),
        ("state=signed_off", ["Signed"]),
        ("q=REVIEW", ["Reviewed"]),
        ("q=elsewhere", []),
        ("sort=title", ["Begun", "Planned", "Reviewed", "Signed"]),
        ("sort=-unit", ["Signed", "Reviewed", "Planned", "Begun"]),
    ],
)
def test_audits_are_found_by_how_far_they_are_and_by_title(lead, audits, query, found):
    assert titles(lead, query) == found


def test_only_units_with_audits_that_one_may_see_are_offered_and_searched(lead, audits):
    offered = re.findall(r'<option value="\d+">([^<]+)<', page_at(lead).content.decode())
    assert offered == ["Begun PDU", "Planned PDU", "Reviewed PDU", "Signed PDU"]
    elsewhere = Audit.objects.get(title="Elsewhere").unit_id
    assert "Select a valid choice" in text_of(page_at(lead, f"unit={elsewhere}"))
    assert titles(lead, f"unit={audits['Begun'].unit_id}") == ["Begun"]


def test_an_audit_shows_when_its_reviews_are_due_and_how_many_are_done(lead, audits):
    Audit.objects.filter(title="Begun").update(review_until=datetime.date(2026, 5, 3))
    assert "Begun PDU East of England Mock inspection In progress 1 of 2 3 May 2026 Not" in text_of(page_at(lead))


@pytest.mark.slow
def test_the_list_of_three_hundred_audits_takes_at_most_nine_queries(lead):
    first = an_audit("Round 0")
    add_cases(first, 3, {})
    Audit.objects.bulk_create(_copy(first, number) for number in range(1, 300))
    with CaptureQueriesContext(connection) as asked:
        assert "1 to 100 of 300 audits" in text_of(page_at(lead, "per_page=100&sort=title&q=round"))
    assert len([query for query in asked if query["sql"].startswith("SELECT")]) <= 9


def _copy(audit, number):
    facts = ("unit_id", "framework_code", "framework_version", "framework_checksum")
    return Audit(title=f"Round {number}", **{fact: getattr(audit, fact) for fact in facts})
