"""A case's trail finds what is about the case among all events of its audit, and reads those of one page."""

import pytest

from audit.models import SampledCase
from audit.trail.actions import record_cases_listed
from audit.trail.case_trail import CaseTrail, events_about
from cases.actions.trail import record_event
from cases.models import Event, User
from tests.audit.an_audit import add_case, an_audit
from tests.audit.statements import rows_of, statements_of
from tests.audit.trail.slow_trail import slow_events_about

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def asha():
    return User.objects.create(username="asha")


@pytest.fixture
def first():
    return add_case(an_audit(), {})


@pytest.mark.parametrize("number", [1, 2, 11])
def test_a_case_finds_the_events_that_are_about_it(first, asha, number):
    other = add_case(first.audit, {})
    sampled = SampledCase(audit=first.audit, number=number, case=first.case)
    for details in ({"cases": [1, 11]}, {"cases": [2]}, {"cases": []}, {"rows": 0}, {"rows": 3}, {"what": "1"}, {}):
        for case in (None, first.case, other.case):
            record_event(kind=Event.Kind.CASE_VIEWED, audit=first.audit_id, case=case, by=asha, **details)
    record_event(kind=Event.Kind.EXPORTED, audit=first.audit_id + 1, rows=3, by=asha)
    found = list(events_about(sampled).values_list("pk", flat=True))
    assert found == slow_events_about(sampled)
    assert len(found) > 5


def test_a_page_reads_its_own_events_however_often_the_case_was_seen(first, asha):
    for _ in range(20):
        record_cases_listed(audit=first.audit, what="a list", numbers=[1], by=asha)
    asked = statements_of(lambda: CaseTrail(first)[:5])
    read = [len(rows_of(statement)) for statement in asked if "cases_event" in statement and "cases_user" in statement]
    assert sum(read) == 5
