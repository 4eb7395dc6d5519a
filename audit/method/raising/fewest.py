"""The fewest more sufficient cases that raise a standard by one band, and the overall rating to the next.

A case counts once in each question that it is needed in. The number of cases that a question applies to stays the same,
and so do the judgements on evidence and what a panel decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.method.framework import Framework, RatingBand
from audit.method.rating.audit import AuditRating, rate_overall
from audit.method.rating.banding import KeyQuestionRating, band_by, least_yes
from audit.method.rating.standard import StandardRating


@dataclass(frozen=True)
class Need:
    """`cases` more cases must be sufficient in this key question."""

    question: KeyQuestionRating
    cases: int


@dataclass(frozen=True)
class StandardRaise:
    """What gives a standard this `rating`: all of its `needs` together, in the order of the framework."""

    standard: StandardRating
    rating: str
    needs: tuple[Need, ...]

    @property
    def cases(self) -> int:
        """Return the cases of all needs, added up."""
        return sum(need.cases for need in self.needs)


@dataclass(frozen=True)
class OverallRaise:
    """What gives an audit this overall `rating`, which begins at `score`.

    `raises`: the standards that rise; none of them can be left out. () if no answer to any case gives that score.
    """

    rating: str
    score: int
    raises: tuple[StandardRaise, ...]

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.raises)


def raise_to_next_band(framework: Framework, standard: StandardRating) -> StandardRaise | None:
    """Return what raises a standard by one band; by more where one case more skips a band.

    None if no case raises it (the highest rating, judged on evidence, moved by a panel, not rated), or if the reader
    may not know all of its figures.
    """
    return next(_raises_of(framework, standard), None)


def _raises_of(framework: Framework, standard: StandardRating) -> Iterator[StandardRaise]:
    """Yield what raises a standard to each band above its own, the next one first."""
    if not standard.standard.from_cases or standard.decided or any(q.hidden for q in standard.key_questions):
        return
    above = framework.rating_bands[_place(framework, standard.final) + 1 :] if standard.final else ()
    for band in above:
        below = [question for question in standard.key_questions if _is_below(question, band)]
        if not all(question.up for question in below):  # signed by other rules than today's
            return
        needs = tuple(Need(q, least_yes(framework, q.tally.applicable, band) - q.tally.yes) for q in below)
        yield StandardRaise(standard, _rating_with(framework, standard, needs), needs)


def _is_below(question: KeyQuestionRating, band: RatingBand) -> bool:
    return question.band is not None and question.band.from_percent < band.from_percent


def _rating_with(framework: Framework, standard: StandardRating, needs: tuple[Need, ...]) -> str:
    more = {need.question.code: need.cases for need in needs}
    bands = [
        band_by(framework, q.tally.yes + more[q.code], q.tally.applicable, rounds=framework.rounds)
        if q.code in more
        else q.band
        for q in standard.key_questions
    ]
    return min((band for band in bands if band), key=lambda band: band.from_percent).rating


def raise_to_next_overall(rating: AuditRating) -> OverallRaise | None:
    """Return the fewest cases that raise the overall rating to the next, in one of the cheapest ways.

    None without an overall rating, in the highest one, and if the reader may not know all figures.
    """
    framework, bands = rating.framework, rating.framework.score_bands
    place = next((place for place, band in enumerate(bands) if band.rating == rating.overall), len(bands))
    hides = any(question.hidden for standard in rating.standards for question in standard.key_questions)
    if rating.score is None or place >= len(bands) - 1 or hides:
        return None
    score = int(rating.max_score * bands[place].share_of_maximum) + 1
    counted = [standard for standard in rating.standards if standard.score is not None]
    raises = _fewest_for(framework, counted, score - rating.score)
    return OverallRaise(str(rate_overall(framework, score, rating.max_score)), score, raises)


def _fewest_for(framework: Framework, standards: list[StandardRating], points: int) -> tuple[StandardRaise, ...]:
    """Return the raises with the fewest cases that add `points` to the score; () if none do."""
    best: dict[int, tuple[StandardRaise, ...]] = {0: ()}  # {points, no more than are needed: the cheapest raises}
    for standard in standards:
        for gained, raises in tuple(best.items()):
            for each in _raises_of(framework, standard):
                gain = framework.band[each.rating].score - (standard.score or 0)
                reached, found = min(gained + gain, points), (*raises, each)
                if reached not in best or _cases(found) < _cases(best[reached]):
                    best[reached] = found
    return best.get(points, ())


def _cases(raises: tuple[StandardRaise, ...]) -> int:
    return sum(each.cases for each in raises)


def _place(framework: Framework, rating: str) -> int:
    return framework.rating_bands.index(framework.band[rating])
