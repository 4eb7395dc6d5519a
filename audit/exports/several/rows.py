"""Audits side by side: what a file of several audits says of each, and of each of its key questions."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.timezone import localdate

from audit.exports.figures.figure_rows import FigureRow, figure_rows
from audit.exports.leaving.contents import Contents


class AuditRow(NamedTuple):
    """One audit. `signed_on`: None before the sign-off. `overall` and `score`: None if it has no overall rating.

    `note`: what a reader must know before they compare it with others; "" if nothing.
    """

    number: int
    title: str
    region: str
    unit: str
    purpose: str
    framework: str
    cases: int
    signed_on: datetime.date | None
    version: int | None
    overall: str | None
    score: int | None
    highest: int | None
    note: str


class KeyQuestionRow(NamedTuple):
    """One key question of one audit. `standard`: its code and title; `standard_rating`: the one that counts."""

    audit: AuditRow
    standard: str
    text: str
    figure: FigureRow
    standard_rating: str


def audit_row(contents: Contents) -> AuditRow:
    audit, report, rating = contents.audit, contents.report, contents.report.rating
    return AuditRow(
        number=audit.pk,
        title=report.title,
        region=str(audit.unit.region),
        unit=str(audit.unit),
        purpose=audit.get_purpose_display(),
        framework=report.framework.title,
        cases=rating.cases,
        signed_on=localdate(audit.signed_off_at) if audit.signed_off_at else None,
        version=report.version.number if report.version else None,
        overall=rating.overall,
        score=rating.score,
        highest=rating.max_score if report.framework.rated else None,
        note=" ".join(filter(None, (report.incomplete and f"{report.incomplete}.", report.caution))),
    )


def key_question_rows(contents: Contents, row: AuditRow) -> Iterator[KeyQuestionRow]:
    """Yield the KeyQuestionRows of an audit, in the order of its framework. `row`: its AuditRow."""
    standards = {standard.code: standard for standard in contents.report.rating.standards}
    framework = contents.report.framework
    questions = {question.code: question for question in framework.key_questions}
    for figure in figure_rows(contents, groups=False):
        if question := questions.get(figure.question):
            standard = framework.standard_of[question.code]
            name, rated = f"{standard.code} {standard.title}", standards[standard.code].final or ""
            yield KeyQuestionRow(row, name, question.text, figure, rated)
