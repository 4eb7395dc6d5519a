"""Change an indicator while the audit runs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.indicators import actions
from audit.evidence.indicators.actions import IndicatorRefused
from audit.evidence.indicators.forms import initial_of
from audit.evidence.indicators.pages import indicator_lines
from audit.evidence.indicators.reads import facts_of, indicator_version
from audit.evidence.indicators.views.audit_indicators import form_of, show_too_late
from audit.planning.locking import AuditClosed
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def change_indicator(request, audit, indicator):
    if audit.signed_off_at:
        return show_too_late(request, audit)
    stored = get_object_or_404(audit.indicators, pk=indicator)
    form = form_of(request, audit, based_on=indicator_version(stored), **initial_of(facts_of(stored)))
    if form.is_valid() and _changed(request, audit, stored, form):
        return redirect("audit_indicators", audit.pk)
    (line,) = indicator_lines(audit, [stored], may_write=False)
    context = {"audit": audit, "line": line, "form": form}
    return render(request, "audit/evidence/indicators/change_indicator.html", context)


def _changed(request, audit, stored, form):
    seen = form.cleaned_data["based_on"]
    try:
        actions.change_indicator(audit=audit, number=stored.pk, facts=form.facts, based_on=seen, by=request.user)
    except (AuditClosed, IndicatorRefused) as refused:
        form.add_error("value", str(refused))
        form.base_on(indicator_version(stored))
        return False
    messages.success(request, "Indicator changed.")
    return True
