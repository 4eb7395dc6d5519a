"""Dismiss notices."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from audit.notices.actions.notices import dismiss


@require_POST
def dismiss_notices(request, notice):
    """Dismisses a line of notices, named by its newest one, and goes back to the page that showed it."""
    dismiss(last=get_object_or_404(request.user.notices, pk=notice), by=request.user)
    return redirect("my_reviews" if request.POST.get("back") == "my_reviews" else "home")
