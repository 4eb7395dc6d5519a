"""What leaves of one audit beside its figures: the change since an earlier audit, and how far reviewers agree."""

import pytest

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.reads import contents_of
from audit.models import Audit
from audit.results.change.pages.change import build_change
from audit.results.change.reads import results_of_unit
from audit.results.reads import report_open_to
from cases.models import User
from tests.audit.an_audit import a_unit
from tests.audit.results.change.earlier_audits import signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def second(sign_in):
    """A signed-off audit after another of its PDU."""
    a_unit()
    signed("First", yes={"2.1.3": 7})
    return Audit.objects.for_report().get(pk=signed("Second", yes={"2.1.3": 9}).pk)


def as_seen_by(sign_in, audit, name):
    sign_in(name)
    user = User.objects.get(username=name)
    tell_access(audit, user)
    return user


def test_outside_the_change_is_what_the_page_shows_to_a_reader_who_sees_no_case(second, sign_in):
    viewer = as_seen_by(sign_in, second, "viewer")
    page = build_change(report_open_to(viewer, second), results_of_unit(viewer, second), second)
    leaving = contents_of(second, Leaving()).change
    assert leaving.compared
    assert (leaving.compared, leaving.lines, leaving.reach) == (page.compared, page.lines, page.reach)


@pytest.mark.parametrize(
    ("name", "profile", "leaves"),
    [("lead", Profile.INSIDE, True), ("lead", Profile.TEAM, False), ("lead", Profile.OUTSIDE, False)],
)
def test_how_far_reviewers_agree_leaves_only_with_the_quality_lead_for_inside(second, sign_in, name, profile, leaves):
    user = as_seen_by(sign_in, second, name)
    agreements = contents_of(second, Leaving(profile, {}, user)).agreements
    assert bool(agreements) is leaves
