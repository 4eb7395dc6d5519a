"""An audit with a case that its reviewers read together."""

import pytest

from audit.planning.actions.allocation import allocate
from audit.planning.actions.reviewers import set_reviewers
from audit.together.actions.marking import mark_for_all
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.a_sample import a_drawn_sample, picked, store_drawn
from tests.audit.an_audit import an_audit


@pytest.fixture
def drawn_audit(db):
    """A drawn sample of three with two in reserve, reviewed by Asha and Ben, who have a case each."""
    audit = an_audit()
    reserves = [picked(number, reserve=True, position=number - 3) for number in (4, 5)]
    store_drawn(audit, a_drawn_sample([picked(1), picked(2), picked(3), *reserves]))
    people = [a_reviewer(audit.unit, name) for name in ("asha", "ben")]
    set_reviewers(audit=audit, capacities=dict.fromkeys(people))
    for number, person in enumerate(people, start=1):
        allocate(sampled=audit.sampled_cases.get(number=number), reviewer=person)
    return audit


@pytest.fixture
def lead(drawn_audit):
    return a_reviewer(drawn_audit.unit, "lead", Role.QUALITY_LEAD)


@pytest.fixture
def shared(drawn_audit, lead):
    return mark_for_all(audit=drawn_audit, reserve=drawn_audit.reserves.first(), by=lead)
