"""One question's figures: percentage, band, and how far it is from the next band. Integers and fractions only.

Bands and rounding: method.md section 2.4, recalled rather than re-read, so the framework file sets them.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from .framework import Framework, Question, RatingBand
from .tally import Tally


@dataclass(frozen=True)
class Distance:
    """So many further cases judged differently, n unchanged, give `rating`."""

    cases: int
    rating: str


@dataclass(frozen=True)
class Figure:
    """A question's tally and its whole per cent (None where no case applies, or too few for a percentage).

    `hidden`: its reader may not know it, so nothing of it is in here.
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
    """A key question's figure with its band; `few`: some cases apply, and too few for a band.

    `up`: sufficient cases needed for the next band; `down`: sufficient cases that, lost, give the band below.
    `rounding_decides`: the whole per cent falls in another band than the exact share.
    `unanswered`: cases that were asked and gave no answer. `prompts`: their figures, for information.
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
        """Cases were asked, and none has answered yet."""
        return self.tally.answered == 0 and self.unanswered > 0

    @property
    def share(self) -> Fraction:
        """Yes / applicable. Raises ZeroDivisionError where no case applies."""
        return Fraction(self.tally.yes, self.tally.applicable)


def round_half_up(number: Fraction) -> int:
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def percent(tally: Tally) -> int | None:
    """The whole per cent as published, rounded half up; None, not 0, where there is no applicable case."""
    return round_half_up(Fraction(100 * tally.yes, tally.applicable)) if tally.applicable else None


def is_few(framework: Framework, applicable: int) -> bool:
    """Whether there are cases, but too few for a band."""
    return 0 < applicable < framework.fewest_cases


def band_of(framework: Framework, yes: int, applicable: int) -> RatingBand | None:
    """The band of yes / applicable, by the framework's rounding; None with too few cases or in an unrated framework."""
    if not framework.rated or applicable < framework.fewest_cases:
        return None
    return band_by(framework, yes, applicable, rounds=framework.rounds)


def band_by(framework: Framework, yes: int, applicable: int, *, rounds: bool) -> RatingBand:
    """The band of a rated framework with or without rounding first; there must be applicable cases."""
    share = Fraction(100 * yes, applicable)
    reached: Fraction | int = round_half_up(share) if rounds else share
    return max((band for band in framework.rating_bands if band.from_percent <= reached), key=lambda b: b.from_percent)


def least_yes(framework: Framework, applicable: int, band: RatingBand) -> int:
    """The fewest sufficient cases out of `applicable` (at least 1) with which `band`, or a higher one, is reached."""
    threshold = Fraction(band.from_percent) - (Fraction(1, 2) if framework.rounds and band.from_percent else 0)
    return -(-threshold * applicable // 100)


def distance_up(framework: Framework, yes: int, applicable: int) -> Distance | None:
    """None in the highest band, with too few cases, and in an unrated framework."""
    band = band_of(framework, yes, applicable)
    if band is None or band is framework.rating_bands[-1]:
        return None
    following = framework.rating_bands[framework.rating_bands.index(band) + 1]
    needed = least_yes(framework, applicable, following)
    # with few cases one more can jump over a band: name the one that is really reached
    return Distance(needed - yes, band_by(framework, needed, applicable, rounds=framework.rounds).rating)


def distance_down(framework: Framework, yes: int, applicable: int) -> Distance | None:
    """None in the lowest band, with too few cases, and in an unrated framework."""
    band = band_of(framework, yes, applicable)
    if band is None or band is framework.rating_bands[0]:
        return None
    left = least_yes(framework, applicable, band) - 1
    return Distance(yes - left, band_by(framework, left, applicable, rounds=framework.rounds).rating)


def shown_percent(framework: Framework, tally: Tally) -> int | None:
    """The whole per cent where enough cases apply; else None, and the counts stand alone."""
    return percent(tally) if tally.applicable >= framework.fewest_for_percent else None


def figure_of(framework: Framework, question: Question, tally: Tally) -> Figure:
    return Figure(question, tally, shown_percent(framework, tally))


def rounding_decides(framework: Framework, tally: Tally) -> bool:
    """Whether rounding to a whole per cent, or not doing so, makes a difference to the band."""
    if not framework.rated or tally.applicable < framework.fewest_cases:
        return False
    rounded, exact = (band_by(framework, tally.yes, tally.applicable, rounds=rounds) for rounds in (True, False))
    return rounded != exact
