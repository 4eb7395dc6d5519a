"""An audit's recommendations as a file lets them out, with what became of them."""

from datetime import date
from typing import NamedTuple

from django.utils.timezone import localdate

from audit.models import Audit, Recommendation, Response
from audit.oversight.action_plan.reads import NOT_ANSWERED, recommendations_of, response_of


class PlannedStep(NamedTuple):
    """A step. `owner`: a post. `done_on`: the day from which what was done holds; None while it is open."""

    text: str
    owner: str
    due: date
    done_on: date | None


class AnsweredRecommendation(NamedTuple):
    """A recommendation with its answer. `agreement`: "agreed", "partly", "not_agreed"; "" without an answer.

    Neither who answered nor what shows that a step was done leaves with it.
    """

    text: str
    about: tuple[str, ...]
    agreement: str
    answer: str
    answered_on: date | None
    steps: tuple[PlannedStep, ...]

    @property
    def agreement_in_words(self) -> str:
        return Response.Agreement(self.agreement).label if self.agreement else NOT_ANSWERED


def answered_recommendations(audit: Audit) -> tuple[AnsweredRecommendation, ...]:
    """Return those that a sign-off released; two queries. Before the sign-off there are none."""
    return tuple(map(_answered, recommendations_of([audit.pk]))) if audit.signed_off_at else ()


def _answered(recommendation: Recommendation) -> AnsweredRecommendation:
    response = response_of(recommendation)
    steps = tuple(PlannedStep(s.text, s.owner, s.due, s.holds_from) for s in recommendation.steps.all())
    return AnsweredRecommendation(
        text=recommendation.text,
        about=tuple(recommendation.about),
        agreement=response.agreement if response else "",
        answer=response.text if response else "",
        answered_on=localdate(response.at) if response else None,
        steps=steps,
    )
