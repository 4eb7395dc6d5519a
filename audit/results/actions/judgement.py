"""Writing what people decide about a standard."""

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, StandardJudgement
from audit.planning.actions.plan import lock_open
from audit.results.report import report_on_audit

NOT_RATEABLE = "not rateable"  # offered beside the ratings of a standard that is judged on evidence
ANY = object()  # whatever is recorded at present may be replaced


class JudgementRefused(Exception):
    """A rating that may not be recorded; the text says why."""


@transaction.atomic
def record_judgement(*, audit, standard, rating, rationale, decided_by, based_on=ANY, decided_at=None, by=None):
    """Record a standard's rating from evidence, or a panel's move within its discretion.

    `based_on`: the version_of the judgement that the person had before them; refused where another was recorded since.

    NOT_RATEABLE says that a standard judged on evidence cannot be rated. What the rule computes is kept beside it.
    Raises AuditClosed, JudgementRefused, KeyError for a standard that the framework does not have.
    """
    lock_open(audit)  # so two first judgements at one moment wait for each other
    report = report_on_audit(Audit.objects.for_report().get(pk=audit.pk))
    rated = next((s for s in report.rating.standards if s.code == standard), None)
    if rated is None:
        raise KeyError(standard)
    if not rationale.strip() or not decided_by.strip():
        raise JudgementRefused("A judgement needs a rationale and the name of the person or panel who decided.")
    if rating not in choices_for(audit.framework, rated):
        raise JudgementRefused(_why_not(rated, rating))
    current = StandardJudgement.objects.filter(audit=audit, standard=standard).first()
    if based_on is not ANY and based_on != version_of(current):
        raise JudgementRefused(
            "Somebody recorded a judgement while you wrote yours. Read it above, then send yours again to replace it."
        )
    judgement, _ = StandardJudgement.objects.update_or_create(
        audit=audit,
        standard=standard,
        defaults={
            "rating": "" if rating == NOT_RATEABLE else rating,
            "computed": (rated.rating or "") if rated.standard.from_cases else "",
            "rationale": rationale.strip(),
            "decided_by": decided_by.strip(),
            "decided_at": decided_at or timezone.now(),
            "recorded_by": by,
        },
    )
    return judgement


def version_of(judgement):
    """A text that changes with every change of a judgement (a record or a Judgement); "" where there is none."""
    return judgement.decided_at.isoformat() if judgement else ""


def choices_for(framework, rated):
    """What may be recorded for a StandardRating: on evidence anything, from cases one band at a boundary."""
    if not rated.standard.from_cases:
        return [*framework.band, NOT_RATEABLE]
    return [rating for rating in framework.band if rating == rated.rating or rating in rated.moves]


def _why_not(rated, rating):
    if not rated.standard.from_cases:
        return f"“{rating}” is not a rating of this framework."
    if rated.rating is None:
        return f"{rated.code} has no computed rating yet, so there is nothing to move."
    return (
        f"{rated.code} is {rated.rating} by its lowest key question, and may not be moved to {rating}: "
        "discretion is for a result at a boundary, and for one band only."
    )
