"""In files numbers stand for people: the same in every file of an audit, others in the next audit."""

import pytest

from audit.exports.leaving.actions import numbers_for
from audit.exports.leaving.stand_in_numbers import new_numbers
from audit.models import StandIn
from cases.models import Practitioner, Team, User
from tests.audit.an_audit import an_audit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def audit():
    return an_audit()


@pytest.fixture
def officers(audit):
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    return [Practitioner.objects.create(team=team, name=f"Officer {place}").pk for place in range(8)]


@pytest.fixture
def reviewers():
    return [User.objects.create(username=f"reviewer{place}").pk for place in range(8)]


def test_a_person_keeps_the_number_in_every_file_of_an_audit_and_no_two_share_one(audit, officers, reviewers):
    first = numbers_for(audit=audit, practitioners=officers[:5], reviewers=reviewers[:2])
    second = numbers_for(audit=audit, practitioners=officers, reviewers=reviewers)
    assert first.practitioners.items() <= second.practitioners.items()
    assert first.reviewers.items() <= second.reviewers.items()
    given = [*second.practitioners.values(), *second.reviewers.values()]
    assert len(set(given)) == 16
    assert {len(str(number)) for number in given} == {4}


def test_another_audit_gives_the_same_people_other_numbers(audit, officers, reviewers):
    audits = (audit, an_audit("The next one"))
    first, second = (numbers_for(audit=each, practitioners=officers, reviewers=reviewers) for each in audits)
    assert first != second
    assert sorted(first.practitioners.values()) != list(first.practitioners.values()), "the order says nothing"


def test_a_file_without_people_gives_no_numbers(audit):
    assert numbers_for(audit=audit, practitioners=(), reviewers=()) == ({}, {})
    assert not StandIn.objects.exists()


@pytest.mark.parametrize(("taken", "wanted", "digits"), [(0, 4_500, 4), (0, 4_501, 5), (4_400, 101, 5)])
def test_numbers_grow_a_digit_before_they_run_short(taken, wanted, digits):
    taken = set(range(1_000, 1_000 + taken))
    numbers = new_numbers(taken, wanted)
    assert len(set(numbers) - taken) == wanted
    assert {len(str(number)) for number in numbers} == {digits}
