"""One case with every answer of its reviews."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import AccessLevel, opens_audit, refuse_case
from audit.models import Review, SampledCase
from audit.moderating.pages.case import build_moderation
from audit.results.listed_cases import unlisted_for
from audit.reviewing.pages.case import build_case_page
from audit.trail.actions import record_case_view
from cases.permissions import Permission


@require_safe
@opens_audit(to_reviewers=True)
def case_answers(request, audit, number):
    previous, sampled, following = _with_neighbours(request.user, audit, number)
    sampled = sampled or refuse_case(request.user, audit)
    record_case_view(audit=audit, sampled=sampled, by=request.user)
    reviews = Review.objects.visible_to(request.user).filter(sampled_case=sampled)
    reviews = {review.part: review for review in reviews.to_read()}
    context = {
        "audit": audit,
        "review": next(iter(reviews.values()), None),
        "page": build_case_page(audit.framework, sampled, reviews),
        "knows_audit": audit.access_level != AccessLevel.CASES,
        "may_see_figures": audit.access_level in (AccessLevel.FIGURES, AccessLevel.RESULT),
        "may_see_trail": Permission.SEE_TRAIL in audit.permissions,
        "may_compare": Review.Part.SECOND in reviews and _may_compare(request.user, sampled),
        "moderated": audit.access_level == AccessLevel.FIGURES and build_moderation(audit, sampled, reviews.values()),
        "question": audit.framework.questions.get(request.GET.get("question")),
        "previous": previous,
        "next": following,
    }
    return render(request, "audit/results/questions/case_answers.html", context)


def _may_compare(user, sampled):
    return SampledCase.objects.to_agree_by(user).filter(pk=sampled.pk).exists()


def _with_neighbours(user, audit, number):
    """Return the case before, the case of this number, and the case after it; None where the user does not get it."""
    cases = SampledCase.objects.visible_to(user).filter(audit=audit)
    before, after = _numbers_beside(user, audit, cases, number)
    # by itself, since “in” would stop with an error at a number that is too large for the database
    sampled = cases.with_case().filter(number=number).first()
    found = {each.number: each for each in cases.with_case().filter(number__in=[before, after])}
    return found.get(before), sampled, found.get(after)


def _numbers_beside(user, audit, cases, number):
    """Return the numbers that “previous” and “next” lead to, or None: in a result, none that its lists leave out."""
    numbers = set(cases.counted().values_list("number", flat=True))
    if audit.access_level in (AccessLevel.FIGURES, AccessLevel.RESULT):
        numbers -= unlisted_for(user, audit)
    before, after = [each for each in numbers if each < number], [each for each in numbers if each > number]
    return max(before, default=None), min(after, default=None)
