"""List the user's own reviews."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.case_search import case_sought
from audit.models import Reading, Review, SampledCase
from audit.notices.pages import notices_of
from audit.reviewing.lists import OwnReviewFilters, OwnReviewTable
from audit.reviewing.pages.my_reviews import add_lines
from audit.reviewing.reads.case_reviews import waiting_for_agreement
from audit.reviewing.reads.own_reviews import count_open, fetched_for_list, with_urgency
from cases.lists.page import build_list


@require_safe
def my_reviews(request):
    """Shows the user's reviews, and the cases with differences that they can settle."""
    rows = with_urgency(Review.objects.own_of(request.user))
    listed = build_list(request, fetched_for_list(rows), OwnReviewFilters, OwnReviewTable)
    records = [row.record for row in listed.table.page.object_list]
    readings = list(Reading.objects.own_of(request.user).unfinished().for_page())
    add_lines((record for record in records if record.is_open), readings)
    read = SampledCase.objects.to_agree_by(request.user).to_review_by(request.user)
    sought = case_sought(listed.form.cleaned_data.get("q", ""))
    context = {
        "list": listed,
        "form": listed.form,
        "to_do": count_open(rows),
        "has_any": bool(records) or rows.exists(),
        "readings": readings,
        "notices": notices_of(request.user),
        "waiting": waiting_for_agreement(read.filter(sought, audit__signed_off_at=None)),
    }
    return render(request, "audit/reviewing/my_reviews.html", context)
