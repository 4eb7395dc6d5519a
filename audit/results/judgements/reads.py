"""The judgements of an audit's standards: what may be recorded, and what waits for a second person."""

import re

from django.db.models import QuerySet

from audit.method.framework import Framework
from audit.method.rating.standard import NOT_RATEABLE, Judgement, StandardRating
from audit.models import Audit, StandardJudgement
from cases.models import User

RECORDED_IT = "You recorded this decision, so someone else must confirm it."
DECIDED_IT = "You are named among those who decided, so someone else must confirm it."


def ratings_allowed(framework: Framework, rated: StandardRating) -> list[str]:
    """Return the ratings that may be recorded for a standard, and NOT_RATEABLE; none in an unrated framework.

    Judged on evidence: any rating. Judged on cases: the computed rating and what discretion allows.
    """
    if not framework.rated:
        return []
    if not rated.standard.from_cases:
        return [*framework.band, NOT_RATEABLE]
    return [rating for rating in framework.band if rating == rated.rating or rating in rated.moves] + [NOT_RATEABLE]


def why_not_allowed(rated: StandardRating, rating: str) -> str:
    """Return why this rating, which is none of ratings_allowed, may not be recorded for the standard."""
    if not rating:
        return "A judgement needs a rating."
    if not rated.standard.from_cases:
        return f"“{rating}” is not a rating of this framework."
    if rated.rating is None:
        return f"{rated.code} has no computed rating yet, so there is nothing to move."
    return (
        f"{rated.code} is {rated.rating} by its lowest key question and cannot be moved to {rating}. "
        "Discretion is only for a result close to a boundary, and only by one band. To move it up, every question "
        "in the lowest band must be close to it."
    )


def judgement_version(judgement: StandardJudgement | Judgement | None) -> str:
    """Return a text that changes when the judgement changes; "" without a judgement."""
    return judgement.decided_at.isoformat() if judgement else ""


def moved_within_discretion(audit: Audit) -> QuerySet[StandardJudgement]:
    """Return the judgements by which this signed-off audit departs from what its cases give."""
    standards = audit.snapshot["ratings"]["standards"].items()
    moved = [code for code, signed in standards if signed["decided"] or signed.get("left_out")]
    return audit.judgements.filter(standard__in=moved).exclude(computed="").order_by("standard")


def move_to_confirm(audit: Audit, standard: str) -> StandardJudgement | None:
    """Return the move of this standard's rating that waits for a second person; None if there is none."""
    return audit.judgements.waiting().filter(standard=standard).first()


def why_not_second(judgement: StandardJudgement, user: User) -> str:
    """Say why this user is no second person for a move; "" if they are, given the permission."""
    if judgement.recorded_by == user:
        return RECORDED_IT
    names = (str(user), user.username)
    written = _words(judgement.decided_by)
    return DECIDED_IT if any(_words(name) <= written for name in names) else ""


def _words(text):
    return set(re.findall(r"\w+", text.casefold()))
