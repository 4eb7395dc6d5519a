"""Read a finished look, or one whose case was replaced."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.oversight.looks.access import opens_look
from audit.oversight.looks.locking import why_closed
from audit.oversight.looks.pages.finished import build_finished_page
from audit.trail.actions import record_case_view


@require_safe
@opens_look
def finished_look(request, look):
    """Shows the answers of a look that takes no more, what was found, and what was corrected since."""
    if not why_closed(look):
        return redirect("look", look.pk)
    record_case_view(audit=look.sampled_case.audit, sampled=look.sampled_case, what="the look", by=request.user)
    shown = {"look": look, "page": build_finished_page(look, request.user), "why": why_closed(look)}
    return render(request, "audit/oversight/looks/finished_look.html", shown)
