"""What the forms of judgements offer and begin with."""

from audit.method.framework import Framework
from audit.method.rating.explain import share_text
from audit.method.rating.standard import NO_RATING, NOT_RATEABLE, Judgement, StandardRating
from audit.models import StandardJudgement
from audit.results.judgements.reads import judgement_version, ratings_allowed
from audit.results.report import Report
from cases.models import User


def rating_choices(framework: Framework, rated: StandardRating) -> list[tuple[str, str]]:
    """Return [(rating, label)]: the computed rating is marked, and each move has the ground that allows it."""
    marks = {rated.rating: "by the rule", **rated.moves} if rated.standard.from_cases else {}
    names = {rating: rating for rating in framework.band} | {NOT_RATEABLE: "Cannot be rated"}
    return [
        (rating, f"{names[rating]} ({marks[rating]})" if rating in marks else names[rating])
        for rating in ratings_allowed(framework, rated)
    ]


def fields_of(judgement: StandardJudgement | Judgement | None, person: User) -> dict[str, str]:
    """Return {field: value} of a recorded judgement; without one, of an empty form that this person fills in."""
    if judgement is None:
        return {"based_on": "", "rating": "", "rationale": "", "decided_by": str(person)}
    return {
        "based_on": judgement_version(judgement),
        "rating": judgement.rating or NOT_RATEABLE,
        "rationale": judgement.rationale,
        "decided_by": judgement.decided_by,
    }


def limiting_text(standard: StandardRating) -> str:
    """Return the lowest key question, or all that tie, with percentage and n, such as "CODE: 45%, 25 of 56"."""
    if not standard.limiting:
        return ""
    codes = ", ".join(question.code for question in standard.limiting)
    return f"{codes}: {share_text(standard.limiting[0])}"


def decision_shown(judgement: StandardJudgement) -> str:
    """Return what the rule gave and what the panel decided, in sentences."""
    by_rule = "has no rating" if judgement.computed == NO_RATING else f"is {judgement.computed}"
    decided = judgement.rating or "that it cannot be rated"
    return f"By the rule this standard {by_rule}. A panel decided {decided}."


def ground_shown(report: Report, judgement: StandardJudgement) -> str:
    """Return the grounds that allow a move, or why this reader sees none; "" where no ground is needed."""
    if not judgement.rating:
        return ""
    rated = next(standard for standard in report.rating.standards if standard.code == judgement.standard)
    if judgement.rating in rated.moves:
        return f"What allows it: {rated.moves[judgement.rating]}."
    if any(question.hidden for question in rated.key_questions):
        return "What allows it is not shown to you, since it would reveal a few cases."
    return "The figures have changed since, so this move does not count even if you confirm it."
