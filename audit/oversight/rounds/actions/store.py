"""Store a round with its audit, and cases in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from audit.frameworks import framework
from audit.models import Audit, Notice, Purpose, Review, Round, SampledCase
from audit.notices.actions.notices import tell
from cases.actions.in_bulk import create_in_bulk
from cases.models import Team, User

USUAL_MONTHS = 6  # how long looks and answers are kept after their round has closed


@transaction.atomic
def store_round(
    *,
    team: Team,
    title: str,
    instrument: str,
    closes_on: date,
    theme: str = "",
    standing_for: str = "",
    plan: Mapping[str, Any] | None = None,
    keep_months: int = USUAL_MONTHS,
    by: User | None,
) -> Round:
    """Store a round without cases, bound to its instrument's file as it is now. Raises FrameworkProblem."""
    used = framework(instrument)
    audit = Audit(
        unit=team.unit,
        title=title,
        purpose=Purpose.OVERSIGHT,
        framework_code=instrument,
        framework_version=used.version,
        framework_checksum=used.checksum,
        keep_months=keep_months,
        created_by=by,
    )
    audit._history_user = by
    audit.save()
    stored = Round(
        audit=audit, team=team, closes_on=closes_on, theme=theme, standing_for=standing_for, plan=dict(plan or {})
    )
    stored._history_user = by
    stored.save()
    return stored


@transaction.atomic
def store_cases(*, sampled: Sequence[SampledCase], reviewer: User | None, by: User | None) -> None:
    """Store cases of a round, each with the review that becomes its look, and tell their practitioners.

    `reviewer`: who is to look at them.
    """
    create_in_bulk(SampledCase, list(sampled), by=by)
    reviews = [Review(sampled_case=each, reviewer=reviewer) for each in sampled]
    create_in_bulk(Review, reviews, by=by)
    for review in reviews:
        practitioner = review.sampled_case.case.practitioner
        account = practitioner.account if practitioner else None
        tell(user=account, kind=Notice.Kind.PICKED, audit=review.audit, review=review, by=by)
