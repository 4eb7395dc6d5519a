"""The list of one's own reviews."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import Review, SampledCase
from audit.reviewing.pages.my_reviews import build_my_reviews
from audit.reviewing.reads import waiting_for_agreement
from cases.identifiers.forms.case_search import CaseSearchForm


@require_safe
def my_reviews(request):
    reviews = Review.objects.own_of(request.user).for_page().prefetch_related("answers", "sent_back")
    read = SampledCase.objects.to_agree_by(request.user).to_review_by(request.user)
    waiting = waiting_for_agreement(read.filter(audit__signed_off_at=None))
    search = CaseSearchForm(request.GET)
    found = search.found(reviews, lambda review: review.sampled_case.case)
    waiting = search.found(waiting, lambda case: case.sampled.case)
    context = {"page": build_my_reviews(found), "waiting": waiting, "search": search if reviews else None}
    return render(
        request, "audit/reviewing/my_reviews.html", context | {"number": len({each.sampled_case_id for each in found})}
    )
