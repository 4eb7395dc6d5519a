"""Confirm as a second person what a panel decided about a standard that is judged on cases."""

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, StandardJudgement
from audit.planning.locking import lock_open
from audit.results.judgements.reads import judgement_version, move_to_confirm, why_not_second
from cases.models import User

NO_MOVE = "This decision does not wait for a second person any more."
DECIDED_ANEW = "The decision was recorded again after you opened the page. Read it before you confirm it."


class ConfirmationRefused(Exception):
    """Nothing is confirmed; the text says why."""


@transaction.atomic
def confirm_judgement(*, audit: Audit, standard: str, seen: str, by: User) -> StandardJudgement:
    """Record that a second person agrees with what a panel decided about this standard. From now on it counts.

    `seen`: the judgement_version that the person read. Raises AuditClosed, ConfirmationRefused.
    """
    lock_open(audit)
    judgement = move_to_confirm(audit, standard)
    if judgement is None:
        raise ConfirmationRefused(NO_MOVE)
    if why := why_not_second(judgement, by):
        raise ConfirmationRefused(why)
    if seen != judgement_version(judgement):
        raise ConfirmationRefused(DECIDED_ANEW)
    judgement.confirmed_at, judgement.confirmed_by = timezone.now(), by
    judgement._history_user = by
    judgement.save()
    return judgement
