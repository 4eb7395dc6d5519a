"""Choose another day on which a round closes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.oversight.rounds.access import opens_round
from audit.oversight.rounds.actions.change import RoundChanged, change_closing
from audit.oversight.rounds.forms.change import ChangeRoundForm


@require_http_methods(["GET", "HEAD", "POST"])
@opens_round
def change_round(request, oversight_round):
    stored = {"closes_on": oversight_round.closes_on, "based_on": oversight_round.closes_on}
    form = ChangeRoundForm(request.POST or None, initial=stored)
    if form.is_valid():
        try:
            change_closing(oversight_round=oversight_round, **form.cleaned_data, by=request.user)
        except RoundChanged as changed:
            messages.warning(request, str(changed))
            return redirect("change_round", oversight_round.pk)
        return redirect("oversight_round", oversight_round.pk)
    return render(request, "audit/oversight/rounds/change_round.html", {"round": oversight_round, "form": form})
