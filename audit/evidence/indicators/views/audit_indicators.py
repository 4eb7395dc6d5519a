"""Show the indicators of an audit, and add to them while it runs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.indicators.actions import IndicatorRefused, add_indicator
from audit.evidence.indicators.forms import PLAIN, IndicatorForm
from audit.evidence.indicators.pages import choices_of_standard, indicator_lines
from audit.evidence.indicators.reads import may_write
from audit.models import Audit
from audit.planning.locking import AuditClosed
from audit.reviewing.pages.refused_input import SentText, show_refused_input
from cases.sign_in.unsaved import unsaved

NO_LONGER = "This is not saved, since the audit was signed off. Copy what you wrote if you still need it."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit()
def audit_indicators(request, audit):
    form = form_of(request, audit) if may_write(audit) else None
    if request.method == "POST":
        if form is None:
            return show_too_late(request, audit)
        if form.is_valid() and _added(request, audit, form):
            return redirect("audit_indicators", audit.pk)
    lines = indicator_lines(audit, audit.indicators.all(), may_write=form is not None)
    context = {"audit": audit, "lines": lines, "form": form}
    return render(request, "audit/evidence/indicators/audit_indicators.html", context)


def form_of(request: HttpRequest, audit: Audit, **initial: object) -> IndicatorForm:
    """Return the form of an indicator, with what was sent."""
    choices = choices_of_standard(audit.framework)
    return IndicatorForm(request.POST or None, choices=choices, initial=initial | unsaved(request))


def show_too_late(request: HttpRequest, audit: Audit) -> HttpResponse:
    """Show texts that can no longer be saved, so that they can be copied; without any, lead to the indicators."""
    if not audit.signed_off_at:
        raise PermissionDenied
    sent = [SentText(name.capitalize(), "", text) for name in PLAIN if (text := request.POST.get(name, "").strip())]
    if sent:
        return show_refused_input(request, NO_LONGER, sent, read_at=reverse("audit_indicators", args=[audit.pk]))
    messages.warning(request, "The audit is signed off. Take the sign-off back first.")
    return redirect("audit_indicators", audit.pk)


def _added(request, audit, form):
    try:
        add_indicator(audit=audit, facts=form.facts, by=request.user)
    except (AuditClosed, IndicatorRefused) as refused:
        form.add_error("value", str(refused))
        return False
    messages.success(request, "Indicator saved.")
    return True
