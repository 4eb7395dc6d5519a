"""A save decides in Python whether a review is one's own to answer, by the same rule as the query that pages use."""

import datetime
import itertools

import pytest
from django.utils import timezone

from audit.models import Reading, Review, SharedCase
from audit.models.reviewing.review import reviews_to_save
from audit.together.actions.marking import mark_for_all
from cases.models import Case, Membership, Practitioner, Team, User
from cases.permissions import Role
from tests.audit.a_sample import add_reserve, replace_by_hand
from tests.audit.an_audit import a_unit, add_case, an_audit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]


def make_reviews(audit, reviewer):
    """Cases of each team and practitioner's team there may be, of each part, and each thing that closes a case."""
    teams = [None, *(Team.objects.create(unit=audit.unit, name=name) for name in ("Ipswich", "Lowestoft"))]
    officers = [None, *(Practitioner.objects.create(name=f"Officer of {team}", team=team) for team in teams[1:])]
    for team, officer in itertools.product(teams, officers):
        review = add_case(audit, {}, submitted=False, team=team, practitioner=officer).reviews.get()
        Review.objects.filter(pk=review.pk).update(reviewer=reviewer)
        for part in (Review.Part.SECOND, Review.Part.AGREED):
            Review.objects.create(sampled_case=review.sampled_case, part=part, reviewer=reviewer)
    add_case(audit, {}, submitted=False)
    for close in (replace_by_hand, _restrict, _submit):
        sampled = add_case(audit, {}, submitted=False).reviews.get().sampled_case
        Review.objects.filter(sampled_case=sampled).update(reviewer=reviewer)
        close(sampled)
    return teams[1]


def _restrict(sampled):
    Case.objects.filter(pk=sampled.case_id).update(restricted_digest="abc")


def _submit(sampled):
    sampled.reviews.update(submitted_at=timezone.now())


PLACES = ("nation", "region", "unit", "team", "other region", "other unit", "other team")


def place_of(name, audit, team):
    """{field of a Membership: place}."""
    other = a_unit("Kent PDU", "South East") if name.startswith("other") else None
    kind = name.removeprefix("other ")
    unit = other or audit.unit
    team = Team.objects.create(unit=other, name="Dover") if other else team
    return {"nation": {}, "region": {"region": unit.region}, "unit": {"unit": unit}, "team": {"team": team}}[kind]


def own_by_each_rule(user):
    """({numbers} by the query, {numbers} by the rule in Python)."""
    user = User.objects.get(pk=user.pk)  # as at the next request
    fetched = {review.pk for review in reviews_to_save() if review.is_own_to_write_by(user)}
    return set(Review.objects.own_to_write_by(user).values_list("pk", flat=True)), fetched


@pytest.fixture
def user():
    return User.objects.create(username="asha")


@pytest.mark.parametrize("place", PLACES)
def test_both_rules_agree_for_every_role_beside_a_reviewers_and_alone(user, place):
    audit = an_audit()
    where = place_of(place, audit, make_reviews(audit, user))
    seen = set()
    for role, reviewer in itertools.product(Role, (False, True)):
        Membership.objects.all().delete()
        Membership.objects.create(user=user, role=role, **where)
        if reviewer:
            Membership.objects.create(user=user, role=Role.REVIEWER, unit=audit.unit)
        queried, decided = own_by_each_rule(user)
        assert queried == decided, (role, place, reviewer)
        seen.add(len(queried))
    assert len(seen) > 1


@pytest.mark.parametrize(
    "times", [{"started_at": 1}, {"ended_at": -1}, {"started_at": -2, "ended_at": 1}, {"ended_at": 1}]
)
def test_both_rules_agree_on_a_role_that_is_to_begin_or_over(user, times):
    audit = an_audit()
    make_reviews(audit, user)
    moments = {field: timezone.now() + datetime.timedelta(days=days) for field, days in times.items()}
    role = Membership.objects.create(user=user, role=Role.REVIEWER, unit=audit.unit, **moments)
    queried, decided = own_by_each_rule(user)
    assert queried == decided
    assert bool(decided) == Membership.objects.current().filter(pk=role.pk).exists()


def test_both_rules_agree_while_a_case_is_to_be_read_first_and_afterwards(user):
    audit = an_audit()
    make_reviews(audit, user)
    Membership.objects.create(user=user, role=Role.REVIEWER, unit=audit.unit)
    case = Case.objects.create(unit=audit.unit, reference="X000099")
    facts = {"number": 1, "stratum": "Men", "position": 1, "facts_as_of": timezone.now()}
    reading = Reading.objects.create(
        shared_case=SharedCase.objects.create(audit=audit, case=case, **facts), reviewer=user
    )
    assert own_by_each_rule(user) == (set(), set())
    Reading.objects.filter(pk=reading.pk).update(submitted_at=timezone.now())
    queried, decided = own_by_each_rule(user)
    assert queried == decided != set()


def test_a_lead_who_also_reviews_reads_first_too_and_still_answers_for_others(user):
    audit = an_audit()
    own, others = (add_case(audit, {}, submitted=False).reviews.get() for _ in range(2))
    Review.objects.filter(pk=own.pk).update(reviewer=user)
    for role in (Role.REVIEWER, Role.QUALITY_LEAD):
        Membership.objects.create(user=user, role=role, unit=audit.unit)
    case = Case.objects.create(unit=audit.unit, reference="X000099")
    mark_for_all(audit=audit, reserve=add_reserve(audit, case))
    assert [*Review.objects.to_write_by(user)] == [others]
