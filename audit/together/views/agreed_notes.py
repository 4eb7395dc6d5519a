"""The form of the agreed notes, and saving it, for the pages that show it."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from audit.method.framework import Question
from audit.models import Audit
from audit.planning.locking import AuditClosed
from audit.together.actions.notes import write_notes
from audit.together.forms import NotesForm
from audit.together.reads import notes_by_code
from cases.sign_in.unsaved import unsaved


def notes_form(request: HttpRequest, audit: Audit, questions: Iterable[Question]) -> NotesForm:
    """The form of the notes on these questions, with what was sent."""
    return NotesForm(request.POST or None, initial=unsaved(request), questions=questions, stored=_stored(audit))


def notes_are_saved(request: HttpRequest, audit: Audit, form: NotesForm) -> bool:
    """Save the notes. Returns False, with an error in the form, if another person changed one meanwhile."""
    try:
        stale = write_notes(audit=audit, notes=form.notes(), by=request.user)
    except AuditClosed as closed:
        form.add_error(None, str(closed))
        return False
    if stale:
        form.refuse(stale, _stored(audit))
        return False
    messages.success(request, "Notes saved. They are shown beside their questions in every review of this audit.")
    return True


def _stored(audit):
    return {code: (note.text, note.version) for code, note in notes_by_code(audit).items()}
