"""Delete an indicator while the audit runs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.indicators import actions
from audit.evidence.indicators.actions import IndicatorRefused
from audit.evidence.indicators.pages import indicator_lines
from audit.evidence.indicators.reads import indicator_version
from audit.evidence.indicators.views.audit_indicators import show_too_late
from audit.planning.locking import AuditClosed
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def delete_indicator(request, audit, indicator):
    """Asks first, since what was written cannot be brought back."""
    if audit.signed_off_at:
        return show_too_late(request, audit)
    if request.method == "POST":
        return _delete(request, audit, indicator)
    stored = get_object_or_404(audit.indicators, pk=indicator)
    (line,) = indicator_lines(audit, [stored], may_write=False)
    context = {"audit": audit, "line": line, "seen": indicator_version(stored)}
    return render(request, "audit/evidence/indicators/delete_indicator.html", context)


def _delete(request, audit, number):
    seen = request.POST.get("seen", "")
    try:
        actions.delete_indicator(audit=audit, number=number, based_on=seen, by=request.user)
    except (AuditClosed, IndicatorRefused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Indicator deleted.")
    return redirect("audit_indicators", audit.pk)
