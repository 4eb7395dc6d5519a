"""Begin the look at a case of a round, or go on with it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from audit.oversight.rounds.access import case_of_round, opens_round
from audit.oversight.rounds.actions.begin import LookRefused, begin_look_in_round


@require_POST
@opens_round
def begin_round_look(request, oversight_round, number):
    sampled = case_of_round(request.user, oversight_round, number)
    try:
        look = begin_look_in_round(sampled=sampled, by=request.user)
    except LookRefused as refused:
        messages.warning(request, str(refused))
        return redirect("oversight_round", oversight_round.pk)
    return redirect("look", look.pk)
