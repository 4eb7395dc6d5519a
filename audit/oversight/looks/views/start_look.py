"""Start a look at a single case: by its CRN, or at one that this tool picks."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.frameworks import oversight_choices
from audit.oversight.access import opens_oversight
from audit.oversight.looks.actions.starting import NOT_OF_TEAM, add_case
from audit.oversight.looks.forms.start import StartForm
from audit.oversight.looks.found_cases import (
    case_on_crn,
    is_in_another_team,
    longest_not_looked_at,
    practitioners_to_name,
)
from audit.oversight.rounds.actions.begin import LookRefused, begin_look
from cases.permissions import Permission

FOUND, PICKED = "found by its CRN", "not looked at for longest"
NO_CASE = "This tool knows no running case of your team yet. Enter a CRN."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_oversight(Permission.OVERSEE)
def start_look(request):
    """Shows the form, and starts the look at the case that was typed or picked."""
    asks = "practitioner" in request.POST
    people = practitioners_to_name(request.user) if asks else None
    form = StartForm(request.POST or None, instruments=oversight_choices(), practitioners=people)
    if form.is_bound and form.is_valid():
        try:
            return _start(request, form)
        except LookRefused as refused:
            form.add_error(None, str(refused))
    return _show(request, form)


def _start(request, form):
    said, user = form.cleaned_data, request.user
    if "pick" in request.POST:
        case, because = longest_not_looked_at(user), PICKED
        if case is None:
            raise LookRefused(NO_CASE)
    else:
        case, because = case_on_crn(user, said["crn"]), FOUND
    if case is None and is_in_another_team(user, said["crn"]):
        raise LookRefused(NOT_OF_TEAM)
    if case is None and not said.get("practitioner"):
        return _ask_who(request, form)
    case = case or add_case(crn=said["crn"], practitioner=said["practitioner"], by=user)
    look = begin_look(case=case, instrument=said["instrument"], because=[because], by=user)
    return redirect("look", look.pk)


def _ask_who(request, form):
    again = {"instruments": oversight_choices(), "practitioners": practitioners_to_name(request.user)}
    return _show(request, StartForm(initial=form.cleaned_data, **again), unknown=form.cleaned_data["crn"])


def _show(request, form, unknown=""):
    return render(request, "audit/oversight/looks/start_look.html", {"form": form, "unknown": unknown})
