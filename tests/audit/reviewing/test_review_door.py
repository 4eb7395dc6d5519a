"""The short way to a reviewer's own review opens nothing that the long way would not."""

import pytest

from audit.models import Review
from cases.models import Membership, Practitioner, Team, User
from cases.permissions import Role
from tests.audit.an_audit import a_unit, add_case

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def reviewer():
    return User.objects.create(username="reviewer")


def give(reviewer, audit, part=Review.Part.FIRST, **facts):
    review = add_case(audit, {}, submitted=False, **facts).reviews.get()
    review.reviewer, review.part = reviewer, part
    review.save()
    return review


def check(reviewer, opens):
    short, long = Review.objects.own_to_write_by(reviewer), Review.objects.to_write_by(reviewer)
    assert set(short) == set(opens)
    assert set(short) <= set(long)


def test_ones_own_review_is_found(reviewer, audit):
    Membership.objects.create(user=reviewer, role=Role.REVIEWER, unit=audit.unit)
    own = [give(reviewer, audit), give(reviewer, audit, part=Review.Part.SECOND)]
    check(reviewer, own)


def test_what_is_agreed_or_anothers_is_not(reviewer, audit):
    Membership.objects.create(user=reviewer, role=Role.REVIEWER, unit=audit.unit)
    give(reviewer, audit, part=Review.Part.AGREED)
    give(User.objects.create(username="colleague"), audit)
    check(reviewer, [])


@pytest.mark.parametrize("role", [role for role in Role if role != Role.REVIEWER])
def test_no_other_role_makes_a_reviewer(reviewer, audit, role):
    Membership.objects.create(user=reviewer, role=role, unit=audit.unit)
    give(reviewer, audit)
    check(reviewer, [])


def test_nor_does_the_same_role_elsewhere(reviewer, audit):
    Membership.objects.create(user=reviewer, role=Role.REVIEWER, unit=a_unit("Norfolk PDU"))
    give(reviewer, audit)
    check(reviewer, [])


def test_a_case_of_ones_own_team_is_not_found(reviewer, audit):
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    Membership.objects.create(user=reviewer, role=Role.REVIEWER, unit=audit.unit)
    Membership.objects.create(user=reviewer, role=Role.PRACTITIONER, team=team)
    give(reviewer, audit, team=team)
    give(reviewer, audit, practitioner=Practitioner.objects.create(name="Officer", team=team))
    check(reviewer, [])
