"""Cases are shared out among an audit's reviewers: evenly or by capacity, and by the rules of allocation."""

from itertools import chain

import pytest

from audit.models import Review
from audit.moderating.actions.second_reviews import mark_for_second_review
from audit.planning.actions.allocation import allocate
from audit.planning.actions.plan import ChangedMeanwhile
from audit.planning.actions.reviewers import set_reviewers, share_out_reviews
from audit.planning.locking import AuditClosed
from audit.planning.reads import reviewers_version
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Event, Membership, Practitioner, Team
from cases.permissions import Role
from tests.audit.a_review import FIRST, SECOND, a_reviewer, read_once
from tests.audit.a_sample import replace_by_hand
from tests.audit.an_audit import add_case

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def ben(audit):
    return a_reviewer(audit.unit, "ben")


def add_cases(audit, number, team="Ipswich"):
    """Add so many cases of one practitioner in this team; none has a reviewer yet."""
    team, _ = Team.objects.get_or_create(unit=audit.unit, name=team)
    practitioner, _ = Practitioner.objects.get_or_create(name=f"P. {team.name}", team=team)
    found = [add_case(audit, {}, submitted=False, team=team, practitioner=practitioner) for _ in range(number)]
    Review.objects.filter(sampled_case__in=found).delete()
    return found


def given(audit, part=FIRST):
    """{user name: numbers of the cases}."""
    reviews = Review.objects.filter(sampled_case__audit=audit, part=part, reviewer__isnull=False)
    found = {}
    for review in reviews.select_related("sampled_case", "reviewer").order_by("sampled_case__number"):
        found.setdefault(review.reviewer.username, []).append(review.sampled_case.number)
    return found


def test_cases_are_shared_out_evenly_and_the_trail_tells_each(audit, asha, ben):
    add_cases(audit, 7)
    set_reviewers(audit=audit, capacities={asha: None, ben: None})
    shared = share_out_reviews(audit=audit, by=asha)
    assert sorted(number for _, number in shared.given) == [3, 4]
    assert sorted(chain(*given(audit).values())) == [1, 2, 3, 4, 5, 6, 7]
    assert Event.objects.filter(kind=Event.Kind.ALLOCATED, user=asha).count() == 7


def test_capacities_are_kept_to_and_the_cases_left_over_are_listed(audit, asha, ben):
    add_cases(audit, 5)
    set_reviewers(audit=audit, capacities={asha: 1, ben: 3})
    shared = share_out_reviews(audit=audit)
    assert {name: len(numbers) for name, numbers in given(audit).items()} == {"asha": 1, "ben": 3}
    assert len(shared.left) == 1


def test_nobody_gets_a_case_of_their_own_team(audit, asha, ben):
    add_cases(audit, 4)
    add_cases(audit, 4, "Lowestoft")
    Membership.objects.create(user=asha, role=Role.PRACTITIONER, team=Team.objects.get(name="Ipswich"))
    set_reviewers(audit=audit, capacities={asha: None, ben: None})
    share_out_reviews(audit=audit)
    assert given(audit) == {"ben": [1, 2, 3, 4], "asha": [5, 6, 7, 8]}


def test_what_a_reviewer_has_already_stays_and_counts(audit, asha, ben):
    first, *_ = add_cases(audit, 3)
    allocate(sampled=first, reviewer=asha)
    set_reviewers(audit=audit, capacities={asha: None, ben: None})
    share_out_reviews(audit=audit)
    assert given(audit) == {"asha": [1, 3], "ben": [2]} or given(audit) == {"asha": [1, 2], "ben": [3]}
    assert share_out_reviews(audit=audit).given == []


def test_a_second_review_goes_to_another_person_than_the_first(audit, asha, ben):
    for sampled in add_cases(audit, 4):
        allocate(sampled=sampled, reviewer=asha if sampled.number % 2 else ben)
        mark_for_second_review(sampled=sampled)
    set_reviewers(audit=audit, capacities={asha: None, ben: None})
    share_out_reviews(audit=audit, part=SECOND)
    assert given(audit, SECOND) == {"asha": [2, 4], "ben": [1, 3]}


def test_a_replaced_case_is_given_to_nobody(audit, asha):
    replaced, _ = add_cases(audit, 2)
    replace_by_hand(replaced)
    set_reviewers(audit=audit, capacities={asha: None})
    share_out_reviews(audit=audit)
    assert given(audit) == {"asha": [2]}


def test_who_is_no_reviewer_there_any_more_gets_nothing(audit, asha, ben):
    add_cases(audit, 2)
    set_reviewers(audit=audit, capacities={asha: None, ben: None})
    ben.memberships.update(role=Role.PRACTITIONER)
    share_out_reviews(audit=audit)
    assert given(audit) == {"asha": [1, 2]}


def test_who_reviews_is_changed_with_history(audit, asha, ben):
    set_reviewers(audit=audit, capacities={asha: 5, ben: None}, by=asha)
    set_reviewers(audit=audit, capacities={asha: 8}, by=ben)
    reviewer = audit.reviewers.get()
    assert (reviewer.user, reviewer.capacity) == (asha, 8)
    assert [(old.capacity, old.history_user) for old in reviewer.history.all()] == [(8, ben), (5, asha)]


def test_a_user_who_saw_an_older_list_does_not_change_who_reviews(audit, asha, ben):
    seen = reviewers_version(audit.reviewers.all())
    set_reviewers(audit=audit, capacities={asha: 5, ben: 20}, based_on=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        set_reviewers(audit=audit, capacities={asha: None}, based_on=seen)
    assert refused.value.stored == {asha: 5, ben: 20}
    assert audit.reviewers.count() == 2
    set_reviewers(audit=audit, capacities={asha: None}, based_on=refused.value.version)
    assert audit.reviewers.get().capacity is None


def test_to_say_again_what_is_stored_already_is_no_change_whatever_it_was_based_on(audit, asha):
    set_reviewers(audit=audit, capacities={asha: 5})
    set_reviewers(audit=audit, capacities={asha: 5}, based_on="older")
    assert audit.reviewers.get().history.count() == 1


def test_nothing_is_shared_out_once_the_audit_is_signed_off(audit, asha):
    read_once(audit, asha)
    sign_off(audit=audit)
    with pytest.raises(AuditClosed):
        share_out_reviews(audit=audit)
