"""How far reviewers agree."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.method.agreement import FEWEST
from audit.models import SampledCase
from audit.moderating.pages.consistency import build_consistency_page
from audit.reviewing.reads import readings_of
from cases.permissions import Permission


@require_safe
@opens_audit(Permission.MODERATE)
def consistency(request, audit):
    """How far the readers of the audit's cases agree; tells of no single case."""
    cases = readings_of(audit.framework, SampledCase.objects.visible_to(request.user).counted().filter(audit=audit))
    page = build_consistency_page(audit.framework, cases)
    return render(request, "audit/moderating/consistency.html", {"audit": audit, "page": page, "fewest": FEWEST})
