"""Mark a case that every reviewer reads, take that back, and let people go on without reading it."""

from django.db import transaction
from django.utils import timezone

from audit.models import MOST_SHARED, Audit, Reading, ReserveCase, SharedCase
from audit.planning.actions.readings import ask_to_read
from audit.planning.locking import lock_open
from audit.together.reads import reviewers_of
from audit.trail.actions import record_shared_case
from cases.models import Event, User

Kind = Event.Kind


class NotMarked(Exception):
    """The case cannot be marked, or its mark not removed. The text says why."""


@transaction.atomic
def mark_for_all(*, audit: Audit, reserve: ReserveCase, by: User | None = None) -> SharedCase:
    """Take the case out of the reserves and ask every reviewer of the audit to read it before their own.

    Raises AuditClosed, NotMarked.
    """
    lock_open(audit)
    taken = set(audit.shared_cases.values_list("number", flat=True))
    free = [number for number in range(1, MOST_SHARED + 1) if number not in taken]
    reserve = audit.reserves.select_related("case__practitioner").filter(pk=reserve.pk).first()
    if not free:
        raise NotMarked(f"You can have up to {MOST_SHARED} cases read together, and this audit already has them.")
    if reserve is None:
        raise NotMarked("This case is no longer in reserve. Choose another one.")
    if reserve.case.restricted_digest:
        raise NotMarked("This case is restricted, so no one can read it.")
    shared = SharedCase(audit=audit, case=reserve.case, number=free[0], marked_by=by, kind=reserve.kind)
    shared.stratum, shared.position = reserve.stratum, reserve.position
    shared._history_user = reserve._history_user = by
    shared.copy_facts()
    shared.save()
    reserve.delete()
    record_shared_case(shared=shared, kind=Kind.READ_TOGETHER, what=f"Marked {_in_words(shared)}", by=by)
    ask_to_read(audit=audit, reviewers=reviewers_of(audit), by=by)
    return shared


@transaction.atomic
def remove_mark(*, shared: SharedCase, by: User | None = None) -> None:
    """Put the case back among the reserves, as long as it holds no answer. Raises AuditClosed, NotMarked."""
    lock_open(shared.audit)
    if Reading.objects.filter(shared_case=shared, answers__isnull=False).exists():
        raise NotMarked(f"{shared} already has answers, so it cannot go back to the reserves. You can end the reading.")
    record_shared_case(shared=shared, kind=Kind.READ_TOGETHER, what=f"No longer marked: {_in_words(shared)}", by=by)
    reserve = ReserveCase(audit=shared.audit, case=shared.case, stratum=shared.stratum, position=shared.position)
    reserve.kind = shared.kind
    reserve._history_user = shared._history_user = by
    reserve.save()
    shared.delete()


@transaction.atomic
def end_reading(*, shared: SharedCase, by: User | None = None) -> None:
    """End the reading for everyone: reviewers' own cases no longer wait for it. Raises AuditClosed."""
    lock_open(shared.audit)
    if shared.ended_at is None:
        shared.ended_at, shared._history_user = timezone.now(), by
        shared.save()
        record_shared_case(shared=shared, kind=Kind.READ_TOGETHER, what=f"Ended the reading of {shared}", by=by)


@transaction.atomic
def let_through(*, reading: Reading, by: User | None = None) -> None:
    """Let a reviewer go on to their own cases without having submitted this reading. Raises AuditClosed."""
    lock_open(reading.audit)
    reading = Reading.objects.for_page().select_for_update(of=("self",)).get(pk=reading.pk)
    if reading.is_open:
        reading.let_through_at, reading._history_user = timezone.now(), by
        reading.save()
        what = f"Let {reading.reviewer} go on without reading {reading.shared_case}"
        record_shared_case(shared=reading.shared_case, kind=Kind.READ_TOGETHER, what=what, by=by)


def _in_words(shared):
    return f"{shared} to be read together"
