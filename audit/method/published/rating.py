"""A published rating, and its score worked out again from what was published with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from audit.method.framework import Framework
from audit.method.published.programmes import PROGRAMMES, Programme
from audit.method.rating.banding import percent
from audit.method.tally import Tally

NOT_RATED = "Not rated"  # of a standard: it drops out of the score and of the maximum
PRECISION = Fraction(5, 100)  # a published percentage has at least one decimal
MOST_NOT_RATED = 4  # standards that drop out; one service was published out of 24 instead of 36


@dataclass(frozen=True)
class PublishedShare:
    """What was published of a key question: `percent`, and the counts behind it; None if not published."""

    percent: int | None = None
    yes: int | None = None
    applicable: int | None = None

    @property
    def tally(self) -> Tally | None:
        """Return the counts as published, or the only ones that give the percentage; None if others could too."""
        if not self.applicable:
            return None
        known = range(self.applicable + 1) if self.yes is None else (self.yes,)
        tallies = [Tally(yes=yes, no=self.applicable - yes) for yes in known]
        fitting = [tally for tally in tallies if self.yes is not None or percent(tally) == self.percent]
        return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True)
class PublishedRating:
    """What was published of one inspection. What was not is None, "" or not in the mapping.

    `score_percent`: the score as a percentage of the maximum. `standards`: {code, or name without one: rating}.
    `figures`: {key question code: PublishedShare}.
    """

    programme: str
    overall: str
    score: int | None
    max_score: int | None
    score_percent: Decimal | None
    standards: Mapping[str, str]
    figures: Mapping[str, PublishedShare]


@dataclass(frozen=True)
class Score:
    points: int
    maximum: int

    def __str__(self) -> str:
        return f"{self.points} of {self.maximum}"


def programme_of(published: PublishedRating) -> Programme:
    """Return its Programme; one without a maximum if it is not known."""
    return PROGRAMMES.get(published.programme, Programme(published.programme))


def score_of(published: PublishedRating, framework: Framework) -> Score | None:
    """Return the score as published, else from its percentage, else from the ratings of all standards."""
    if published.score is not None and published.max_score:
        return Score(published.score, published.max_score)
    return score_by_percent(published, framework) or score_by_standards(published, framework)


def score_by_percent(published: PublishedRating, framework: Framework) -> Score | None:
    """Return the whole score that gives the published percentage, by the highest maximum that has one; else None."""
    if published.score_percent is None:
        return None
    share, points = Fraction(published.score_percent) / 100, framework.rating_bands[-1].score
    maxima = (published.max_score,) if published.max_score else programme_of(published).maxima
    lower = (maximum - points * dropped for maximum in maxima for dropped in range(1, MOST_NOT_RATED + 1))
    for maximum in (*maxima, *lower):
        score = round(share * maximum)
        if maximum > 0 and abs(share - Fraction(score, maximum)) * 100 <= PRECISION:
            return Score(score, maximum)
    return None


def score_by_standards(published: PublishedRating, framework: Framework) -> Score | None:
    """Return the sum of the standards' ratings; None unless every standard that counts is among them."""
    counted = counted_standards(published)
    points = [framework.band[rating].score for rating in counted.values() if rating != NOT_RATED]
    maxima = (published.max_score,) if published.max_score else programme_of(published).maxima
    highest = framework.rating_bands[-1].score
    complete = any(highest * len(points) == maximum or highest * len(counted) == maximum for maximum in maxima)
    return Score(sum(points), highest * len(points)) if points and complete else None


def counted_standards(published: PublishedRating) -> dict[str, str]:
    """Return {code: rating} of the standards that count and are named by their code."""
    uncounted = programme_of(published).uncounted
    found = ((name.split()[0], rating) for name, rating in published.standards.items() if name[:1].isdigit())
    return {code: rating for code, rating in found if code not in uncounted}
