"""How sure a result is, ready to print: sentences first, then the chances as tables."""

from dataclasses import dataclass

from audit.method.certainty.bands import chance_of_each_band
from audit.method.certainty.overall import chances_overall
from audit.method.certainty.words import (
    chance_text,
    how_strict,
    if_they_stand,
    sentence_on_overall,
    sentences_on_judgements,
    sentences_on_standards,
    what_chances_cover,
    where_answers_are_missing,
    why_no_chances,
)
from audit.method.rating.standard import StandardRating
from audit.results.report import Report

NOT_STORED = "This result was signed off before this site worked out chances, so there are none."
NOT_RATED_YET = "No standard is rated from cases yet, so there are no chances."
NOT_SHOWN = "Some chances are not shown: they would give away figures that you may not see."


@dataclass(frozen=True)
class ChanceRow:
    """One standard, question or the whole. `chances`: one text for each rating, the lowest first."""

    name: str
    chances: tuple[str, ...]
    is_standard: bool = False


@dataclass(frozen=True)
class CertaintyPart:
    """What the part "How sure is this" shows. `reason`: why there is nothing else in it; else ""."""

    reason: str
    overall: str = ""
    standards: tuple[str, ...] = ()
    withheld: str = ""
    missing: str = ""
    covers: str = ""
    strict: str = ""
    judgements: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    rows: tuple[ChanceRow, ...] = ()


def build_certainty(report: Report) -> CertaintyPart | None:
    """Return the CertaintyPart of a Report; None in an unrated framework, and without a case or a figure."""
    rating, framework, chances = report.rating, report.framework, report.chances
    if not framework.rated or not rating.cases or report.ratings_only:
        return None
    if reason := _why_none(report):
        return CertaintyPart(reason)
    return CertaintyPart(
        reason="",
        overall=sentence_on_overall(rating, chances),
        standards=tuple(sentences_on_standards(rating, chances)),
        withheld=NOT_SHOWN if any(_hides(standard) for standard in rating.standards) else "",
        missing=where_answers_are_missing(rating, chances),
        covers=what_chances_cover(report.draw),
        strict=how_strict(rating),
        judgements=tuple(sentences_on_judgements(rating, chances)),
        ratings=tuple(framework.band),
        rows=(*_overall_row(report), *(row for standard in rating.standards for row in _rows(report, standard))),
    )


def _why_none(report):
    if reason := why_no_chances(report.draw):
        return reason
    if report.chances is None:
        return NOT_STORED
    hides = any(_hides(standard) for standard in report.rating.standards)
    return "" if report.chances.standards else NOT_SHOWN if hides else NOT_RATED_YET


def _overall_row(report):
    overall = chances_overall(report.rating, report.chances)
    if overall:
        condition = if_they_stand(report.rating)
        name = f"Overall, {condition[0].lower()}{condition[1:]}" if condition else "Overall"
        yield ChanceRow(name, tuple(chance_text(overall[rating]) for rating in report.framework.band), True)


def _rows(report, standard):
    """Yield the row of a standard with chances, then those of its questions that apply to a case."""
    framework, chances = report.framework, report.chances.standards.get(standard.code)
    if chances is None:
        return
    yield ChanceRow(_name(standard), tuple(chance_text(chances[rating]) for rating in framework.band), True)
    for question in standard.key_questions:
        if question.tally.applicable:
            found = chance_of_each_band(framework, question.tally, report.draw_of(question.code))
            yield ChanceRow(question.code, tuple(chance_text(found[rating]) for rating in framework.band))


def _hides(standard: StandardRating) -> bool:
    return any(question.hidden for question in standard.key_questions)


def _name(standard: StandardRating) -> str:
    return f"{standard.code} {standard.standard.title}"
