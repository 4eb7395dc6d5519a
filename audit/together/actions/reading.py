"""Store the answers of a reading, and submit it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.method.answers import AnswerChange
from audit.models import Reading
from audit.reviewing.actions.answering import store_each
from audit.reviewing.reads.answer_changes import SaveResult
from audit.reviewing.reads.review_answers import check_of
from audit.together.reads import why_closed
from audit.trail.actions import record_shared_case
from cases.counted import counted
from cases.models import Event, User


class ReadingClosed(Exception):
    """A reading takes no answers now. The text says why."""


class NotSubmitted(Exception):
    """The reading cannot be submitted. The text says why."""


@transaction.atomic
def save_reading(*, reading: Reading, changes: Iterable[AnswerChange], by: User) -> SaveResult:
    """Store each change that is based on what is stored, and report the others. Raises ReadingClosed."""
    reading = _lock(reading)
    return store_each(reading, changes, reading.answers_by_code(), by)


@transaction.atomic
def submit_reading(*, reading: Reading, by: User) -> None:
    """Submit a reading in which every question is answered: its answers are locked, and others' open to its reviewer.

    Raises NotSubmitted, ReadingClosed.
    """
    reading = _lock(reading)
    missing = check_of(reading, reading.answers_by_code()).missing
    if missing:
        raise NotSubmitted(f"{counted(len(missing), 'answer is', 'answers are')} still missing.")
    reading.submitted_at, reading._history_user = timezone.now(), by
    reading.save()
    shared = reading.shared_case
    what = f"the reading of {shared}"
    record_shared_case(shared=shared, kind=Event.Kind.SUBMITTED, what=what, by=by)


def _lock(reading):
    locked = Reading.objects.for_page().select_for_update(of=("self",)).get(pk=reading.pk)
    if not locked.is_open:
        raise ReadingClosed(why_closed(locked))
    return locked
