"""List the user's own reviews."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import Reading, Review, SampledCase
from audit.notices.pages import notices_of
from audit.reviewing.pages.my_reviews import build_my_reviews
from audit.reviewing.reads.case_reviews import waiting_for_agreement
from cases.identifiers.forms.case_search import CaseSearchForm


@require_safe
def my_reviews(request):
    """Shows the user's reviews, and the cases with differences that they can settle."""
    own, search = Review.objects.own_of(request.user), CaseSearchForm(request.GET)
    read = SampledCase.objects.to_agree_by(request.user).to_review_by(request.user)
    waiting = waiting_for_agreement(read.filter(audit__signed_off_at=None))
    page = build_my_reviews(own, search)
    context = {
        "page": page,
        "readings": Reading.objects.own_of(request.user).unfinished().for_page(),
        "notices": notices_of(request.user),
        "waiting": search.found(waiting, lambda case: case.sampled.case),
        "search": search if page.unfinished or page.finished or own.exists() else None,
        "number": page.number,
    }
    return render(request, "audit/reviewing/my_reviews.html", context)
