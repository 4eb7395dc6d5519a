"""What tests of several subjects of results share."""

import pytest
from django.utils import timezone

from audit.models import Answer, Audit, Review, Sample
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Team
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, add_case, an_audit


@pytest.fixture
def quality_lead(audit):
    """Asha, who leads the quality work of the audit's unit: she moves ratings and signs off."""
    return a_reviewer(audit.unit, "asha", Role.QUALITY_LEAD)


@pytest.fixture
def head(audit):
    """Hanna, the head of service, who may confirm as a second person."""
    return a_reviewer(audit.unit, "hanna", Role.HEAD_OF_SERVICE)


@pytest.fixture
def picked_by_hand(suffolk_audit):
    """The cases of the demonstration audit, as if they had been picked by hand."""
    return Sample.objects.create(audit=suffolk_audit, drawn={}, drawn_at=timezone.now(), hand_picked=True)


@pytest.fixture
def without_cases(signed_off_audit):
    """The demonstration audit, signed off, once its cases are removed. No history is kept of that: it takes seconds."""
    for rows in (Answer.objects.all(), Review.objects.all(), signed_off_audit.sampled_cases.all()):
        rows._raw_delete(rows.db)
    removed = dict.fromkeys(("cases", "reviews", "answers", "comments", "rationales"), 56)
    Audit.objects.update(removed_at=timezone.now(), removed=removed)
    return signed_off_audit


@pytest.fixture
def partly_hidden(db):
    """A signed-off audit of 20 cases whose 2.1.2 is hidden from the SPO of Ipswich, who sees seven of its ten cases."""
    audit = an_audit()
    ipswich = Team.objects.create(unit=audit.unit, name="Ipswich")
    for number in range(20):
        answers = {q.code: YES if number % 2 else NO for q in audit.framework.key_questions}
        team = ipswich if number < 7 else None
        add_case(audit, answers | ({} if number < 10 else {"2.1.2": NOT_APPLICABLE}), team=team)
    return sign_off(audit=audit)
