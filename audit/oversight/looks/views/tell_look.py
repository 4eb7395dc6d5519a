"""After a look is finished: tell the practitioner, and copy the text for the case record."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.oversight.looks.access import opens_look
from audit.oversight.looks.pages.tell import build_tell_page
from audit.trail.actions import record_case_view


@require_safe
@opens_look
def tell_look(request, look):
    """Shows what the practitioner reads, and the text to copy."""
    if not look.finished_at:
        return redirect("look", look.pk)
    record_case_view(audit=look.sampled_case.audit, sampled=look.sampled_case, what="the look", by=request.user)
    page = build_tell_page(look, request.user)
    return render(request, "audit/oversight/looks/tell_look.html", {"look": look, "page": page})
