"""Plan a round: say what it is about, see which cases it would hold and why, and store it."""

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.oversight.access import opens_oversight
from audit.oversight.rounds.actions import plan as actions
from audit.oversight.rounds.actions.store import USUAL_MONTHS
from audit.oversight.rounds.choices import choices_for_plan
from audit.oversight.rounds.drawing import THEME_FACTS
from audit.oversight.rounds.forms.plan import ConfirmRoundForm, PlanRoundForm
from audit.oversight.rounds.pages.proposal import build_proposal
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

PAGE = "audit/oversight/rounds/plan_round.html"
USUAL = {"keep_months": USUAL_MONTHS, "each": 2, "new_weeks": 8, "quiet_weeks": 26}


@require_http_methods(["GET", "HEAD", "POST"])
@opens_oversight(Permission.OVERSEE)
def plan_round(request):
    if "proposal" in request.POST:
        return _store(request)
    form = _form(request, USUAL | {"seed": secrets.randbelow(1_000_000)} | unsaved(request), request.POST or None)
    if form.is_valid():
        return _show(request, form.plan)
    return render(request, PAGE, {"form": form})


def _form(request, begin, sent=None):
    return PlanRoundForm(sent, initial=begin, choices=choices_for_plan(request.user), theme_facts=THEME_FACTS.items())


def _show(request, plan):
    return render(request, "audit/oversight/rounds/_proposal.html", build_proposal(plan, request.user))


def _store(request):
    """Store the round whose cases were shown, or go back to its plan."""
    form = ConfirmRoundForm(request.POST, person=request.user.pk)
    if not form.is_valid():
        messages.warning(request, form.errors["proposal"][0])
        return redirect("plan_round")
    if "again" in request.POST:
        return render(request, PAGE, {"form": _form(request, form.plan.as_initial())})
    if form.plan.team not in dict(choices_for_plan(request.user).teams):
        raise PermissionDenied
    try:
        stored = actions.plan_round(plan=form.plan, based_on=form.based_on, by=request.user)
    except actions.RoundRefused as refused:
        messages.warning(request, str(refused))
        return _show(request, form.plan)
    messages.success(request, f"“{stored}” is planned.")
    return redirect("oversight_round", stored.pk)
