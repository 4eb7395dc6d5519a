"""An action plan, ready to print."""

import datetime
from dataclasses import dataclass

from audit.models import Audit, Recommendation, Response, Step
from audit.oversight.action_plan.reads import (
    NOT_ANSWERED,
    Progress,
    answer_in_words,
    answered_recommendations,
    is_overdue,
    progress_of,
    response_of,
)
from cases.counted import counted
from cases.listed import listed


@dataclass(frozen=True)
class StepLine:
    step: Step
    state: str
    colour: str


@dataclass(frozen=True)
class PlanLine:
    """A recommendation with its answer and its steps."""

    recommendation: Recommendation
    answer: str
    response: Response | None
    steps: tuple[StepLine, ...]


def build_plan(audit: Audit, today: datetime.date) -> tuple[PlanLine, ...]:
    """Build the lines of the audit's recommendations."""
    return tuple(plan_line(each, today) for each in answered_recommendations(audit))


def plan_line(recommendation: Recommendation, today: datetime.date) -> PlanLine:
    steps = tuple(_step_line(step, today) for step in recommendation.steps.all())
    return PlanLine(recommendation, answer_in_words(recommendation), response_of(recommendation), steps)


def progress_in_words(audit: Audit, today: datetime.date) -> str:
    """Say how far the recommendations of an audit are; "" if it has none."""
    return sentence_on(progress_of(list(answered_recommendations(audit)), today))


def sentence_on(progress: Progress) -> str:
    """Put a Progress into a sentence; "" if there are no recommendations."""
    if not progress.recommendations:
        return ""
    said_of = {NOT_ANSWERED: "without an answer yet"}
    answers = listed([f"{number} {said_of.get(word, word.lower())}" for word, number in progress.answers])
    said = f"{counted(progress.recommendations, 'recommendation')}: {answers}."
    if not progress.steps:
        return f"{said} No steps are written yet."
    overdue = f", {progress.overdue} overdue" if progress.overdue else ""
    return f"{said} {counted(progress.steps, 'step')}: {progress.done} done{overdue}."


def _step_line(step, today):
    if step.holds_from:
        return StepLine(step, "Done", "green")
    return StepLine(step, "Overdue", "red") if is_overdue(step, today) else StepLine(step, "Open", "grey")
