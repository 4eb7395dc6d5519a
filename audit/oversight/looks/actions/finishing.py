"""Finish a look: what it lacks, and what follows from it."""

from django.db import transaction
from django.utils import timezone

from audit.models import Look
from audit.oversight.findings.actions.release import release_of_look
from audit.oversight.looks.locking import lock_look
from audit.oversight.looks.missing import what_is_missing
from cases.actions.trail import record_event
from cases.models import Event, User


class NotFinished(Exception):
    """The look cannot be finished. `missing`: [(question code, sentence)]."""

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        super().__init__(". ".join(sentence for _, sentence in missing))
        self.missing = missing


@transaction.atomic
def finish_look(*, look: Look, by: User) -> Look:
    """Finish the look and release what was found. From now on an answer changes only by a correction.

    The person who finishes it is the one who looked. Raises LookClosed, NotFinished.
    """
    look = lock_look(look)
    if missing := what_is_missing(look, look.review.answers_by_code()):
        raise NotFinished(missing)
    review = look.review
    review.submitted_at, review.reviewer = timezone.now(), by
    review._history_user = by
    review.save()
    release_of_look(look=look, by=by)
    sampled = look.sampled_case
    facts = {"unit": sampled.audit.unit, "audit": sampled.audit_id, "case": sampled.case, "what": str(sampled)}
    record_event(kind=Event.Kind.LOOKED, **facts, by=by)
    return look
