"""The readings of one case side by side, and what was agreed on about its questions."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.models import Reading
from audit.together.access import opens_shared_case
from audit.together.pages.comparison import build_comparison, questions_of
from audit.together.reads import notes_by_code, submitted_readings, waits_for_others
from audit.together.views.agreed_notes import notes_are_saved, notes_form
from audit.trail.actions import record_shared_case_view
from cases.permissions import Permission, may


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
    if form and form.is_valid() and notes_are_saved(request, shared.audit, form):
        return redirect("compare_readings", shared.pk)
    page = build_comparison(shared, submitted_readings(shared), notes_by_code(shared.audit), form)
    record_shared_case_view(shared=shared, what=f"every reading of {shared}", by=request.user)
    return render(request, "audit/together/compare_readings.html", context | {"page": page, "form": form})


def _notes_form(request, shared):
    """The form of the notes; None for those who cannot write them, or no longer."""
    if shared.audit.signed_off_at or not may(request.user, Permission.MODERATE, shared.audit.unit):
        return None
    return notes_form(request, shared.audit, questions_of(shared))
