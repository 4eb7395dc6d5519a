"""All rounds that a person oversees."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.oversight.access import opens_oversight
from audit.oversight.rounds.pages.round_list import build_lists
from audit.oversight.rounds.progress import rounds_with_progress
from cases.permissions import Permission


@require_safe
@opens_oversight(Permission.OVERSEE)
def round_list(request):
    lists = build_lists(rounds_with_progress(request.user))
    return render(request, "audit/oversight/rounds/round_list.html", {"lists": lists})
