"""Begin looks: at a case of a planned round, or at one that was found by its CRN."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from audit.models import Look, Review, Round, SampledCase
from audit.oversight.rounds.actions.store import store_cases, store_round
from audit.oversight.rounds.reads import next_number, team_of, why_no_look
from audit.oversight.rounds.standing import closing_day, standing_name, standing_title
from cases.models import Case, Team, User

FOUND = ("found by its CRN",)


class LookRefused(Exception):
    """The look cannot begin. The text says why."""


@transaction.atomic
def standing_round(*, team: Team, instrument: str, day: date, number: int = 1, by: User | None) -> Round:
    """Return the round that holds a team's looks outside any planned round, in the quarter of `day`.

    It is made when it is first asked for. `number`: a second one holds cases that are looked at twice in the quarter.
    Raises FrameworkProblem.
    """
    Team.objects.select_for_update().get(pk=team.pk)
    name = standing_name(day, instrument, number)
    found = Round.objects.filter(team=team, standing_for=name).select_related("audit").first()
    return found or store_round(
        team=team,
        title=standing_title(day, number),
        instrument=instrument,
        closes_on=closing_day(day),
        standing_for=name,
        by=by,
    )


@transaction.atomic
def begin_look(*, case: Case, instrument: str, because: Sequence[str] = FOUND, by: User) -> Look:
    """Begin a look at a case outside any planned round, or return the one that was begun with these questions, there or
    in a round that is open, and is not finished.

    `because`: why it was picked, in words. Raises LookRefused, FrameworkProblem.
    """
    team = team_of(case)
    if team is None:
        raise LookRefused("No team is known for this case. Say first who holds it.")
    Team.objects.select_for_update().get(pk=team.pk)
    today = localdate()
    sampled_cases = SampledCase.objects.current().filter(case=case, audit__round__team=team)
    if begun := _begun_in_open_round(sampled_cases, instrument, today):
        return begun
    there = sampled_cases.filter(audit__round__standing_for__startswith=f"{standing_name(today, instrument)} ")
    for sampled in there.filter(reviews__submitted_at=None):
        return begin_look_in_round(sampled=sampled, by=by)
    used = standing_round(team=team, instrument=instrument, day=today, number=there.count() + 1, by=by)
    sampled = SampledCase(
        audit=used.audit,
        case=case,
        number=next_number(used.audit),
        hand_picked=True,
        picked_because=list(because),
    )
    store_cases(sampled=[sampled], reviewer=by, by=by)
    return begin_look_in_round(sampled=sampled, by=by)


def _begun_in_open_round(sampled_cases, instrument, today):
    """Return the Look to go on with, so that no one answers twice; None without one."""
    rounds = {"audit__framework_code": instrument, "audit__round__closes_on__gte": today}
    begun = Look.objects.filter(review__sampled_case__in=sampled_cases.filter(**rounds), review__submitted_at=None)
    return begun.order_by("begun_at").first()


@transaction.atomic
def begin_look_in_round(*, sampled: SampledCase, by: User) -> Look:
    """Begin the look at a case of a round, or return the one that was begun or finished. Raises LookRefused."""
    review = Review.objects.select_for_update().get(sampled_case=sampled, part=Review.Part.FIRST)
    if begun := Look.objects.filter(review=review).first():
        return begun
    if why := why_no_look(sampled):
        raise LookRefused(why)
    if review.reviewer_id != by.pk:
        review.reviewer, review._history_user = by, by
        review.save()
    look = Look(review=review)
    look._history_user = by
    look.save()
    return look
