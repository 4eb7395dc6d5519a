"""Record a judgement: what people decide about a standard."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.method.rating.standard import NO_RATING, NOT_RATEABLE
from audit.models import Audit, StandardJudgement
from audit.notices.actions.notices import tell_of_move
from audit.planning.locking import lock_open
from audit.results.judgements.reads import judgement_version, ratings_allowed, why_not_allowed
from audit.results.report import report_on_audit
from cases.models import User

UNSIGNED = "A judgement needs a rationale and the name of the person or panel who decided."
RECORDED_MEANWHILE = (
    "Someone else recorded a judgement while you were writing. Read theirs above, then save yours again to replace it."
)
ANY = object()  # in place of a version: replace whatever judgement is recorded


class JudgementRefused(Exception):
    """The rating may not be recorded; the text says why."""


@transaction.atomic
def record_judgement(
    *,
    audit: Audit,
    standard: str,
    rating: str,
    rationale: str,
    decided_by: str,
    based_on: object = ANY,
    decided_at: datetime | None = None,
    by: User | None = None,
) -> StandardJudgement:
    """Record a standard's rating from evidence, or what a panel decides about one judged on cases.

    `standard`: its code. `rating`: one of ratings_allowed; NOT_RATEABLE if it cannot be rated.
    What departs from the cases waits for a second person, who is told, and does not count until they confirm it
    (confirm_judgement).
    `based_on`: the judgement_version that the person saw; another judgement since then is not overwritten.
    The computed rating is kept beside the decided one.
    Raises AuditClosed, JudgementRefused, KeyError for a standard that the framework does not have.
    """
    lock_open(audit)  # two first judgements at the same moment must wait for each other
    rated = _rated(audit, standard)
    _check(audit, rated, rating, rationale, decided_by, based_on)
    stored, _ = StandardJudgement.objects.update_or_create(
        audit=audit,
        standard=standard,
        defaults={
            "rating": "" if rating == NOT_RATEABLE else rating,
            "computed": (rated.rating or NO_RATING) if rated.standard.from_cases else "",
            "rationale": rationale.strip(),
            "decided_by": decided_by.strip(),
            "decided_at": decided_at or timezone.now(),
            "recorded_by": by,
            "confirmed_at": None,
            "confirmed_by": None,
        },
    )
    if stored.waits:
        tell_of_move(audit=audit, by=by)
    return stored


def _rated(audit, standard):
    report = report_on_audit(Audit.objects.for_report().get(pk=audit.pk))
    return {each.code: each for each in report.rating.standards}[standard]


def _check(audit, rated, rating, rationale, decided_by, based_on):
    if not rationale.strip() or not decided_by.strip():
        raise JudgementRefused(UNSIGNED)
    if rating not in ratings_allowed(audit.framework, rated):
        raise JudgementRefused(why_not_allowed(rated, rating))
    current = StandardJudgement.objects.filter(audit=audit, standard=rated.code).first()
    if based_on not in (ANY, judgement_version(current)):
        raise JudgementRefused(RECORDED_MEANWHILE)
