"""Plan an audit."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.frameworks import FrameworkProblem, framework_choices, framework_problems
from audit.models import Purpose
from audit.models.choices import USUAL_MONTHS
from audit.planning.actions import plan as actions
from audit.planning.forms.audit import PlanAuditForm
from cases.places.choices import units_to_plan_in
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
def plan_audit(request):
    """Plans an audit in a PDU of the user's, then leads to the plan of its sample."""
    units = units_to_plan_in(request.user)
    if not units:
        raise PermissionDenied
    choices = {
        "units": [(number, f"{unit}, {unit.region}") for number, unit in units.items()],
        "frameworks": framework_choices(),
        "purposes": Purpose.choices,
    }
    begin = {"keep_months": USUAL_MONTHS, "unit": min(units) if len(units) == 1 else ""}
    form = PlanAuditForm(request.POST or None, initial=begin | unsaved(request), **choices)
    if form.is_valid() and (audit := _planned(request, form, units)):
        messages.success(request, f"“{audit}” is planned. Now choose which cases it looks at.")
        return redirect("plan_sample", audit.pk)
    return render(request, "audit/planning/plan_audit.html", {"form": form, "wrong_files": framework_problems()})


def _planned(request, form, units):
    sent = form.cleaned_data
    try:
        return actions.plan_audit(**sent | {"unit": units[sent["unit"]]}, by=request.user)
    except FrameworkProblem as problem:
        form.add_error("framework_code", str(problem))
        return None
