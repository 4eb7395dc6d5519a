"""Choose cases that every reviewer reads before their own, and see their progress."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models import MOST_SHARED
from audit.planning.locking import AuditClosed
from audit.together.actions.marking import NotMarked, end_reading, let_through, mark_for_all, remove_mark
from audit.together.forms import MarkForm
from audit.together.pages.comparison import build_notes
from audit.together.pages.progress import build_shared_line, build_shared_lines
from audit.together.reads import (
    count_begun,
    name_of_reserve,
    notes_by_code,
    open_readings,
    reserves_to_choose,
    shared_cases,
)
from audit.together.views.agreed_notes import form_of_all_notes, notes_are_saved
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def read_together(request, audit):
    """Lists the cases that all read together, marks another one, ends a reading or lets one person go on.

    Shows the agreed notes too, with boxes to change them.
    """
    reserves = {each.pk: each for each in reserves_to_choose(audit, request.user)}
    choices = [(number, name_of_reserve(reserve)) for number, reserve in reserves.items()]
    form = MarkForm(request.POST if "mark" in request.POST else None, reserves=choices)
    notes = form_of_all_notes(request, audit)
    if asked := shared_cases(audit, request.user).get(request.POST.get("ask-to-end")):
        return render(request, "audit/together/_end_reading.html", {"audit": audit, "line": build_shared_line(asked)})
    if request.method == "POST" and _is_done(request, audit, form, reserves, notes):
        return redirect("read_together", audit.pk)
    lines = build_shared_lines(audit, request.user)
    may_mark = not audit.signed_off_at and len(lines) < MOST_SHARED
    context = {"lines": lines, "reserves": reserves, "may_mark": may_mark, "begun": count_begun(audit)}
    context |= {"notes": notes, "note_lines": _lines_of_notes(audit, notes)}
    return render(request, "audit/together/read_together.html", context | {"audit": audit, "form": form})


def _lines_of_notes(audit, form):
    with_boxes = form.is_bound or not audit.signed_off_at  # a text sent after the sign-off is there to be copied
    return build_notes(notes_by_code(audit), form, with_boxes=with_boxes)


def _is_done(request, audit, form, reserves, notes):
    """Do what was sent. Returns False where a form has an error to show."""
    if notes.is_bound:
        return notes.is_valid() and notes_are_saved(request, audit, notes)
    if form.is_bound and not form.is_valid():
        return False
    _change(request, audit, form, reserves)
    return True


def _change(request, audit, form, reserves):
    """Do what the button says; where it cannot be done, say why."""
    try:
        if form.is_bound:
            reserve = reserves[int(form.cleaned_data["reserve"])]
            shared = mark_for_all(audit=audit, reserve=reserve, by=request.user)
            messages.success(request, f"Every reviewer now reads {shared.with_crn} before their own cases.")
        else:
            _do(request, audit)
    except (AuditClosed, NotMarked) as refused:
        messages.warning(request, str(refused))


def _do(request, audit):
    shared, readings = shared_cases(audit, request.user), open_readings(audit, request.user)
    if reading := readings.get(request.POST.get("let-through")):
        let_through(reading=reading, by=request.user)
        messages.success(request, f"{reading.reviewer} can go on without it.")
    elif case := shared.get(request.POST.get("end")):
        end_reading(shared=case, by=request.user)
        messages.success(request, f"The reading of {case.with_crn} has ended.")
    elif case := shared.get(request.POST.get("remove")):
        remove_mark(shared=case, by=request.user)
        messages.success(request, f"{case.case.crn} is in reserve again.")
    else:
        raise Http404
