"""Replace a drawn case."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit, refuse_case
from audit.models import Replacement, SampledCase
from audit.planning.actions import replacement as actions
from audit.planning.actions.replacement import NotReplaced
from audit.planning.forms.replacement import ReplaceForm
from audit.planning.locking import AuditClosed
from audit.planning.pages.kinds import page_of
from audit.planning.reads import counts_elsewhere, reserves_for, reserves_like, why_not_replaced
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def replace_case(request, audit, number):
    """Takes a case out of the sample and puts in the next reserve, if any."""
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    sampled = cases.filter(number=number).first() or refuse_case(request.user)
    form = ReplaceForm(request.POST or None, initial=unsaved(request), reasons=Replacement.choices)
    if form.is_valid() and _replaced(request, sampled, form):
        return redirect(page_of("audit_sample", audit, sampled.kind))
    why = "The audit is signed off." if audit.signed_off_at else why_not_replaced(sampled)
    at_limit = reserves_like(sampled).exists()
    left = len(reserves_for(sampled))
    context = {"audit": audit, "sampled": sampled, "form": form, "why_not": why, "left": left, "at_limit": at_limit}
    return render(request, "audit/planning/replace_case.html", context)


def _replaced(request, sampled, form):
    try:
        instead = actions.replace_case(sampled=sampled, **form.cleaned_data, by=request.user)
    except (AuditClosed, NotReplaced) as refused:
        form.add_error(None, str(refused))
        return False
    taken = f"{instead.with_crn} takes its place" if instead else "no reserve was available"
    restricted = form.cleaned_data["reason"] == Replacement.RESTRICTED  # then no one may see its CRN any more
    messages.success(request, f"{sampled if restricted else sampled.with_crn} is replaced: {taken}.")
    if restricted and counts_elsewhere(sampled):
        messages.warning(request, "It still counts in another audit, which keeps its facts. No one can open it.")
    return True
