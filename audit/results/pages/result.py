"""The result page, ready to print: what its template shows, made from a Report."""

from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst

from audit.method.framework import Framework
from audit.method.kinds import of_kinds
from audit.method.raising.words import to_next_band_text, what_would_lift
from audit.method.rating.explain import (
    NOT_COUNTED,
    left_out_text,
    overall_standing,
    score_text,
    standing,
    waiting_text,
)
from audit.method.rating.points import sentences_on_points
from audit.method.rating.standard import StandardRating
from audit.results.pages.figures import RANGES, Bar, FigureLine, figure_line, key_question_line, legend_of, rating_slug
from audit.results.texts import WrittenStandard


@dataclass(frozen=True)
class StandardBlock:
    """One standard. `standing`: its rating, or why it has none. `incomplete`: how many of the cases that it is judged
    on are in; "" when all are.

    `written`: what is written about it; false if nothing is.
    `limiting`: (code, short title) of its lowest key question, or of all that tie; `limiting_share` and `bar` show its
    figures. `steps_up`: how many more sufficient cases lift it by a band, in short. `left_out`: what its cases would
    have given, if a panel decided not to rate it. `not_counted`: that it is rated and in no score. `open_to_decide`:
    there is more to decide than not to rate what the rule rates.
    """

    code: str
    title: str
    standing: str
    incomplete: str
    rating_slug: str
    score: str
    from_cases: bool
    lift: str
    steps_up: str
    computed: str
    judgement: object
    written: WrittenStandard | SimpleLazyObject
    waiting: str
    refused: bool
    may_move: bool
    open_to_decide: bool
    left_out: str
    not_counted: str
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
        standards=tuple(standard_block(report, standard) for standard in _standards_shown(rating)),
        item_groups=tuple(
            (group.title, tuple(figure_line(report, items[item.code]) for item in group.items))
            for group in framework.item_groups
            if rating.cases and not report.ratings_only
        ),
        notes=(*report.notes, *framework.notes),
    )


def _standards_shown(rating):
    """Those that rest on cases, once there are cases, then those judged on evidence."""
    on_evidence = [standard for standard in rating.standards if not standard.standard.from_cases]
    from_cases = [standard for standard in rating.standards if standard.standard.from_cases and rating.cases]
    return from_cases + on_evidence


def _incomplete_of(report, standard):
    """Of several kinds of case, only the cases of a standard's own kind are its business."""
    kinds = report.rating.kinds
    if not kinds or not report.incomplete:
        return report.incomplete if report.rating.cases else ""
    own = [each for each in kinds if each.kind.code == standard.standard.kind and each.cases < each.expected]
    begins = "Provisional:" if report.provisional else "Signed off with"
    return f"{begins} {of_kinds(own)}" if own else ""


def standard_block(report, standard: StandardRating):
    """Return the StandardBlock of one standard of a Report."""
    rating = report.rating
    limiting = () if report.ratings_only else standard.limiting
    lowest = key_question_line(report, limiting[0], limiting=True) if limiting else None
    return StandardBlock(
        code=standard.code,
        title=standard.standard.title,
        standing=standing(rating.framework, standard),
        incomplete=_incomplete_of(report, standard),
        rating_slug=rating_slug(standard.final),
        score="" if standard.score is None else str(standard.score),
        from_cases=standard.standard.from_cases,
        lift=what_would_lift(rating.framework, standard),
        steps_up=to_next_band_text(rating.framework, standard),
        computed=standard.rating if standard.decided else "",
        judgement=standard.judgement,
        written=SimpleLazyObject(lambda: report.texts.get(standard.code)),  # a query that not every page needs
        waiting=capfirst(waiting_text(standard)),
        refused=standard.refused,
        may_move=bool(standard.moves),
        open_to_decide=bool(standard.moves or standard.judgement) or standard.rating is None,
        left_out=left_out_text(standard),
        not_counted=NOT_COUNTED if standard.final and not standard.standard.counted else "",
        limiting=tuple(
            (question.code, report.words.short_titles.get(question.code, "")) for question in standard.limiting
        ),
        limiting_share=_share_of(lowest) if lowest else "",
        bar=lowest.bar if lowest else None,
    )


def _share_of(line: FigureLine):
    """Return for example "25 of 56, 45% (32% to 58%)"."""
    interval = f" ({line.interval})" if line.interval else ""
    return ", ".join(filter(None, (line.share, line.percent))) + interval
