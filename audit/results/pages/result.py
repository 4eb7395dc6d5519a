"""The result page, ready to print: what its template shows, made from a Report."""

from dataclasses import dataclass

from django.utils.text import capfirst, slugify

from audit.method.certainty.interval import Interval
from audit.method.certainty.words import interval_text
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.framework import Framework
from audit.method.raising.words import to_next_band_text, what_would_lift
from audit.method.rating.banding import Figure
from audit.method.rating.explain import (
    how_far_down,
    how_far_up,
    overall_standing,
    score_text,
    standing,
    waiting_text,
    why_no_band,
)
from audit.method.rating.points import sentences_on_points
from audit.method.rating.standard import StandardRating
from audit.results.pages.recommendations import RecommendationLine, recommendation_lines

RANGES = (
    "The range beside a percentage, and the line with two ends in its bar, is its 95% interval: how far another sample "
    "could have moved it by chance."
)


@dataclass(frozen=True)
class Bar:
    """A percentage drawn as a bar. `edges`: where bands begin, in whole per cents. `label`: the same in words.

    `whisker`: the path that draws the 95% interval; "" without one.
    """

    percent: int | None
    rating_slug: str
    edges: tuple[int, ...]
    label: str
    whisker: str


@dataclass(frozen=True)
class FigureLine:
    """One question's figures: `share` "25 of 56", `percent` "45%" ("" with few cases), `interval` "32% to 58%" or "".

    `rating`: "" for prompts and items. `shown_code`: "" for items, whose codes are for spreadsheets only.
    """

    code: str
    shown_code: str
    text: str
    share: str
    percent: str
    interval: str
    rating: str
    rating_slug: str
    bar: Bar
    limiting: bool = False
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class StandardBlock:
    """One standard. `standing`: its rating, or why it has none.

    `limiting`: (code, short title) of its lowest key question, or of all that tie; `limiting_share` and `bar` show its
    figures. `steps_up`: how many more sufficient cases lift it by a band, in short.
    """

    code: str
    title: str
    standing: str
    rating_slug: str
    score: str
    from_cases: bool
    lift: str
    steps_up: str
    computed: str
    judgement: object
    waiting: str
    refused: bool
    may_move: bool
    limiting: tuple[tuple[str, str], ...]
    limiting_share: str
    bar: Bar | None


@dataclass(frozen=True)
class ResultPage:
    """What the result page shows. `incomplete`: how many cases are in, for every rating; "" when all are.

    `without_cases`: no case counts yet, so there are only standards judged on evidence.
    """

    notice: str
    incomplete: str
    title: str
    unit: str
    about: str
    signed_otherwise: str
    correction: str
    ratings_only: bool
    without_cases: bool
    rated: bool
    legend: str
    ranges: str
    overall: str
    overall_slug: str
    score: str
    points: str
    framework: Framework
    standards: tuple[StandardBlock, ...]
    item_groups: tuple[tuple[str, tuple[FigureLine, ...]], ...]
    notes: tuple[str, ...]
    recommendations: tuple[RecommendationLine, ...]


def build_result_page(report):
    """Return the ResultPage of a Report."""
    rating, framework = report.rating, report.framework
    items = {item.code: item for item in rating.items}
    return ResultPage(
        notice=report.notice,
        incomplete=report.incomplete if rating.cases else "",
        title=report.title,
        unit=report.unit,
        about=report.about,
        signed_otherwise=report.signed_otherwise,
        correction=report.correction,
        ratings_only=report.ratings_only,
        without_cases=not rating.cases,
        rated=framework.rated,
        legend=legend_of(rating),
        ranges=RANGES if report.draw.leaves_luck and rating.cases >= framework.fewest_for_percent else "",
        overall=overall_standing(rating),
        overall_slug=rating_slug(rating.overall),
        score=score_text(rating),
        points=" ".join(sentences_on_points(rating)),
        framework=framework,
        standards=tuple(_block(report, standard) for standard in _standards_shown(rating)),
        item_groups=tuple(
            (group.title, tuple(figure_line(report, items[item.code]) for item in group.items))
            for group in framework.item_groups
            if rating.cases and not report.ratings_only
        ),
        notes=(*report.notes, *framework.notes),
        recommendations=recommendation_lines(report),
    )


