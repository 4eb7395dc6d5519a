"""Choose who reviews an audit's cases, and share the cases out among them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from audit.method.reviewers.sharing_out import CaseToShare, ReviewerLoad, share_out
from audit.models import Audit, AuditReviewer, Review, SampledCase, in_own_team
from audit.planning.actions.allocation import AllocationRefused, allocate
from audit.planning.actions.plan import ChangedMeanwhile
from audit.planning.actions.readings import ask_no_more, ask_to_read
from audit.planning.locking import lock_open
from audit.planning.reads import reviewers_version
from cases.models import User
from cases.people.reads import holders
from cases.permissions import Permission

Part = Review.Part


@dataclass
class SharedOut:
    """What share_out_reviews did.

    `given`: (reviewer, how many cases they got). `left`: the numbers of the cases that no reviewer may or can take.
    """

    given: list[tuple[User, int]]
    left: list[int]


@transaction.atomic
def set_reviewers(
    *, audit: Audit, capacities: Mapping[User, int | None], based_on: str | None = None, by: User | None = None
) -> None:
    """Store who reviews in the audit: {user: how many cases they can take, None for any number}.

    `based_on`: the reviewers_version that the page was shown with; None overwrites any.
    Raises AuditClosed, and ChangedMeanwhile, whose `stored` has the same shape as `capacities`.
    """
    lock_open(audit)
    before = {reviewer.user_id: reviewer for reviewer in audit.reviewers.select_related("user")}
    kept = {user.pk: capacity for user, capacity in capacities.items()}
    if {user: reviewer.capacity for user, reviewer in before.items()} == kept:
        return
    if based_on not in (None, reviewers_version(before.values())):
        theirs = {reviewer.user: reviewer.capacity for reviewer in before.values()}
        raise ChangedMeanwhile("who reviews", theirs, reviewers_version(before.values()))
    gone = [reviewer for user, reviewer in before.items() if user not in kept]
    for reviewer in gone:
        reviewer._history_user = by
        reviewer.delete()
    ask_no_more(audit=audit, reviewers=[reviewer.user for reviewer in gone], by=by)
    for user, capacity in capacities.items():
        reviewer = before.get(user.pk) or AuditReviewer(audit=audit, user=user)
        if reviewer.pk is None or reviewer.capacity != capacity:
            reviewer.capacity, reviewer._history_user = capacity, by
            reviewer.save()
    ask_to_read(audit=audit, reviewers=capacities, by=by)


@transaction.atomic
def share_out_reviews(
    *, audit: Audit, part: str = Part.FIRST, among: Collection[int] | None = None, by: User | None = None
) -> SharedOut:
    """Give the first or second reviews that have no reviewer yet to the audit's reviewers.

    audit.method.reviewers.sharing_out says how: evenly or by capacity, never a case of the reviewer's own team, never
    both reviews of a case to one person. Reviews that have a reviewer keep theirs. `among`: only of cases with these
    numbers; None for all. Raises AuditClosed.
    """
    lock_open(audit)
    waiting = {sampled.number: sampled for sampled in _waiting(audit, part) if among is None or sampled.number in among}
    people = {person.pk: person for person in holders(Permission.REVIEW, audit.unit)}
    reviewers = [reviewer for reviewer in audit.reviewers.all() if reviewer.user_id in people]
    barred = _barred(audit, [people[reviewer.user_id] for reviewer in reviewers], part)
    shared = share_out(
        [_to_share(sampled, barred) for sampled in waiting.values()],
        [ReviewerLoad(each.user_id, each.capacity, _held(audit, each.user_id)) for each in reviewers],
    )
    given = dict.fromkeys(sorted(set(shared.values())), 0)
    for number, user in [*shared.items()]:
        try:
            allocate(sampled=waiting[number], reviewer=people[user], part=part, by=by)
            given[user] += 1
        except AllocationRefused:
            del shared[number]
    return SharedOut([(people[user], number) for user, number in given.items()], sorted(set(waiting) - set(shared)))


def _waiting(audit, part):
    """Return the cases whose review of this part has no reviewer; second reviews only where one is asked for."""
    cases = audit.sampled_cases.current().with_case().prefetch_related("reviews")
    if part == Part.FIRST:
        return cases.exclude(reviews__in=Review.objects.filter(part=part, reviewer__isnull=False))
    return cases.filter(reviews__in=Review.objects.filter(part=part, reviewer=None))


def _to_share(sampled, barred):
    case, names = sampled.case, barred.get(sampled.pk, frozenset())
    group = f"{sampled.kind} {sampled.stratum}"  # so that each reviewer gets a mix of kinds too
    return CaseToShare(sampled.number, str(case.practitioner or ""), str(case.team or ""), names, group)


def _barred(audit, people, part):
    """Return {id of a sampled case: ids of the people who must not have this review of it}.

    They are the people of its team, and those who have the other review or answered in it.
    """
    barred = {}
    for person in people:
        own = audit.sampled_cases.filter(in_own_team(person, "case")).values_list("pk", flat=True)
        read = Review.objects.exclude(part__in=(Part.AGREED, part)).filter(sampled_case__audit=audit)
        read = read.filter(reviewer=person) | read.filter(answers__answered_by=person)
        for sampled in {*own, *read.values_list("sampled_case", flat=True)}:
            barred[sampled] = barred.get(sampled, frozenset()) | {person.pk}
    return barred


def _held(audit, user):
    """Return the audit's cases that the user reviews already, first and second reviews alike."""
    reviews = Review.objects.exclude(part=Part.AGREED).filter(reviewer=user)
    held = SampledCase.objects.current().filter(audit=audit, reviews__in=reviews).with_case()
    return tuple(_to_share(sampled, {}) for sampled in held)
