"""The readings of one case side by side, and what was agreed on about its questions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.models import Reading
from audit.planning.locking import AuditClosed
from audit.together.access import opens_shared_case
from audit.together.actions.notes import write_notes
from audit.together.forms import NotesForm
from audit.together.pages.comparison import build_comparison, questions_of
from audit.together.reads import notes_by_code, submitted_readings, waits_for_others
from audit.trail.actions import record_shared_case_view
from cases.permissions import Permission, may
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_shared_case
def compare_readings(request, shared):
    """Shows every submitted reading by question. Those who moderate write what was agreed on.

    A reviewer answers first; who does not read the case sees the answers once no reading is open any more.
    """
    own = Reading.objects.own_of(request.user).for_page().filter(shared_case=shared).first()
    if own and own.is_open:
        return redirect("read_case", own.pk)
    context = {"shared": shared, "audit": shared.audit}
    if waits_for_others(shared, own):
        return render(request, "audit/together/_wait.html", context)
    form = _notes_form(request, shared)
    if form and form.is_valid() and _is_saved(request, shared, form):
        return redirect("compare_readings", shared.pk)
    page = build_comparison(shared, submitted_readings(shared), notes_by_code(shared.audit), form)
    record_shared_case_view(shared=shared, what=f"every reading of {shared}", by=request.user)
    return render(request, "audit/together/compare_readings.html", context | {"page": page, "form": form})


def _notes_form(request, shared):
    """The form of the notes; None for those who cannot write them, or no longer."""
    if shared.audit.signed_off_at or not may(request.user, Permission.MODERATE, shared.audit.unit):
        return None
    stored = {code: (note.text, note.version) for code, note in notes_by_code(shared.audit).items()}
    return NotesForm(request.POST or None, initial=unsaved(request), questions=questions_of(shared), stored=stored)


def _is_saved(request, shared, form):
    """Save the notes. Returns False, with an error in the form, if another person changed one meanwhile."""
    try:
        stale = write_notes(audit=shared.audit, notes=form.notes(), by=request.user)
    except AuditClosed as closed:
        form.add_error(None, str(closed))
        return False
    if stale:
        stored = notes_by_code(shared.audit)
        form.refuse({code: stored[code].version if code in stored else 0 for code in stale})
        return False
    messages.success(request, "Notes saved. They are shown beside their questions in every review of this audit.")
    return True
