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
    sent = request.POST if _codes_sent(request) else None
    return NotesForm(sent, initial=unsaved(request), questions=questions, stored=_stored(audit))


def form_of_all_notes(request: HttpRequest, audit: Audit) -> NotesForm:
    """The form of every note that the audit has, and of those sent: another person may have deleted one meanwhile."""
    codes = {*notes_by_code(audit), *_codes_sent(request)}
    return notes_form(request, audit, [each for code, each in audit.framework.questions.items() if code in codes])


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


def _codes_sent(request):
    return [name.removeprefix("note-") for name in request.POST if name.startswith("note-")]


def _stored(audit):
    return {code: (note.text, note.version) for code, note in notes_by_code(audit).items()}
