"""Who gets which case: never one of their own team, and never both reviews of one case."""

import random

import pytest

from audit.models import Answer, Review, SampledCase
from audit.moderating.actions.second_reviews import (
    draw_second_reviews,
    mark_for_second_review,
    remove_from_second_review,
)
from audit.moderating.actions.send_back import send_back
from audit.planning.actions.allocation import AllocationRefused, allocate
from audit.planning.locking import AuditClosed
from audit.results.sign_off.actions.sign_off import sign_off
from audit.trail.audit_trail import AuditTrail
from cases.models import Event, Membership, Team, User
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, add_cases, an_audit
from tests.audit.review_forms import a_reviewer, an_open_review

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
FIRST, SECOND = Review.Part.FIRST, Review.Part.SECOND


@pytest.fixture
def review():
    return an_open_review()


@pytest.fixture
def tom(review):
    return a_reviewer("tom", review.audit.unit)


def test_a_case_is_given_to_a_reviewer_and_to_another_one_with_what_was_answered(review, tom):
    allocate(sampled=review.sampled_case, reviewer=tom)
    assert Review.objects.get().reviewer == tom
    told = Event.objects.get(kind=Event.Kind.ALLOCATED).details
    assert (told["what"], told["to"]) == ("the review of Case 1", "tom")


def test_giving_it_to_the_same_person_again_is_nothing_new(review):
    allocate(sampled=review.sampled_case, reviewer=review.reviewer)
    assert not Event.objects.exists()


def test_the_second_review_goes_to_another_person(review, tom):
    allocate(sampled=review.sampled_case, reviewer=tom, part=SECOND)
    assert {r.part: r.reviewer for r in Review.objects.all()} == {FIRST: review.reviewer, SECOND: tom}
    with pytest.raises(AllocationRefused, match="asha has the other review of it"):
        allocate(sampled=review.sampled_case, reviewer=review.reviewer, part=SECOND)
    with pytest.raises(AllocationRefused, match="tom has the other review of it"):
        allocate(sampled=review.sampled_case, reviewer=tom, part=FIRST)


def test_a_user_who_answered_in_a_first_review_that_went_to_another_reviewer_does_not_get_its_second(review, tom):
    asha = review.reviewer
    Answer.objects.create(review=review, question="2.1.1", value=YES, answered_by=asha)
    allocate(sampled=review.sampled_case, reviewer=tom)
    sampled = SampledCase.objects.get(pk=review.sampled_case.pk)
    with pytest.raises(AllocationRefused, match="asha has answered in the other review"):
        allocate(sampled=sampled, reviewer=asha, part=SECOND)


@pytest.mark.parametrize("role", [Role.SPO, Role.PRACTITIONER])
def test_nobody_gets_a_case_of_a_team_in_which_they_have_a_role(review, tom, role):
    held = Membership.objects.create(user=tom, role=role, team=Team.objects.get(name="Ipswich"))
    with pytest.raises(AllocationRefused, match="tom's own team"):
        allocate(sampled=review.sampled_case, reviewer=tom)
    held.team = Team.objects.create(unit=review.audit.unit, name="Lowestoft")
    held.save()
    # roles are read once per request, and the next request has a User of its own
    allocate(sampled=review.sampled_case, reviewer=User.objects.get(pk=tom.pk))


def test_who_is_no_reviewer_in_the_unit_gets_no_case(review):
    for user in (User.objects.create(username="nobody"), a_reviewer("norfolk", a_unit("Norfolk PDU"))):
        with pytest.raises(AllocationRefused, match=f"{user} is not a reviewer in Suffolk PDU"):
            allocate(sampled=review.sampled_case, reviewer=user)


def test_a_submitted_review_stays_with_who_submitted_it(review, tom):
    sampled = add_case(review.audit, {"2.1.1": YES})
    with pytest.raises(AllocationRefused, match="already submitted"):
        allocate(sampled=sampled, reviewer=tom)


@pytest.mark.slow
def test_a_share_is_drawn_and_the_same_seed_draws_the_same():
    numbers = []
    for name in ("Suffolk PDU", "Norfolk PDU"):
        audit = an_audit(unit=a_unit(name))
        add_cases(audit, 25, {})
        numbers.append([*draw_second_reviews(audit=audit, percent=10, seed=7).numbers])
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) == 3  # 10% of 25, rounded up
    told = Event.objects.filter(kind=Event.Kind.MARKED).first().details
    assert (told["how"], told["cases"]) == ("10% drawn with seed 7", numbers[0])


