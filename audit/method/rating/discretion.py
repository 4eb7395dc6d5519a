"""Professional discretion: when a panel may move a standard by one band (docs/method.md).

The framework file sets the margins. Ours were recalled: check them against the HMIP document.
"""

from collections.abc import Iterable
from fractions import Fraction

from audit.method.framework import Framework, RatingBand
from audit.method.rating.banding import KeyQuestionRating, round_half_up


def allowed_moves(framework: Framework, key_questions: Iterable[KeyQuestionRating]) -> dict[str, str]:
    """Return {rating one band up or down: the grounds that allow it}, from a standard's key questions.

    A move up needs a ground for every question in the lowest band, since each of them holds the standard there. A move
    down needs one for a question with the lowest percentage, which alone can bring the standard down.
    """
    banded = [(question.share, question.band, question) for question in key_questions if question.band]
    if not banded:
        return {}
    lowest, band, _ = min(banded, key=lambda each: each[0])
    limiting = [question for share, _, question in banded if share == lowest]
    holding = [question for _, own, question in banded if own == band]
    up = [ground for question in holding if (ground := _ground(framework, question, 1))]
    down = [ground for question in limiting if (ground := _ground(framework, question, -1))]
    moves = {}
    if len(up) == len(holding):
        moves[_neighbour(framework, band, 1).rating] = "; ".join(up)
    if down:
        moves[_neighbour(framework, band, -1).rating] = down[0]
    return moves


def _neighbour(framework: Framework, band: RatingBand, step: int) -> RatingBand:
    return framework.rating_bands[framework.rating_bands.index(band) + step]


def _ground(framework: Framework, question: KeyQuestionRating, step: int) -> str | None:
    """Return why a panel may move the question one band up (`step` 1) or down (-1); None if it may not.

    The margin is measured from the figure that was banded: the whole per cent, or the exact share.
    """
    distance = question.up if step > 0 else question.down
    if not question.band or not distance:
        return None
    margin, share = framework.discretion, 100 * question.share
    boundary = max(_neighbour(framework, question.band, step).from_percent, question.band.from_percent)
    banded = Fraction(round_half_up(share)) if framework.rounds else share
    if question.tally.applicable <= margin.cases:
        return f"{question.code} is based on {margin.cases} cases or fewer"
    if distance.cases == 1:
        return f"{question.code} would change its band if one case were judged differently"
    if abs(boundary - banded) <= margin.points:
        return f"{question.code} is within {margin.points} percentage points of the boundary at {boundary}%"
    return None
