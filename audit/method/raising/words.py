"""The sentences that say how many more sufficient cases it takes, and what to aim at."""

from collections.abc import Iterator

from audit.method.certainty.interval import Draw
from audit.method.framework import Framework, RatingBand
from audit.method.raising.aim import OFTEN, TEN, percent_to_aim_at
from audit.method.raising.fewest import Need, OverallRaise, StandardRaise, raise_to_next_band
from audit.method.rating.audit import AuditRating
from audit.method.rating.standard import StandardRating
from cases.counted import counted
from cases.listed import listed


def to_next_band_text(framework: Framework, standard: StandardRating) -> str:
    """Return for example "3 more of 56 in CODE"; "" if no case raises the standard, or the reader may not know."""
    raised = raise_to_next_band(framework, standard)
    return needs_text(raised) if raised else ""


def what_would_lift(framework: Framework, standard: StandardRating) -> str:
    """Return for example "To rise to Good: 1 more sufficient case in CODE."; "" as above."""
    raised = raise_to_next_band(framework, standard)
    if raised is None:
        return ""
    steps = [f"{counted(need.cases, 'more sufficient case')} in {need.question.code}" for need in raised.needs]
    return f"To rise to {raised.rating}: {listed(steps)}."


def needs_text(raised: StandardRaise) -> str:
    """Return the needs in one line, the largest first: "15 more of 56 in CODE, 8 in CODE and 3 in CODE"."""
    needs = sorted(raised.needs, key=lambda need: -need.cases)
    first = needs[0]
    if len(needs) > 1 and all(_numbers(need) == _numbers(first) for need in needs):
        return f"{_more(first)} in each of {listed([need.question.code for need in needs])}"
    others = [f"{_fewer_words(need, first)} in {need.question.code}" for need in needs[1:]]
    return listed([f"{_more(first)} in {first.question.code}", *others])


def sentence_on_next_overall(rating: AuditRating, raised: OverallRaise) -> str:
    """Return how many more answers the next overall rating takes."""
    begins = f"The overall rating would be {raised.rating} from a score of {raised.score} of {rating.max_score}."
    if not raised.raises:
        return f"{begins} No case can give that score while the judgements stand."
    more = counted(raised.cases, "more sufficient answer")
    return f"{begins} While the judgements stand, that takes at least {more}."


def sentences_on_aim(framework: Framework, bands: list[RatingBand], draw: Draw) -> Iterator[str]:
    """Yield how much work must be sufficient to reach each band, the lowest first; the draw leaves luck."""
    for place, band in enumerate(sorted(bands, key=lambda each: each.from_percent)):
        aim = f"about {percent_to_aim_at(framework, band, draw)}%"
        if place:
            yield f"To reach {band.from_percent}%, aim for {aim}."
        else:
            samples = f"{OFTEN} of {TEN} samples of {draw.cases}"
            yield (
                f"To reach {band.from_percent}% in {samples}, aim for sufficient work in {aim} of cases on a question."
            )
    if bands and any(len(standard.key_questions) > 1 for standard in framework.standards):
        yield "A standard rises only if all of its questions get there, so aim at each of them."


def sentence_on_scratch(before: AuditRating, after: AuditRating) -> str:
    """Return what becomes of score and overall rating; "" without a score."""
    if before.score is None or after.score is None:
        return ""
    if before.score == after.score:
        return f"The score stays {before.score} of {before.max_score}, and the overall rating {before.overall}."
    score = f"The score would be {after.score} of {after.max_score} instead of {before.score}"
    if before.overall == after.overall:
        return f"{score}. The overall rating stays {before.overall}."
    return f"{score}, and the overall rating {after.overall} instead of {before.overall}."


def _numbers(need: Need) -> tuple[int, int]:
    return need.cases, need.question.tally.applicable


def _more(need: Need) -> str:
    return f"{need.cases} more of {need.question.tally.applicable}"


def _fewer_words(need: Need, first: Need) -> str:
    same = need.question.tally.applicable == first.question.tally.applicable
    return str(need.cases) if same else f"{need.cases} of {need.question.tally.applicable}"
