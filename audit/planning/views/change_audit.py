"""Change an audit's title and dates."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.planning.actions import plan as actions
from audit.planning.forms.audit import ChangeAuditForm
from audit.planning.pages.conflict import saves
from audit.planning.reads import CHANGEABLE, audit_version, audits_to_follow, titles_in
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def change_audit(request, audit):
    """Changes the title, text and days of an audit. Its purpose, PDU and framework stay."""
    if audit.signed_off_at:
        messages.warning(request, "The audit is signed off. Take the sign-off back first.")
        return redirect("audit_result", audit.pk)
    stored = {name: getattr(audit, name) for name in CHANGEABLE} | {"unit": audit.unit_id}
    begin = stored | {"based_on": audit_version(audit)} | unsaved(request)
    others = {
        "titles": titles_in([audit.unit_id], besides=audit),
        "to_follow": audits_to_follow([audit.unit_id], planned_before=audit),
    }
    form = ChangeAuditForm(request.POST or None, initial=begin, stored=stored, **others)
    if form.is_valid() and _audit_is_changed(audit, form, request.user):
        messages.success(request, "Title and dates saved.")
        return redirect("audit_tasks", audit.pk)
    context = {"audit": audit, "form": form, "saved_meanwhile": getattr(form, "saved_meanwhile", ())}
    return render(request, "audit/planning/change_audit.html", context)


def _audit_is_changed(audit, form, by):
    def save():
        actions.change_audit(audit=audit, **form.cleaned_data, by=by)

    return saves(form, save, lambda theirs: [(form[name].label, getattr(theirs, name)) for name in CHANGEABLE])
