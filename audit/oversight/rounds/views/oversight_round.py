"""The page of a round."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.oversight.rounds.access import opens_round
from audit.oversight.rounds.pages.oversight_round import build_round


@require_safe
@opens_round
def oversight_round(request, oversight_round):
    context = build_round(oversight_round, request.user)
    return render(request, "audit/oversight/rounds/oversight_round.html", context)
