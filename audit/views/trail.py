"""Who did what: the trail of an audit, and of one of its cases."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audit.models import SampledCase
from audit.trail import trail_of_audit, trail_of_case
from audit.views.opening import opens_audit
from cases.permissions import Permission

SHOWN = 50  # entries a page


@require_safe
@opens_audit(Permission.SEE_TRAIL)
def audit_trail(request, audit):
    page = Paginator(trail_of_audit(audit), SHOWN).get_page(request.GET.get("page"))
    return render(request, "audit/trail.html", {"audit": audit, "page": page})


@require_safe
@opens_audit(Permission.SEE_TRAIL)
def case_trail(request, audit, number):
    sampled = get_object_or_404(SampledCase.objects.visible_to(request.user), audit=audit, number=number)
    page = Paginator(trail_of_case(sampled), SHOWN).get_page(request.GET.get("page"))
    return render(request, "audit/trail.html", {"audit": audit, "sampled": sampled, "page": page})
