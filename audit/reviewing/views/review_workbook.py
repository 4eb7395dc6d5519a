"""Download one review, or all of the user's open reviews, as a workbook to fill in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from audit.models import Review
from audit.reviewing.access import opens_review
from audit.reviewing.offline.sheet import build_review_sheet, with_framework
from audit.reviewing.offline.workbook import review_workbook_of
from audit.trail.actions import record_review_export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@opens_review
def review_workbook(request, review):
    """Sends the workbook of one review."""
    return _download(request, [review], f"{slugify(review.audit.title)}-review-{review.pk}")


@require_safe
def my_reviews_workbook(request):
    """Sends a workbook with a sheet for each review that the user still has to submit."""
    own = Review.objects.to_write_by(request.user).filter(reviewer=request.user, submitted_at=None)
    own = own.filter(sampled_case__audit__signed_off_at=None).for_page()
    reviews = with_framework(own.order_by("sampled_case__audit", "sampled_case__number", "pk"))
    if not reviews:
        messages.warning(request, "There is nothing to download because you have no open reviews.")
        return redirect("my_reviews")
    return _download(request, reviews, "my-reviews")


def _download(request, reviews, name):
    content = review_workbook_of([build_review_sheet(review) for review in reviews], made_at=timezone.localtime())
    for review in reviews:
        record_review_export(review=review, by=request.user)
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
