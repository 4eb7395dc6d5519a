"""What would raise the ratings of a signed-off audit, ready to print: work to do, never cases to judge again."""

from dataclasses import dataclass

from audit.method.raising.fewest import raise_to_next_band, raise_to_next_overall
from audit.method.raising.words import raise_sentence, sentence_on_next_overall, sentences_on_aim
from audit.results.report import Report

NOT_SHOWN = "A standard is left out if some of its figures are not shown to you."


@dataclass(frozen=True)
class RaisingPart:
    """What the part "What would raise the ratings" shows.

    `standards`: a sentence for each standard that more sufficient cases raise. `overall`: what the next overall rating
    takes, `overall_standards` in which standards; "" and () in the highest, and without one. `aim`: sentences.
    """

    standards: tuple[str, ...]
    overall: str
    overall_standards: tuple[str, ...]
    aim: tuple[str, ...]
    withheld: str


def build_raising(report: Report) -> RaisingPart | None:
    """Return the RaisingPart of a signed-off audit's Report; None if no case raises any standard."""
    rating, framework = report.rating, report.framework
    raises = [each for each in (raise_to_next_band(framework, s) for s in rating.standards) if each]
    if not raises:
        return None
    overall = None if report.signed_otherwise else raise_to_next_overall(rating)
    bands = list({each.rating: framework.band[each.rating] for each in raises}.values())
    hides = any(question.hidden for standard in rating.standards for question in standard.key_questions)
    return RaisingPart(
        standards=tuple(map(raise_sentence, raises)),
        overall=sentence_on_next_overall(rating, overall) if overall else "",
        overall_standards=tuple(map(raise_sentence, overall.raises)) if overall else (),
        aim=tuple(sentences_on_aim(framework, bands, report.draw)) if report.draw.leaves_luck else (),
        withheld=NOT_SHOWN if hides else "",
    )
