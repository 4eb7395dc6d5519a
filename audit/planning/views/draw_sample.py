"""The page that reads and checks an extract, draws from it, and stores the draw once it is confirmed."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models import Purpose
from audit.planning.actions.sample import SampleRefused, store_sample
from audit.planning.forms.extract import ExtractForm
from audit.planning.forms.proposal import PROBLEMS, PROPOSAL, ConfirmDrawForm, ProblemsForm, Proposal
from audit.planning.locking import AuditClosed
from audit.planning.pages.draw import show_draw, show_proposal
from audit.planning.pages.kinds import kind_asked_for, kinds_beside, page_of
from audit.planning.reads import sample_version, why_not_drawn
from audit.planning.sample_plan import draw_settings, remembered_columns
from cases.permissions import Permission
from cases.sign_in.unsaved import drop_unsaved, unsaved
from cases.spreadsheets.guards import write_csv


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def draw_sample(request, audit):
    """Shows what an extract gives while it is read. Stores the sample once the user confirms it."""
    kind = kind_asked_for(request, audit)
    sample = audit.sample_of(kind)
    if why := why_not_drawn(audit, kind):
        messages.warning(request, why)
        return redirect(page_of("audit_sample", audit, kind))
    if not (sample and sample.plan):
        messages.warning(request, "Plan the sample before you draw it from an extract.")
        return redirect(page_of("plan_sample", audit, kind))
    if PROBLEMS in request.POST:
        return _problems(request, audit, kind)
    if PROPOSAL in (kept := request.POST or unsaved(request)):
        return _confirm(request, audit, kind, kept)
    by_hand = audit.purpose == Purpose.THEMATIC
    form = ExtractForm(request.POST or None, request.FILES or None, initial=kept, by_hand=by_hand)
    if form.is_valid():
        return show_draw(request, audit, form, _proposed(audit, sample, form))
    context = {"audit": audit, "form": form, **kinds_beside(audit, kind)}
    return render(request, "audit/planning/draw_sample.html", context)


def _proposed(audit, sample, form):
    """Return the proposal before the draw: its settings and what they rest on."""
    columns = remembered_columns(audit) | form.mapping
    settings = draw_settings(sample.plan, audit=audit, kind=sample.kind, mapping=columns, hand_picked=form.hand_picked)
    return Proposal(settings, None, form.mapping, sample.plan.get("months"), sample_version(sample), sample.kind)


def _problems(request, audit, kind):
    """Send the extract's problems as a table. They come with the request, since none of them is stored."""
    form = ProblemsForm(request.POST, person=request.user.pk, audit=audit.pk)
    if not form.is_valid():
        messages.warning(request, form.errors[PROBLEMS][0])
        return redirect(page_of("draw_sample", audit, kind))
    table = io.StringIO(newline="")
    write_csv(table, ("row", "column", "value", "remedy"), form.cleaned_data[PROBLEMS])
    name = f"{slugify(audit.title)}-extract-problems.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\ufeff" + table.getvalue(), "text/csv; charset=utf-8", headers=headers)


def _confirm(request, audit, kind, sent):
    """Store the proposal. After a new sign-in it is shown again instead; one sent by another user is refused."""
    form = ConfirmDrawForm(sent, person=request.user.pk, audit=audit.pk)
    if not form.is_valid():
        messages.warning(request, form.errors[PROPOSAL][0])
        drop_unsaved(request)
        return redirect(page_of("draw_sample", audit, kind))
    if request.method != "POST":
        return show_proposal(request, audit, form.found)
    found = form.found
    chosen = {"kind": found.kind, "months": found.months, "mapping": found.mapping, "based_on": found.based_on}
    try:
        store_sample(audit=audit, settings=found.settings, drawn=found.drawn, **chosen, by=request.user)
    except (AuditClosed, SampleRefused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Sample saved.")
    return redirect(page_of("audit_sample", audit, found.kind))
