"""The due dates of the user's own reviews as a calendar file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.models import Review
from audit.reviewing.calendar import calendar_of
from audit.reviewing.reads.due_days import due_days


@require_safe
def my_reviews_calendar(request):
    """Sends the file; where nothing is due, says so on My reviews."""
    days = due_days(Review.objects.own_of(request.user))
    if not days:
        messages.info(request, "None of your open reviews has a due date.")
        return redirect("my_reviews")
    site = {"host": request.get_host(), "link": request.build_absolute_uri(reverse("my_reviews"))}
    text = calendar_of(days, person=request.user.pk, **site, now=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my_reviews.ics"'
    return response
