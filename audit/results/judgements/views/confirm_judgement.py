"""Confirm, as a second person, what a panel decided about a standard that is judged on cases."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.planning.locking import AuditClosed
from audit.results.judgements.actions import confirmation as actions
from audit.results.judgements.actions.confirmation import NO_MOVE, ConfirmationRefused
from audit.results.judgements.pages import decision_shown, ground_shown
from audit.results.judgements.reads import judgement_version, move_to_confirm, why_not_second
from audit.results.reads import report_open_to
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.CONFIRM)
def confirm_judgement(request, audit, code):
    if code not in audit.framework.standard:
        raise Http404
    if request.method == "POST":
        return _confirm(request, audit, code)
    judgement = move_to_confirm(audit, code)
    why = why_not_second(judgement, request.user) if judgement else NO_MOVE
    if why or audit.signed_off_at:
        messages.warning(request, why or NO_MOVE)
        return redirect("audit_result", audit.pk)
    report = report_open_to(request.user, audit)
    decided = f"{decision_shown(judgement)} {ground_shown(report, judgement)}"
    context = {"audit": audit, "notice": report.notice, "standard": audit.framework.standard[code]}
    context |= {"judgement": judgement, "decided": decided, "seen": judgement_version(judgement)}
    return render(request, "audit/results/judgements/confirm_judgement.html", context)


def _confirm(request, audit, code):
    try:
        actions.confirm_judgement(audit=audit, standard=code, seen=request.POST.get("seen", ""), by=request.user)
    except (AuditClosed, ConfirmationRefused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"You have confirmed the decision on {code}. It counts from now on.")
    return redirect("audit_result", audit.pk)
