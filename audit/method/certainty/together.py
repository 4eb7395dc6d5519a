"""The chance of each rating of a standard, and of each score: the questions of a case hang together.

A case that is weak on one question tends to be weak on the others, so their chances must not be multiplied. Instead
the cases are weighted at random 20,000 times (a Bayesian bootstrap), and each time the method's rules are applied. The
seed is fixed, so the same answers always give the same chances.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from audit.method.answers import APPLICABLE, SUFFICIENT
from audit.method.certainty.bands import edges_of
from audit.method.certainty.draws import Draws
from audit.method.framework import Framework
from audit.method.rating.audit import AuditRating
from audit.method.rating.standard import StandardRating
from audit.method.tally import Tally

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Shares = NDArray[numpy.float32]

DRAWS = 20_000
FEWEST_DRAWS = 4_000  # a chance is then still right to one point
MOST_NUMBERS = 20_000_000  # draws times cases, a quarter of a second
AT_ONCE = 2_000_000  # numbers in memory
SEED = 20_240_212  # any number would do
Answers = tuple[tuple[bool | None, ...], ...]
_SUFFICIENT: Mapping[int | None, bool] = {value: value in SUFFICIENT for value in APPLICABLE}


@dataclass(frozen=True)
class Chances:
    """What the luck of the sample leaves open.

    `standards`: {code: {rating: chance}} of the standards rated from cases, by the lowest-score rule.
    `scores`: {sum of the scores of the standards that `by_luck` yields: chance}; empty if the audit has no score, or a
    reader may not know.
    """

    standards: Mapping[str, Mapping[str, float]]
    scores: Mapping[int, float]

    def as_json(self) -> dict[str, Any]:
        """Return what a sign-off stores."""
        return {"standards": self.standards, "scores": {str(score): chance for score, chance in self.scores.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Chances":
        """Return the Chances that as_json was made from."""
        return cls(stored["standards"], {int(score): chance for score, chance in stored["scores"].items()})


def key_answers_of(
    framework: Framework, answers: Mapping[str, int], asked: Collection[str] | None = None
) -> tuple[bool | None, ...]:
    """Return for each key question whether a case with these `answers`, {question code: Value}, is sufficient in it.

    None where it does not apply or has no answer. `asked`: codes of the questions that apply (default: all).
    """
    return tuple(
        _SUFFICIENT.get(answers.get(question.code)) if asked is None or question.code in asked else None
        for question in framework.key_questions
    )


def by_luck(rating: AuditRating) -> Iterator[StandardRating]:
    """Yield the standards whose score is left to luck: counted, rated from cases, and not moved by a panel."""
    for standard in rating.standards:
        if standard.standard.from_cases and standard.score is not None and not standard.decided:
            yield standard


def chances_of(rating: AuditRating, answers: Sequence[Sequence[bool | None]], draws: Draws) -> Chances | None:
    """Return the Chances of a rating.

    `answers`: for each case that counts, whether it is sufficient in each key question of the framework, in its order;
    None where the question does not apply or has no answer. None if there are no ratings or no luck.
    """
    if not rating.framework.rated or not draws.whole.leaves_luck or not answers:
        return None
    unseen = tuple(draws.of(rating.framework.kind_of[each.code]).unseen for each in rating.framework.key_questions)
    bands = _draw_bands(tuple(edges_of(rating.framework)), tuple(map(tuple, answers)), unseen)
    order = [question.code for question in rating.framework.key_questions]
    lowest = {
        standard.code: bands[:, [order.index(q.code) for q in standard.key_questions if q.tally.applicable]].min(axis=1)
        for standard in rating.standards
        if standard.standard.from_cases and standard.rating and not hides(standard)
    }
    return Chances(
        {code: _shares_of(rating.framework, places) for code, places in lowest.items()},
        _chances_of_scores(rating, [lowest.get(standard.code) for standard in by_luck(rating)]),
    )


def hides(standard: StandardRating) -> bool:
    """Return whether chances of this standard would give away a figure that a reader may not know."""
    return any(question.hidden for question in standard.key_questions)


def open_to_reader(rating: AuditRating, chances: Chances) -> Chances:
    """Return the Chances without what would give away a figure that the rating hides."""
    hiding = {standard.code for standard in rating.standards if hides(standard)}
    scores = {} if hiding & {standard.code for standard in by_luck(rating)} else chances.scores
    return Chances({code: each for code, each in chances.standards.items() if code not in hiding}, scores)


def _shares_of(framework: Framework, places: Any) -> dict[str, float]:
    counts = Counter(places.tolist())
    return {band.rating: counts[place] / len(places) for place, band in enumerate(framework.rating_bands)}


def _chances_of_scores(rating: AuditRating, lowest: Sequence[Any]) -> dict[int, float]:
    import numpy

    if rating.overall is None or not lowest or any(places is None for places in lowest):
        return {}
    scores = numpy.array([band.score for band in rating.framework.rating_bands])
    sums = sum(scores[places] for places in lowest)
    return {score: number / len(lowest[0]) for score, number in sorted(Counter(sums.tolist()).items())}


@lru_cache(maxsize=8)
def _draw_bands(edges: tuple[float, ...], answers: Answers, unseen: tuple[float, ...]) -> Any:
    """Return the place of the band of each question (column) in each draw (row)."""
    import numpy

    return numpy.searchsorted(edges, 100 * draw_shares(answers, unseen), side="right").astype(numpy.uint8)


def draw_shares(answers: Answers, unseen: tuple[float, ...]) -> "Shares":
    """Return what the share of each question (column, 0 to 1) could be among all cases, in each draw (row).

    `unseen`: the share of the population behind each question that was not audited. That part alone moves: a draw's
    distance from what was found shrinks by its root. A question with the same answer in all cases would never move, so
    its share follows the Beta distribution instead. A question without cases gives nan.
    """
    import numpy

    sufficient = numpy.array([[each is True for each in case] for case in answers], dtype=numpy.float32)
    applies = numpy.array([[each is not None for each in case] for case in answers], dtype=numpy.float32)
    random = numpy.random.default_rng(SEED)
    draws = min(DRAWS, max(FEWEST_DRAWS, MOST_NUMBERS // len(answers)))
    parts = []
    for begin in range(0, draws, AT_ONCE // len(answers)):
        size = (min(AT_ONCE // len(answers), draws - begin), len(answers))
        weights = random.standard_exponential(size, dtype=numpy.float32)
        with numpy.errstate(invalid="ignore"):
            parts.append((weights @ sufficient) / (weights @ applies))
    shares = numpy.concatenate(parts)
    found = [Tally(yes=int(yes), no=int(n - yes)) for yes, n in zip(sufficient.sum(0), applies.sum(0), strict=True)]
    for place, tally in enumerate(found):
        if tally.applicable:
            if tally.yes in (0, tally.applicable):
                shares[:, place] = random.beta(tally.yes + 0.5, tally.no + 0.5, draws)
            centre = tally.yes / tally.applicable
            shares[:, place] = centre + unseen[place] ** 0.5 * (shares[:, place] - centre)
    return shares
