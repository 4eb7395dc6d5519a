"""Read how many cases of rounds have been looked at, and what was found."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from audit.models import Finding, Look, Review, Round, SampledCase
from audit.models.oversight.overseen import of_overseen_cases
from audit.oversight.rounds.reads import is_past
from cases.models import User

FEWEST_PRACTITIONERS = 3  # below that a count of a round would be about one or two people


class FoundInRound(NamedTuple):
    """How many released gaps and strengths a round has."""

    gaps: int
    strengths: int


def rounds_with_progress(user: User) -> QuerySet[Round]:
    """Return the rounds that the user may see, with_progress. The latest to close comes first."""
    return with_progress(Round.objects.visible_to(user))


def with_progress(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Add each round's number of `cases` and of `finished` looks, and when the `last` one was finished."""
    looked_at = _in_audit(_looked_at())
    return rounds.select_related("audit__unit", "team__unit").annotate(
        cases=_number(_in_audit(SampledCase.objects.current())),
        finished=_number(looked_at),
        last=Subquery(looked_at.annotate(last=Max("reviews__submitted_at")).values("last")),
    )


def _looked_at():
    submitted = {"reviews__part": Review.Part.FIRST, "reviews__submitted_at__isnull": False}
    return SampledCase.objects.current().filter(**submitted)


def _in_audit(sampled_cases):
    return sampled_cases.filter(audit=OuterRef("audit")).order_by().values("audit")


def _number(sampled_cases):
    return Coalesce(Subquery(sampled_cases.annotate(number=Count("pk")).values("number")), 0)


def is_closed(round_: Round, day: date) -> bool:
    """Whether a round with_progress takes no more looks: its day is over, or all its cases are looked at."""
    return is_past(round_, day) or all_looked_at(round_)


def all_looked_at(round_: Round) -> bool:
    """Whether all cases of a round with_progress are looked at. A standing round waits for more."""
    return not round_.standing_for and round_.cases > 0 and round_.finished == round_.cases


def cases_of_round(round_: Round) -> list[SampledCase]:
    """Return its cases in order, each with its `look` (a Look or None), its case, and who holds that now.

    Takes two queries.
    """
    sampled = list(round_.audit.sampled_cases.select_related("case__practitioner__team", "case__team", "held_by"))
    looks = Look.objects.filter(review__sampled_case__audit=round_.audit, review__part=Review.Part.FIRST)
    looks = looks.select_related("review__reviewer").annotate(corrected=Count("corrections"))
    of_case = {look.review.sampled_case_id: look for look in looks}
    for each in sampled:
        each.look = of_case.get(each.pk)
    return sampled


def reached_in_round(round_: Round, user: User) -> set[int]:
    """Return the numbers of its cases that the user oversees now: one may be held in another team by now."""
    reached = round_.audit.sampled_cases.filter(of_overseen_cases(user))
    return set(reached.values_list("number", flat=True))


def next_to_look_at(round_: Round, user: User) -> int | None:
    """Return the number of the next case of a round to look at; None if none is left or the round has closed."""
    if is_past(round_, localdate()):
        return None
    waiting = round_.audit.sampled_cases.current().filter(of_overseen_cases(user))
    waiting = waiting.filter(reviews__part=Review.Part.FIRST, reviews__submitted_at=None)
    return waiting.order_by("number").values_list("number", flat=True).first()


def found_in_round(round_: Round) -> FoundInRound | None:
    """Count the gaps and strengths of a round; None below looks at cases of 3 practitioners."""
    looked_at = _looked_at().filter(audit=round_.audit)
    held = looked_at.exclude(held_by=None).order_by().values("held_by").distinct().count()
    if held < FEWEST_PRACTITIONERS:
        return None
    found = Finding.objects.released().filter(sampled_case__audit=round_.audit, sampled_case__replaced_at=None)
    kinds = Q(kind=Finding.Kind.GAP), Q(kind=Finding.Kind.STRENGTH)
    return FoundInRound(*(found.aggregate(**{f"n{at}": Count("pk", kind) for at, kind in enumerate(kinds)}).values()))
