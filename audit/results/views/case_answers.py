"""One case with every answer of its reviews."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import AccessLevel, opens_audit, refuse_case
from audit.models import Review, SampledCase
from audit.moderating.pages.case import build_moderation
from audit.results.listed_cases import case_list_for
from audit.reviewing.pages.case import build_case_page
from audit.trail.actions import record_case_view
from cases.permissions import Permission


@require_safe
@opens_audit(to_reviewers=True)
def case_answers(request, audit, number):
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    sampled = cases.with_case().filter(number=number).first() or refuse_case(request.user, audit)
    record_case_view(audit=audit, sampled=sampled, by=request.user)
    reviews = Review.objects.visible_to(request.user).filter(sampled_case=sampled)
    reviews = {review.part: review for review in reviews.to_read()}
    beside = _beside(request, audit, cases)
    context = {
        "audit": audit,
        "page": build_case_page(audit.framework, sampled, reviews),
        "knows_audit": audit.access_level != AccessLevel.CASES,
        "may_see_figures": audit.access_level in (AccessLevel.FIGURES, AccessLevel.RESULT),
        "may_see_trail": Permission.SEE_TRAIL in audit.permissions,
        "may_compare": SampledCase.objects.to_agree_by(request.user).filter(pk=sampled.pk).exists(),
        "moderated": audit.access_level == AccessLevel.FIGURES and build_moderation(audit, sampled, reviews.values()),
        "question": audit.framework.questions.get(request.GET.get("question")),
        "previous": beside.filter(number__lt=number).last(),
        "next": beside.filter(number__gt=number).first(),
    }
    return render(request, "audit/results/case_answers.html", context)


def _beside(request, audit, cases):
    """Return the cases that “previous” and “next” lead to: in a result, none that its lists leave out."""
    counted = cases.counted().with_case()
    if audit.access_level not in (AccessLevel.FIGURES, AccessLevel.RESULT):
        return counted
    return counted.exclude(number__in=case_list_for(request.user, audit).unlisted)
