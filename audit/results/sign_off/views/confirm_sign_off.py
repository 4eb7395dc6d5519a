"""Confirm the sign-off of an audit as a second person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.results.judgements.actions.confirmation import ConfirmationRefused
from audit.results.judgements.reads import moved_within_discretion
from audit.results.sign_off.actions import confirmation as actions
from audit.results.sign_off.reads import why_not_confirmed
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.CONFIRM)
def confirm_sign_off(request, audit):
    if request.method == "POST":
        return _confirm(request, audit)
    if why_not_confirmed(audit, request.user):
        return redirect("audit_result", audit.pk)
    context = {
        "audit": audit,
        "ratings": audit.snapshot["ratings"],
        "moved": moved_within_discretion(audit),
        "seen": audit.signed_off_at.isoformat(),
    }
    return render(request, "audit/results/sign_off/confirm_sign_off.html", context)


def _confirm(request, audit):
    try:
        actions.confirm_sign_off(audit=audit, seen=request.POST.get("seen", ""), by=request.user)
    except ConfirmationRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "You have confirmed the sign-off.")
    return redirect("audit_result", audit.pk)
