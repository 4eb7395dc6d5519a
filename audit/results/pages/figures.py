"""The figures of a question, ready to print: in words, as a bar, with the way to the next rating."""

from dataclasses import dataclass

from django.utils.text import slugify

from audit.method.certainty.interval import Interval
from audit.method.certainty.words import interval_text
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.rating.banding import Figure
from audit.method.rating.explain import (
    how_far_down,
    how_far_up,
    why_no_band,
)

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


def legend_of(rating):
    """Return the sentence that says where bands begin in the bars; "" if no bar shows them."""
    begins = [f"{band.rating} at {band.from_percent}%" for band in rating.framework.rating_bands[1:]]
    banded = any(question.band for standard in rating.standards for question in standard.key_questions)
    return f"Lines in the bars: {', '.join(begins)}." if banded else ""


def key_question_line(report, question, limiting=False):
    """Return the FigureLine of a key question, with its rating and how far it is from the next band."""
    reason = _none_sampled(report, question.code) or why_no_band(report.framework, question)
    advice = tuple(filter(None, (reason, how_far_up(question), how_far_down(question))))
    return figure_line(report, question, question.band.rating if question.band else "", limiting, advice)


def _none_sampled(report, code):
    """Return that no case of the question's kind is in the sample; "" if some are, or all cases are alike."""
    kind = report.framework.standard_of[code].kind
    return next(
        (f"{each.none_sampled}." for each in report.rating.kinds if kind == each.kind.code and each.none_sampled), ""
    )


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