def test_the_trail_tells_from_which_cases_were_drawn_so_that_anybody_can_draw_again():
    audit = an_audit()
    add_cases(audit, 25, {})
    first = draw_second_reviews(audit=audit, percent=10, seed=7)
    again = draw_second_reviews(audit=audit, percent=10, seed=7)
    assert len(again.among) == 22
    told = [event.details for event in Event.objects.filter(kind=Event.Kind.MARKED).order_by("pk")]
    assert [each["among"] for each in told] == [[*range(1, 26)], [*again.among]]
    redrawn = random.Random(7).sample(told[1]["among"], 3)  # noqa: S311 - no secret
    assert sorted(redrawn) == [*again.numbers]
    assert {*first.numbers}.isdisjoint(again.numbers)
    sentences = " ".join(entry.what for entry in AuditTrail(audit, in_full=True)[:])
    assert "Marked for a second review (10% drawn with seed 7, 3 of 25: 1 to 25): cases" in sentences


@pytest.mark.slow
def test_every_case_is_drawn_equally_often_over_many_seeds():
    audit = an_audit()
    add_cases(audit, 10, {})
    drawn = dict.fromkeys(range(1, 11), 0)
    for seed in range(200):
        for number in draw_second_reviews(audit=audit, percent=20, seed=seed).numbers:
            drawn[number] += 1
        Review.objects.filter(part=SECOND).delete()
    assert sum(drawn.values()) == 400
    assert all(15 < times < 65 for times in drawn.values())  # 40 expected, standard deviation 5.7


def test_cases_that_have_a_second_review_already_are_left_out_of_the_draw():
    audit = an_audit()
    add_cases(audit, 3, {})
    first = audit.sampled_cases.get(number=1)
    mark_for_second_review(sampled=first)
    mark_for_second_review(sampled=first)
    assert draw_second_reviews(audit=audit, percent=100, seed=1).numbers == (2, 3)
    events = Event.objects.count()
    assert draw_second_reviews(audit=audit, percent=100, seed=2).numbers == ()
    assert Event.objects.count() == events


def test_the_mark_is_taken_away_as_long_as_nothing_is_answered(review, tom):
    allocate(sampled=review.sampled_case, reviewer=tom, part=SECOND)
    remove_from_second_review(sampled=review.sampled_case, by=tom)
    assert [each.part for each in Review.objects.all()] == [FIRST]
    (latest, *_) = AuditTrail(review.audit, in_full=True)[:]
    assert (latest.what, latest.who) == ("Removed from a second review: cases 1", "tom")
    assert Review.history.filter(history_type="-").get().history_user == tom


@pytest.mark.parametrize(
    ("answered", "submitted", "why"),
    [
        ({"value": YES}, False, "its second review has started"),
        ({"comment": "Seen."}, False, "its second review has started"),
        ({}, True, "its second review is submitted"),
    ],
)
def test_the_mark_stays_where_something_is_answered(review, tom, answered, submitted, why):
    second = allocate(sampled=review.sampled_case, reviewer=tom, part=SECOND)
    Answer.objects.create(review=second, question="2.1.1", **answered)
    Review.objects.filter(pk=second.pk).update(submitted_at=review.audit.created_at if submitted else None)
    with pytest.raises(AllocationRefused, match=why):
        remove_from_second_review(sampled=review.sampled_case)


def test_the_mark_stays_where_the_second_review_was_sent_back_and_emptied(review, tom):
    second = allocate(sampled=review.sampled_case, reviewer=tom, part=SECOND)
    Review.objects.filter(pk=second.pk).update(submitted_at=review.audit.created_at)
    send_back(review=second, note="Look again.")
    with pytest.raises(AllocationRefused, match="was submitted and sent back"):
        remove_from_second_review(sampled=review.sampled_case)


def test_where_no_mark_is_none_is_taken_away(review):
    with pytest.raises(AllocationRefused, match="it is not marked for a second review"):
        remove_from_second_review(sampled=review.sampled_case)


def test_a_signed_off_audit_is_not_allocated_any_more(review, tom):
    sampled = add_case(review.audit, {"2.1.1": YES})
    sign_off(audit=review.audit)
    with pytest.raises(AuditClosed):
        allocate(sampled=review.sampled_case, reviewer=tom)
    for change in (mark_for_second_review, remove_from_second_review):
        with pytest.raises(AuditClosed):
            change(sampled=sampled)
