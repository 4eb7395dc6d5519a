"""One question's percentage, its band, and how far it is from the next band. Integers and fractions only, no floats.

The framework file sets bands and rounding. The boundaries in ours still have to be checked against the inspectorate's
document (docs/method.md).
"""

from dataclasses import dataclass, field
from fractions import Fraction

from audit.method.framework import Framework, Question, RatingBand
from audit.method.tally import Tally


@dataclass(frozen=True)
class Distance:
    """`cases` judged differently, with the same n, give `rating`."""

    cases: int
    rating: str


@dataclass(frozen=True)
class Figure:
    """A question's tally and its whole per cent.

    `percent` is None if the question applies to no case, or to too few for a percentage. `hidden`: the reader may not
    know this figure, so the tally is empty.
    """

    question: Question
    tally: Tally
    percent: int | None
    hidden: bool = field(default=False, kw_only=True)

    @property
    def code(self) -> str:
        return self.question.code


@dataclass(frozen=True)
class KeyQuestionRating(Figure):
    """A key question's figure with its band.

    `few`: it applies to some cases, but too few for a band.
    `up`: how many more sufficient cases give the next band. `down`: how many fewer give the band below.
    `rounding_decides`: the whole per cent falls into another band than the exact share.
    `unanswered`: cases to which it applies and that have no answer. `prompts`: their figures, for information.
    """

    band: RatingBand | None
    few: bool
    up: Distance | None
    down: Distance | None
    rounding_decides: bool
    unanswered: int
    prompts: tuple[Figure, ...]

    @property
    def waiting(self) -> bool:
        """Return whether the question applies to cases of which none has an answer yet."""
        return self.tally.answered == 0 and self.unanswered > 0

    @property
    def share(self) -> Fraction:
        """Return yes / applicable. Raises ZeroDivisionError if it applies to no case."""
        return Fraction(self.tally.yes, self.tally.applicable)


def round_half_up(number: Fraction) -> int:
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def percent(tally: Tally) -> int | None:
    """Return the whole per cent, rounded half up as HMIP publishes it; None, not 0, without an applicable case."""
    return round_half_up(Fraction(100 * tally.yes, tally.applicable)) if tally.applicable else None


def is_few(framework: Framework, applicable: int) -> bool:
    """Return whether there are applicable cases, but too few for a band."""
    return 0 < applicable < framework.fewest_cases


def band_of(framework: Framework, yes: int, applicable: int) -> RatingBand | None:
    """Return the band of yes / applicable, rounded as the framework says.

    None with too few cases, and in an unrated framework.
    """
    if not framework.rated or applicable < framework.fewest_cases:
        return None
    return band_by(framework, yes, applicable, rounds=framework.rounds)


def band_by(framework: Framework, yes: int, applicable: int, *, rounds: bool) -> RatingBand:
    """Return the band of yes / applicable, rounded or not. The framework is rated; `applicable` is at least 1."""
    share = Fraction(100 * yes, applicable)
    reached: Fraction | int = round_half_up(share) if rounds else share
    return max((band for band in framework.rating_bands if band.from_percent <= reached), key=lambda b: b.from_percent)


def least_yes(framework: Framework, applicable: int, band: RatingBand) -> int:
    """Return the fewest sufficient cases of `applicable` (at least 1) that reach `band` or a higher one."""
    threshold = Fraction(band.from_percent) - (Fraction(1, 2) if framework.rounds and band.from_percent else 0)
    return -(-threshold * applicable // 100)  # rounded up


def distance_up(framework: Framework, yes: int, applicable: int) -> Distance | None:
    """Return how far it is to the next band up.

    None in the highest band, with too few cases, and in an unrated framework.
    """
    band = band_of(framework, yes, applicable)
    if band is None or band is framework.rating_bands[-1]:
        return None
    following = framework.rating_bands[framework.rating_bands.index(band) + 1]
    needed = least_yes(framework, applicable, following)
    # with few cases, one more can skip a band: name the band that is really reached
    return Distance(needed - yes, band_by(framework, needed, applicable, rounds=framework.rounds).rating)


def distance_down(framework: Framework, yes: int, applicable: int) -> Distance | None:
    """Return how far it is to the band below.

    None in the lowest band, with too few cases, and in an unrated framework.
    """
    band = band_of(framework, yes, applicable)
    if band is None or band is framework.rating_bands[0]:
        return None
    left = least_yes(framework, applicable, band) - 1
    return Distance(yes - left, band_by(framework, left, applicable, rounds=framework.rounds).rating)


def shown_percent(framework: Framework, tally: Tally) -> int | None:
    """Return the whole per cent, or None if the question applies to too few cases: pages then show counts only."""
    return percent(tally) if tally.applicable >= framework.fewest_for_percent else None


def figure_of(framework: Framework, question: Question, tally: Tally) -> Figure:
    return Figure(question, tally, shown_percent(framework, tally))


def rounding_decides(framework: Framework, tally: Tally) -> bool:
    """Return whether rounding to a whole per cent changes the band."""
    if not framework.rated or tally.applicable < framework.fewest_cases:
        return False
    rounded, exact = (band_by(framework, tally.yes, tally.applicable, rounds=rounds) for rounds in (True, False))
    return rounded != exact
