"""Dismiss notices."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from audit.models import Audit, Review
from audit.notices.actions import notices as actions


@require_POST
def dismiss_notices(request, notice):
    """Dismisses a line of notices, named by its newest one, and goes back to the page that showed it."""
    actions.dismiss(last=get_object_or_404(request.user.notices, pk=notice), by=request.user)
    return _go_back(request)


@require_POST
def dismiss_due_dates(request, audit):
    """Dismisses the line that says what is overdue, or due soon, in an audit where the user reviews."""
    own = Review.objects.own_of(request.user).order_by()
    found = get_object_or_404(Audit, pk=audit, pk__in=own.values("sampled_case__audit"))
    actions.dismiss_due_dates(kind=request.POST.get("kind", ""), audit=found, by=request.user)
    return _go_back(request)


def _go_back(request):
    return redirect("my_reviews" if request.POST.get("back") == "my_reviews" else "home")
