"""Leave a case out of a round."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.models import Replacement
from audit.oversight.rounds.access import case_of_round, opens_round
from audit.oversight.rounds.actions.change import RoundChanged, leave_out
from audit.oversight.rounds.forms.change import LeaveOutForm
from cases.sign_in.unsaved import unsaved

REASONS = [(value, label) for value, label in Replacement.choices if value != Replacement.CONFLICT]


@require_http_methods(["GET", "HEAD", "POST"])
@opens_round
def leave_out_case(request, oversight_round, number):
    sampled = case_of_round(request.user, oversight_round, number)
    form = LeaveOutForm(request.POST or None, initial=unsaved(request), reasons=REASONS)
    if form.is_valid():
        try:
            leave_out(sampled=sampled, **form.cleaned_data, by=request.user)
            messages.success(request, f"{sampled} is left out of the round.")
        except RoundChanged as changed:
            messages.warning(request, str(changed))
        return redirect("oversight_round", oversight_round.pk)
    context = {"round": oversight_round, "sampled": sampled, "form": form}
    return render(request, "audit/oversight/rounds/leave_out_case.html", context)
