"""The surveys of an audit: their columns and figures, who may write them, and what tells whether one has changed."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from audit.evidence.citable import Citable
from audit.evidence.surveys.groups import groups_by_background, shown_figure
from audit.evidence.surveys.guess import BACKGROUND, QUESTION
from audit.evidence.surveys.sentence import sentence_of
from audit.evidence.surveys.sheets import SurveyColumn
from audit.method.groups.shown import ShownGroup
from audit.method.tally import Tally
from audit.models import Audit, Survey
from cases.permissions import Permission


def may_write(audit: Audit) -> bool:
    """Return whether this person may import surveys (the audit is from a view that opens_audit)."""
    return audit.signed_off_at is None and Permission.JUDGE in audit.permissions


def surveys_of(audit: Audit) -> QuerySet[Survey]:
    """Return the surveys without their sheets and quotes, which lists do not need."""
    return audit.surveys.defer("sheets", "quotes")


def survey_version(survey: Survey) -> str:
    """Return a text that changes when the survey changes."""
    return survey.written_at.isoformat()


def columns_of(survey: Survey, use: str) -> list[SurveyColumn]:
    """Return the columns of a use, in the order of the file."""
    return [column for each in survey.columns if (column := SurveyColumn(**each)).use == use]


def every_column(survey: Survey) -> dict[str, SurveyColumn]:
    """Return {key: column} of all columns that were kept."""
    return {each["key"]: SurveyColumn(**each) for each in survey.columns}


def figures_of(survey: Survey) -> Iterator[tuple[SurveyColumn, Tally, ShownGroup | None]]:
    """Yield each question with its Tally and its figure as anyone may see it; None if it was relevant to none."""
    for column in columns_of(survey, QUESTION):
        tally = Tally(*survey.figures[column.key])
        yield column, tally, shown_figure(tally)


def groups_of(survey: Survey, question: str) -> dict[str, tuple[ShownGroup, ...]]:
    """Return {key of a background: its groups} of a question; {} once the sheets are removed."""
    backgrounds = [column.key for column in columns_of(survey, BACKGROUND)]
    return groups_by_background(survey.sheets, question, backgrounds) if survey.sheets else {}


def citable_figures(audit: Audit) -> list[Citable]:
    """Return every figure of the audit's surveys that a standard's workspace can cite."""
    return [
        Citable(f"survey:{survey.pk}:{column.key}", sentence_of(survey, column, figure), _address(survey, column))
        for survey in surveys_of(audit)
        for column, _, figure in figures_of(survey)
        if figure and figure.tally
    ]


def _address(survey, column):
    return f"{reverse('audit_survey', args=[survey.audit_id, survey.pk])}#{column.key}"
