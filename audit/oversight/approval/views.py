"""The pages on which an administrator of a PDU records who approved oversight, and ends it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.oversight.approval import actions
from audit.oversight.approval.forms import ApprovalForm, BasedOnForm
from audit.oversight.approval.reads import approvals_of, count_open_alerts, in_force
from cases.access import administers_unit
from cases.sign_in.unsaved import unsaved

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


@reads_and_writes
@administers_unit
def unit_oversight(request, unit):
    approvals = approvals_of(unit)
    current = in_force(approvals)
    known = {"team_lists": current.team_lists, "based_on": current.pk} if current else {}
    form = ApprovalForm(request.POST or None, initial=known | unsaved(request))
    if form.is_valid():
        recorded = f"Recorded. Management oversight is in use in {unit}."
        return _done(request, unit, actions.record_approval, form.cleaned_data, recorded)
    context = {"unit": unit, "current": current, "approvals": approvals, "form": form}
    return render(request, "audit/oversight/approval/unit_oversight.html", context)


@reads_and_writes
@administers_unit
def end_oversight(request, unit):
    current = in_force(approvals_of(unit))
    form = BasedOnForm(request.POST or None, initial={"based_on": current and current.pk})
    if form.is_valid():
        ended = f"Management oversight has ended in {unit}."
        return _done(request, unit, actions.end_oversight, form.cleaned_data, ended)
    context = {"unit": unit, "form": form, "open_alerts": count_open_alerts(unit)}
    return render(request, "audit/oversight/approval/end_oversight.html", context)


def _done(request, unit, action, values, success):
    """Lead back to the page, which says what was recorded, or what another person recorded meanwhile."""
    try:
        action(unit=unit, **values, by=request.user)
        messages.success(request, success)
    except actions.ApprovalRefused as refused:
        messages.warning(request, str(refused))
    return redirect("unit_oversight", unit.pk)
