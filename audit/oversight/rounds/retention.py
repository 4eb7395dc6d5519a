"""Read which rounds are past the months for which looks and answers are kept, and what they hold."""

from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localtime

from audit.models import Answer, Audit, Finding, Look, Round
from audit.oversight.rounds.progress import all_looked_at, with_progress
from audit.results.sign_off.reads import default_keep_until


def rounds_past_retention(today: date) -> list[Round]:
    """Return the rounds whose looks and answers were to be kept until a day before `today` and are still there."""
    there = with_progress(Round.objects.filter(removed_at=None, closes_on__lt=today)).order_by("closes_on", "pk")
    return [each for each in there if kept_until(each) < today]


def kept_until(round_: Round) -> date:
    """Return the last day on which looks and answers of a round with_progress are kept: months after it closed."""
    closed = min(round_.closes_on, localtime(round_.last).date()) if all_looked_at(round_) else round_.closes_on
    return default_keep_until(round_.audit, closed)


def drafts_of_round(audit: Audit) -> QuerySet[Finding]:
    """Return what was written in its looks and never released, since the look was not finished."""
    return Finding.objects.filter(sampled_case__audit=audit, released_at=None)


def count_in_round(audit: Audit) -> dict[str, int]:
    """Count what the removal would remove, as {"looks": 8, "answers": 96, "drafts": 0}."""
    return {
        "looks": Look.objects.filter(review__sampled_case__audit=audit).count(),
        "answers": Answer.objects.filter(review__sampled_case__audit=audit).count(),
        "drafts": drafts_of_round(audit).count(),
    }
