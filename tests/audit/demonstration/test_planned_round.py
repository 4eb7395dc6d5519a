"""The demonstration's third audit: drawn from an invented extract, waiting to be given to reviewers."""

import pytest

from audit.demonstration.actions.demonstration import add_demonstration_users
from audit.demonstration.actions.planned_round import TITLE, load_planned_round
from audit.models import Audit
from audit.planning.actions.reviewers import share_out_reviews

pytestmark = [pytest.mark.slow, pytest.mark.on_postgresql]


@pytest.fixture
def planned(suffolk_audit, settings):
    settings.DEBUG = True  # the sign-ins of the demonstration need it
    add_demonstration_users()
    assert load_planned_round()
    return Audit.objects.get(title=TITLE)


def test_it_is_there_once_with_a_sample_reserves_and_reviewers(planned):
    assert planned.sampled_cases.count() == 40
    assert planned.reserves.count() >= 4
    assert planned.sample_of().drawn["rows"] >= 5_900  # some of the 6,000 rows are blank
    assert not load_planned_round()


def test_its_cases_can_be_shared_out(planned):
    shared = share_out_reviews(audit=planned)
    assert sorted(number for _, number in shared.given) == [15, 25]
    assert shared.left == []
