"""Who reviews an audit's cases, and sharing the cases out among them."""

from dataclasses import dataclass

from django.db import transaction

from audit.method.sharing_out import CaseToShare, ReviewerLoad, share_out
from audit.models import AuditReviewer, Review, SampledCase, in_own_team
from audit.planning.actions.allocation import AllocationRefused, allocate
from audit.planning.actions.plan import ANY, ChangedMeanwhile
from audit.planning.locking import lock_open
from audit.planning.reads import reviewers_version
from cases.people.reads import holders
from cases.permissions import Permission

Part = Review.Part


@dataclass
class SharedOut:
    """`given`: (User, how many cases); `left`: the numbers of cases that nobody may take, or has room for."""

    given: list[tuple[object, int]]
    left: list[int]


@transaction.atomic
def set_reviewers(*, audit, capacities, based_on=ANY, by=None):
    """Say who reviews in the audit: {User: how many cases they can take, None for any number}.

    `based_on`: the reviewers_version that the person had before them. Raises AuditClosed, and
    ChangedMeanwhile, whose `stored` is such a {User: number} again.
    """
    lock_open(audit)
    before = {reviewer.user_id: reviewer for reviewer in audit.reviewers.select_related("user")}
    kept = {user.pk: capacity for user, capacity in capacities.items()}
    if {user: reviewer.capacity for user, reviewer in before.items()} == kept:
        return
    if based_on not in (ANY, reviewers_version(before.values())):
        theirs = {reviewer.user: reviewer.capacity for reviewer in before.values()}
        raise ChangedMeanwhile("who reviews", theirs, reviewers_version(before.values()))
    for reviewer in [reviewer for user, reviewer in before.items() if user not in kept]:
        reviewer._history_user = by
        reviewer.delete()
    for user, capacity in capacities.items():
        reviewer = before.get(user.pk) or AuditReviewer(audit=audit, user=user)
        if reviewer.pk is None or reviewer.capacity != capacity:
            reviewer.capacity, reviewer._history_user = capacity, by
            reviewer.save()


@transaction.atomic
def share_out_reviews(*, audit, part=Part.FIRST, by=None):
    """Give the reviews of this part that nobody has yet to the audit's reviewers. Returns SharedOut.

    As audit.method.sharing_out does it: evenly or by capacity, never a case of somebody's own team, nor the second
    review of their own first. What is begun or given already stays where it is. Raises AuditClosed.
    """
    lock_open(audit)
    waiting = {sampled.number: sampled for sampled in _waiting(audit, part)}
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
    """The cases whose review of this part nobody has: for a second one, of those that are marked for it."""
    cases = audit.sampled_cases.counted().with_case().prefetch_related("reviews")
    if part == Part.FIRST:
        return cases.exclude(reviews__in=Review.objects.filter(part=part, reviewer__isnull=False))
    return cases.filter(reviews__in=Review.objects.filter(part=part, reviewer=None))


def _to_share(sampled, barred):
    case, names = sampled.case, barred.get(sampled.pk, frozenset())
    return CaseToShare(sampled.number, str(case.practitioner or ""), str(case.team or ""), names, sampled.stratum)


def _barred(audit, people, part):
    """{number of a SampledCase: keys of who must not have this part}: those of its team, and who has, or answered in,
    the other one."""
    barred = {}
    for person in people:
        own = audit.sampled_cases.filter(in_own_team(person, "case")).values_list("pk", flat=True)
        read = Review.objects.exclude(part__in=(Part.AGREED, part)).filter(sampled_case__audit=audit)
        read = read.filter(reviewer=person) | read.filter(answers__answered_by=person)
        for sampled in {*own, *read.values_list("sampled_case", flat=True)}:
            barred[sampled] = barred.get(sampled, frozenset()) | {person.pk}
    return barred


def _held(audit, user):
    """What somebody has of the audit already, first and second reviews alike."""
    reviews = Review.objects.exclude(part=Part.AGREED).filter(reviewer=user)
    held = SampledCase.objects.counted().filter(audit=audit, reviews__in=reviews).with_case()
    return tuple(_to_share(sampled, {}) for sampled in held)
