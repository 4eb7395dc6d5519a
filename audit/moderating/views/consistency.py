"""Show how far reviewers agree."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.method.reviewers.agreement import FEWEST
from audit.models import SampledCase
from audit.moderating.pages.consistency import build_consistency_page
from audit.moderating.pages.one_answer import build_one_answer_lines
from audit.reviewing.reads.case_reviews import reviews_of_cases
from cases.permissions import Permission


@require_safe
@opens_audit(Permission.MODERATE)
def consistency(request, audit):
    """Shows how far the reviewers of the audit's cases agree. It names no case."""
    cases = SampledCase.objects.visible_to(request.user).counted().filter(audit=audit)
    reviewed = reviews_of_cases(audit.framework, cases)
    context = {
        "audit": audit,
        "page": build_consistency_page(audit.framework, reviewed),
        "one_answer": build_one_answer_lines(audit.framework, reviewed),
        "fewest": FEWEST,
    }
    return render(request, "audit/moderating/consistency.html", context)
