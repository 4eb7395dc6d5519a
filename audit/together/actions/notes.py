"""Write what was agreed on about questions."""

from collections.abc import Mapping

from django.db import transaction

from audit.models import Audit, QuestionNote
from audit.planning.locking import lock_open
from cases.models import User


@transaction.atomic
def write_notes(*, audit: Audit, notes: Mapping[str, tuple[str, int]], by: User) -> list[str]:
    """Store {question code: (text, the version it is based on)}; an empty text deletes the note.

    A text that is still that version's was left alone: what another person wrote since stays. A note that both changed
    stays too. Returns the codes of those. Raises AuditClosed.
    """
    lock_open(audit)
    stored, stale = {note.question: note for note in audit.question_notes.all()}, []
    for code, (text, based_on) in notes.items():
        note = stored.get(code) or QuestionNote(audit=audit, question=code, version=0)
        if note.text == text or (note.version != based_on and _was_left_alone(note, text, based_on)):
            continue
        if note.version == based_on:
            _write(note, text, by)
        else:
            stale.append(code)
    return stale


def _was_left_alone(note, text, based_on):
    return note.as_of(based_on).filter(text=text).exists() if based_on else not text


def _write(note, text, by):
    note._history_user = by
    if text:
        note.text, note.written_by, note.version = text, by, note.latest_version() + 1
        note.save()
    else:
        note.delete()
