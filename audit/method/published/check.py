"""What does not fit together in a published result: each finding is a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from audit.method.framework import Framework
from audit.method.published.rating import (
    NOT_RATED,
    PublishedRating,
    counted_standards,
    programme_of,
    score_by_percent,
    score_by_standards,
    score_of,
)
from audit.method.rating.audit import rate_overall
from audit.method.rating.banding import round_half_up


def what_does_not_fit(published: PublishedRating, framework: Framework) -> tuple[str, ...]:
    """Return sentences on what contradicts itself in a published result, or is impossible.

    `framework` gives the points of a rating and where the bands begin.
    """
    return (
        *_percent_fits(published, framework),
        *_standards_fit(published, framework),
        *_overall_fits(published, framework),
        *_figures_fit(published, framework),
    )


def sources_apart(rows: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return {name: sentence} of the inspections that different sources give different overall ratings.

    `rows`: (name of the inspection, overall rating in one source or "").
    """
    found = defaultdict(set)
    for name, overall in rows:
        found[name].add(overall)
    apart = {name: sorted(ratings - {""}) for name, ratings in found.items()}
    return {name: f"One source says {' and another '.join(each)}." for name, each in apart.items() if len(each) > 1}


def _percent_fits(published: PublishedRating, framework: Framework) -> Iterator[str]:
    if published.score_percent is None or not (published.max_score or programme_of(published).maxima):
        return
    percent, highest = f"{published.score_percent.normalize():f}%", _highest(published)
    score = score_by_percent(published, framework)
    if score is None:
        yield f"{percent} is an impossible score: it is no whole number of points of {highest} or of a lower maximum."
    elif score.maximum != highest and score.maximum not in programme_of(published).maxima:
        dropped = (highest - score.maximum) // framework.rating_bands[-1].score
        yield f"{percent} is no whole score of {highest}. It is {score}, so {dropped} standards were not rated."
    elif published.score not in (None, score.points):
        yield f"{percent} is {score}; the published score is {published.score}."


def _highest(published: PublishedRating) -> int:
    return published.max_score or programme_of(published).maxima[0]


def _standards_fit(published: PublishedRating, framework: Framework) -> Iterator[str]:
    """Compare the score with the sum of the standards, or with what the standards that are named leave possible."""
    score, added = score_of(published, framework), score_by_standards(published, framework)
    if score is None:
        return
    if added:
        if added != score:
            yield f"The ratings of the standards add up to {added}; the score is {score}."
        return
    named = [rating for rating in counted_standards(published).values() if rating != NOT_RATED]
    highest = framework.rating_bands[-1].score
    least = sum(framework.band[rating].score for rating in named)
    most = least + score.maximum - highest * len(named)
    if not least <= score.points <= most:
        yield f"With the ratings of {len(named)} standards the score is between {least} and {most}; it is {score}."


def _overall_fits(published: PublishedRating, framework: Framework) -> Iterator[str]:
    score = score_of(published, framework)
    computed = rate_overall(framework, score.points, score.maximum) if score else None
    if computed and not published.overall:
        yield f"No overall rating is published; {score} gives {computed}."
    elif computed and computed != published.overall:
        yield f"{score} gives {computed}; published is {published.overall}."


def _figures_fit(published: PublishedRating, framework: Framework) -> Iterator[str]:
    for code, figure in published.figures.items():
        if figure.yes is not None and figure.applicable and figure.percent is not None:
            percent = round_half_up(Fraction(100 * figure.yes, figure.applicable))
            if percent != figure.percent:
                yield f"{code}: {figure.yes} of {figure.applicable} is {percent}%; published is {figure.percent}%."
    for standard, rating in published.standards.items():
        percents = [f.percent for code, f in published.figures.items() if code.startswith(f"{standard}.")]
        known = [percent for percent in percents if percent is not None]
        if not known or len(known) < len(percents):
            continue
        lowest = max(
            (band for band in framework.rating_bands if band.from_percent <= min(known)), key=lambda b: b.from_percent
        )
        if lowest.rating != rating:
            yield f"{standard}: its lowest key question is {min(known)}%, {lowest.rating}; published is {rating}."
