"""Take back the sign-off of an audit."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.results.sign_off.actions import sign_off as actions
from audit.results.sign_off.actions.sign_off import SignOffRefused
from audit.results.sign_off.forms import TakeBackForm
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.SIGN_OFF)
def take_back_sign_off(request, audit):
    if audit.signed_off_at is None or audit.removed_at:
        return redirect("audit_result", audit.pk)
    form = TakeBackForm(request.POST or None, initial=unsaved(request))
    if form.is_valid():
        try:
            actions.take_back_sign_off(audit=audit, **form.cleaned_data, by=request.user)
        except SignOffRefused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "Sign-off taken back. The result changes with the answers again.")
            return redirect("audit_result", audit.pk)
    return render(request, "audit/results/sign_off/take_back_sign_off.html", {"audit": audit, "form": form})