def _standards_shown(rating):
    """Those that rest on cases, once there are cases, then those judged on evidence."""
    on_evidence = [standard for standard in rating.standards if not standard.standard.from_cases]
    from_cases = [standard for standard in rating.standards if standard.standard.from_cases and rating.cases]
    return from_cases + on_evidence


def _block(report, standard: StandardRating):
    rating = report.rating
    limiting = () if report.ratings_only else standard.limiting
    lowest = key_question_line(report, limiting[0], limiting=True) if limiting else None
    return StandardBlock(
        code=standard.code,
        title=standard.standard.title,
        standing=standing(rating.framework, standard),
        rating_slug=rating_slug(standard.final),
        score="" if standard.score is None else str(standard.score),
        from_cases=standard.standard.from_cases,
        lift=what_would_lift(rating.framework, standard),
        steps_up=to_next_band_text(rating.framework, standard),
        computed=standard.rating if standard.decided else "",
        judgement=standard.judgement,
        waiting=capfirst(waiting_text(standard)),
        refused=standard.refused,
        may_move=may_be_judged(standard),
        limiting=tuple(
            (question.code, report.words.short_titles.get(question.code, "")) for question in standard.limiting
        ),
        limiting_share=_share_of(lowest) if lowest else "",
        bar=lowest.bar if lowest else None,
    )


def may_be_judged(standard):
    """Return whether people can decide something: from cases only if discretion allows a move, or one was decided."""
    if not standard.standard.from_cases:
        return True
    return standard.rating is not None and bool(standard.moves or standard.judgement)


def _share_of(line: FigureLine):
    """Return for example "25 of 56, 45% (32% to 58%)"."""
    interval = f" ({line.interval})" if line.interval else ""
    return ", ".join(filter(None, (line.share, line.percent))) + interval


def legend_of(rating):
    """Return the sentence that says where bands begin in the bars; "" if no bar shows them."""
    begins = [f"{band.rating} at {band.from_percent}%" for band in rating.framework.rating_bands[1:]]
    banded = any(question.band for standard in rating.standards for question in standard.key_questions)
    return f"Lines in the bars: {', '.join(begins)}." if banded else ""


def key_question_line(report, question, limiting=False):
    """Return the FigureLine of a key question, with its rating and how far it is from the next band."""
    reason = why_no_band(report.framework, question)
    advice = tuple(filter(None, (reason, how_far_up(question), how_far_down(question))))
    return figure_line(report, question, question.band.rating if question.band else "", limiting, advice)


def figure_line(report, figure: Figure, rating="", limiting=False, advice=()):
    """Return the FigureLine of any question. Only a key question's bar has a rating and band edges."""
    framework = report.framework
    interval = report.interval_of(figure)
    in_words = interval_text(interval)
    percent = f"{figure.percent}%" if figure.percent is not None else "" if figure.tally.applicable else "no cases"
    percent = NOT_SHOWN if figure.hidden else percent
    edges = tuple(band.from_percent for band in framework.rating_bands[1:]) if rating else ()
    bounds = f": bands begin at {', '.join(map(str, edges))}%" if edges else ""
    share = "" if figure.hidden else f"{figure.tally.yes} of {figure.tally.applicable}"
    shown = f"{percent} ({in_words})" if in_words else percent or share
    label = ", ".join(filter(None, (shown, rating))) + bounds
    return FigureLine(
        code=figure.code,
        shown_code=figure.code if figure.code in framework.standard_of else "",
        text=figure.question.text,
        share=share,
        percent=percent,
        interval=in_words,
        rating=rating,
        rating_slug=rating_slug(rating),
        bar=Bar(figure.percent, rating_slug(rating), edges, label, whisker_of(interval)),
        limiting=limiting,
        advice=advice,
    )


def whisker_of(interval: Interval | None) -> str:
    """Return the path of a line from end to end with a stroke across each, in a picture of 100 by 10."""
    if interval is None:
        return ""
    low, high = f"{interval.low:.1f}", f"{interval.high:.1f}"
    return f"M{low} 5H{high}M{low} 2.5v5M{high} 2.5v5"


def rating_slug(rating):
    """Return the name by which the style sheet knows a rating."""
    return slugify(rating) if rating else "none"
