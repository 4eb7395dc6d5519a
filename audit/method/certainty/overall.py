"""The chance of each overall rating if the judgements stand, and if one of them were a band lower or higher."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.method.certainty.together import Chances, by_luck, hides
from audit.method.rating.audit import AuditRating, rate_overall
from audit.method.rating.standard import StandardRating


@dataclass(frozen=True)
class JudgedOtherwise:
    """One judgement on evidence. `lower`, `higher`: {overall rating: chance} if it were one band lower or higher.

    Either is empty where there is no such band.
    """

    standard: StandardRating
    lower: dict[str, float]
    higher: dict[str, float]


def chances_overall(rating: AuditRating, chances: Chances, *, more: int = 0) -> dict[str, float]:
    """Return {overall rating: chance}, with as much added to the score; {} for an audit without a score."""
    found = dict.fromkeys((band.rating for band in rating.framework.score_bands), 0.0)
    for score, chance in score_chances(rating, chances).items():
        overall = rate_overall(rating.framework, score + more, rating.max_score)
        found[str(overall)] += chance
    return found if chances.scores else {}


def score_chances(rating: AuditRating, chances: Chances) -> dict[int, float]:
    """Return {score of the audit: chance}: the judgements and what a panel decided stay as they are."""
    if rating.score is None:
        return {}
    stands = rating.score - sum(standard.score or 0 for standard in by_luck(rating))
    return {stands + score: chance for score, chance in chances.scores.items()}


def judged_otherwise(rating: AuditRating, chances: Chances) -> Iterator[JudgedOtherwise]:
    """Yield each judgement on evidence that counts in the score, one band lower and one band higher."""
    bands = rating.framework.rating_bands
    for standard in rating.standards:
        if standard.standard.from_cases or standard.score is None or standard.rating is None:
            continue
        here = bands.index(rating.framework.band[standard.rating])
        beside = [bands[place] if 0 <= place < len(bands) else None for place in (here - 1, here + 1)]
        lower, higher = (
            chances_overall(rating, chances, more=band.score - standard.score) if band else {} for band in beside
        )
        yield JudgedOtherwise(standard, lower, higher)


def without_a_move(rating: AuditRating, chances: Chances) -> Iterator[tuple[StandardRating, dict[str, float]]]:
    """Yield each standard that a panel moved, with {overall rating: chance} if the rating by the rule had stayed."""
    for standard in rating.standards:
        if standard.decided and standard.rating and standard.score is not None and not hides(standard):
            by_rule = rating.framework.band[standard.rating].score
            yield standard, chances_overall(rating, chances, more=by_rule - standard.score)
