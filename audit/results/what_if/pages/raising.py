"""What would raise the ratings of a signed-off audit, ready to print: work to do, never cases to judge again."""

from dataclasses import dataclass

from audit.method.raising.fewest import raise_to_next_band, raise_to_next_overall
from audit.method.raising.words import sentence_on_next_overall, sentences_on_aim
from audit.results.report import Report


@dataclass(frozen=True)
class RaisingPart:
    """What the part "What would raise the ratings" says: what the next overall rating takes, and what to aim at."""

    sentences: tuple[str, ...]


def build_raising(report: Report) -> RaisingPart | None:
    """Return the RaisingPart of a signed-off audit's Report; None if no case raises any standard."""
    rating, framework = report.rating, report.framework
    raises = [each for each in (raise_to_next_band(framework, s) for s in rating.standards) if each]
    if not raises:
        return None
    overall = None if report.signed_otherwise else raise_to_next_overall(rating)
    bands = list({each.rating: framework.band[each.rating] for each in raises}.values())
    draw = report.draws.of(framework.usual_kind)
    aim = sentences_on_aim(framework, bands, draw) if draw.leaves_luck else ()
    return RaisingPart((*((sentence_on_next_overall(rating, overall),) if overall else ()), *aim))
