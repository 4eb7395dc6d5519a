"""What the pages of an audit's result show, as far as it is open to a person."""

import calendar
import datetime

from audit.access import AccessLevel
from audit.method.framework import Framework
from audit.method.standard_rating import Judgement, StandardRating
from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement
from audit.models.choices import USUAL_MONTHS
from audit.results.report import Report, report_on_audit
from audit.results.rollup import tally_cases
from cases.models import User
from cases.permissions import Permission

NOT_RATEABLE = "not rateable"  # offered beside the ratings of a standard that is judged on evidence
SHORTEST_KEPT = datetime.timedelta(days=30)


def report_open_to(user: User, audit: Audit) -> Report:
    """Return the Report of an audit (from a view that opens_audit), as far as it is open to the user.

    A user who may not see all its cases gets no figure that rests on fewer than five of the others.
    """
    if audit.access_level == AccessLevel.FIGURES or Permission.SEE_CASES in audit.permissions:
        return report_on_audit(audit)
    own = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit=audit)
    numbers = set(own.values_list("number", flat=True))
    return report_on_audit(audit, seen=tally_cases(audit, numbers), seen_cases=len(numbers))


def ratings_allowed(framework: Framework, rated: StandardRating) -> list[str]:
    """Return the ratings that may be recorded for a standard.

    On evidence: any, or NOT_RATEABLE. From cases: the computed one, and one band either way at a boundary.
    """
    if not rated.standard.from_cases:
        return [*framework.band, NOT_RATEABLE]
    return [rating for rating in framework.band if rating == rated.rating or rating in rated.moves]


def judgement_version(judgement: StandardJudgement | Judgement | None) -> str:
    """Return a text that changes whenever the judgement does; "" without a judgement."""
    return judgement.decided_at.isoformat() if judgement else ""


def default_keep_until(audit: Audit, today: datetime.date, *, without_result: bool = False) -> datetime.date:
    """Return the last day on which cases are kept unless another day is chosen: the planned months, or twelve.

    A month that is too short gives its last day. Without a result nobody needs the cases, so it is SHORTEST_KEPT.
    """
    if without_result:
        return today + SHORTEST_KEPT
    months = today.month - 1 + (audit.keep_months or USUAL_MONTHS)
    year, month = today.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def count_begun_reviews(audit: Audit) -> tuple[int, int]:
    """Return (reviews with an answer or a comment, answers in them) of the audit, submitted or not."""
    written = Answer.objects.filter(review__sampled_case__audit=audit).exclude(value=None, comment="")
    written = written.exclude(review__part=Review.Part.AGREED)
    return written.values("review").distinct().count(), written.count()
