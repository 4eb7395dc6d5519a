"""A reviewer with two reviews, taken along as a workbook."""

import pytest

from audit.models import Review
from cases.models import Team
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.uploads import a_person, answer


@pytest.fixture
def renas_audit(db):
    team = Team.objects.create(unit=a_unit(), name="Ipswich")
    audit = an_audit()
    for _ in range(2):
        add_case(audit, {}, submitted=False, team=team)
    Review.objects.update(reviewer=a_person("rena"))
    return audit


@pytest.fixture
def review(renas_audit):
    """Rena's, with one answer: 2.1.1 is sufficient."""
    review = Review.objects.for_page().first()
    answer(review, "2.1.1", YES, "Seen in the\r\nassessment", 0)
    return review


@pytest.fixture
def rena(client, review):
    client.force_login(review.reviewer)
    return client
