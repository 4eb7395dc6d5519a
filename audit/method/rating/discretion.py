"""Professional discretion: when a panel may move a standard by one band (docs/method.md).

The framework file sets the margins. Ours were recalled: check them against the HMIP document.
"""

from collections.abc import Iterable
from fractions import Fraction

from audit.method.framework import Framework
from audit.method.rating.banding import Distance, KeyQuestionRating, round_half_up


def allowed_moves(framework: Framework, lowest: Iterable[KeyQuestionRating]) -> dict[str, str]:
    """Return {rating one band up or down: the ground that allows it}, from the lowest key questions."""
    moves = {}
    for question in lowest:
        for step, distance in ((1, question.up), (-1, question.down)):
            if question.band and distance:
                neighbour = framework.rating_bands[framework.rating_bands.index(question.band) + step]
                boundary = max(neighbour.from_percent, question.band.from_percent)
                if ground := _ground(framework, question, boundary, distance):
                    moves[neighbour.rating] = f"{question.code} {ground}"
    return moves


def _ground(framework: Framework, question: KeyQuestionRating, boundary: int, distance: Distance) -> str | None:
    """Return why a panel may move the band across this boundary (in per cent); None if it may not.

    The margin is measured from the figure that was banded: the whole per cent, or the exact share.
    """
    margin = framework.discretion
    share = 100 * question.share
    banded = Fraction(round_half_up(share)) if framework.rounds else share
    if question.tally.applicable <= margin.cases:
        return f"is based on {margin.cases} cases or fewer"
    if distance.cases == 1:
        return "would change its band if one case were judged differently"
    if abs(boundary - banded) <= margin.points:
        return f"is within {margin.points} percentage points of the boundary at {boundary}%"
    return None
