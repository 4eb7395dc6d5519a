"""An audit beside published results of inspections, ready to print."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.method.certainty.interval import Draw, interval_of
from audit.method.certainty.words import interval_text
from audit.method.change.difference import change_between
from audit.method.change.words import change_text
from audit.method.groups.shown import FEW
from audit.method.published.rating import PublishedShare, score_of
from audit.method.rating.banding import KeyQuestionRating
from audit.method.tally import Tally
from audit.models import PublishedResult
from audit.results.pages.figures import figure_line
from audit.results.published.files import scoring_framework
from audit.results.published.findings import findings_on
from audit.results.published.reads import each_once
from audit.results.report import Report

OTHER_STANDARDS = (
    "Its key questions are not compared: it was inspected by other standards, or the source does not say by which."
)
NO_FIGURES = "Its source gives no figures of key questions."
UNKNOWN = "not published"


@dataclass(frozen=True)
class StandardBeside:
    name: str
    ours: str
    published: str


@dataclass(frozen=True)
class QuestionBeside:
    """One key question: `ours` "45%, 25 of 56", `interval`, `published`, and how far apart they are, in words."""

    name: str
    ours: str
    interval: str
    published: str
    published_interval: str
    apart: str


@dataclass(frozen=True)
class InspectionBeside:
    """One published result of the audit's unit. `when`: whether it came before or after the audit, if that is known."""

    name: str
    overall: str
    source: str
    when: str
    standards: tuple[StandardBeside, ...]
    questions: tuple[QuestionBeside, ...]
    why_no_questions: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class PublishedLine:
    name: str
    year: str
    overall: str
    score: str
    source: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class PublishedPage:
    """What the page shows. `others`: the published results of the programme, by name; `counts`: (rating, number)."""

    notice: str
    ours: str
    inspections: tuple[InspectionBeside, ...]
    counts: tuple[tuple[str, int], ...]
    inspected: int
    others: tuple[PublishedLine, ...]


def build_published_page(
    report: Report, year: int | None, of_unit: Sequence[PublishedResult], others: Sequence[PublishedResult]
) -> PublishedPage:
    """Return the PublishedPage of a Report. `year`: of the audit's sign-off, None before it."""
    scoring = scoring_framework()
    others = others if report.framework.rated else ()  # an unrated framework speaks of no ratings
    once = each_once(others)
    findings = findings_on([*of_unit, *others], scoring) if report.framework.rated else {}
    counts = Counter(result.overall for result in once)
    return PublishedPage(
        notice=report.notice,
        ours=_overall(report),
        inspections=tuple(_beside(report, year, result, findings.get(result.pk, ())) for result in of_unit),
        counts=tuple((rating, counts[rating]) for rating in scoring.band),
        inspected=len(once),
        others=tuple(_line(result, findings.get(result.pk, ())) for result in others),
    )


def _overall(report: Report) -> str:
    rating = report.rating
    return f"{rating.overall}, {rating.score} of {rating.max_score}" if rating.overall else ""


def _line(result, findings):
    score = score_of(result.as_rating(), scoring_framework())
    return PublishedLine(
        result.inspection, result.year, result.overall or UNKNOWN, str(score or ""), result.source, findings
    )


def _beside(report, year, result, findings):
    line, rating = _line(result, findings), result.as_rating()
    why = _why_no_questions(report, result)
    return InspectionBeside(
        name=str(result),
        overall=", ".join(filter(None, [line.overall, line.score])) if report.framework.rated else "",
        source=result.source,
        when=_when(year, result.year),
        standards=tuple(_standards(report, rating.standards)),
        questions=() if why else tuple(_questions(report, rating.figures)),
        why_no_questions=why,
        findings=findings,
    )


def _when(year: int | None, published: str) -> str:
    inspected = published[:4]
    if year is None or not inspected or int(inspected) == year:
        return ""
    return f"The inspection {'came before' if int(inspected) < year else 'followed'} this audit."


def _why_no_questions(report: Report, result: PublishedResult) -> str:
    if not result.figures:
        return NO_FIGURES
    same = result.programme == report.words.programme and result.max_score == report.framework.max_score
    return "" if same else OTHER_STANDARDS


def _standards(report, published) -> Iterator[StandardBeside]:
    ratings = {name.split()[0]: rating for name, rating in published.items()}
    for standard in report.rating.standards:
        if standard.code in ratings and report.framework.rated:
            name = f"{standard.code} {standard.standard.title}"
            yield StandardBeside(name, standard.final or "No rating yet", ratings[standard.code])


def _questions(report, figures) -> Iterator[QuestionBeside]:
    for standard in report.rating.standards:
        for question in standard.key_questions:
            if question.code in figures and not report.ratings_only:
                yield _question(report, question, figures[question.code])


def _question(report: Report, question: KeyQuestionRating, published: PublishedShare):
    line, few, tally = figure_line(report, question), question.tally.applicable < FEW, published.tally
    shown = line.percent if question.hidden else ", ".join(filter(None, ["" if few else line.percent, line.share]))
    return QuestionBeside(
        name=f"{question.code} {report.words.title_of(question.question)}",
        ours=f"{shown} (few)" if few and question.tally.applicable else shown,
        interval="" if few else line.interval,
        published=_published(published),
        published_interval=interval_text(tally and interval_of(Draw(tally.applicable), tally)),
        apart=_apart(report.draw_of(question.code), question.tally, tally) if tally and not few else "",
    )


def _published(share: PublishedShare) -> str:
    percent, counts = f"{share.percent}%" if share.percent is not None else "", share.tally
    shown = ", ".join(filter(None, [percent, counts and f"{counts.yes} of {counts.applicable}"]))
    return shown or UNKNOWN


def _apart(draw: Draw, ours: Tally, published: Tally) -> str:
    """Say how far the inspection's percentage lies from ours."""
    return change_text(change_between(ours, draw, published, Draw(published.applicable)))
