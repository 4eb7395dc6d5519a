"""Plan an audit."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.frameworks import FrameworkProblem, framework_problems
from audit.models import Audit, Purpose
from audit.models.choices import USUAL_MONTHS
from audit.planning.actions import plan as actions
from audit.planning.forms.audit import PlanAuditForm
from audit.planning.reads import audits_to_follow, frameworks_offered_in, titles_in
from cases.places.choices import units_to_plan_in
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
def plan_audit(request):
    """Plans an audit in a PDU of the user's, then leads to the plan of its sample."""
    units = units_to_plan_in(request.user)
    if not units:
        raise PermissionDenied
    form = build_plan_form(request, units, {"keep_months": USUAL_MONTHS, "unit": min(units) if len(units) == 1 else ""})
    if form.is_valid() and (audit := save_plan(request, form, units, actions.plan_audit)):
        messages.success(request, f"“{audit}” is planned. Now choose which cases it looks at.")
        return redirect("plan_sample", audit.pk)
    return render(request, "audit/planning/plan_audit.html", {"form": form, "wrong_files": framework_problems()})


def build_plan_form(request: HttpRequest, units: Mapping[int, Any], begin: Mapping[str, Any]) -> PlanAuditForm:
    """Build the form of a new audit in one of these units, which `begin` fills: {field: value}."""
    choices = {
        "units": [(number, f"{unit}, {unit.region}") for number, unit in units.items()],
        "frameworks": frameworks_offered_in(units),
        "purposes": Purpose.of_inspections(),
        "titles": titles_in(units),
        "to_follow": audits_to_follow(units),
    }
    return PlanAuditForm(request.POST or None, initial={**begin} | unsaved(request), **choices)


def save_plan(
    request: HttpRequest, form: PlanAuditForm, units: Mapping[int, Any], act: Callable[..., Audit]
) -> Audit | None:
    """Plan the audit of a valid form by this action; None with an error in the form if its framework cannot be used."""
    sent = form.cleaned_data
    try:
        return act(**sent | {"unit": units[sent["unit"]]}, by=request.user)
    except FrameworkProblem as problem:
        form.add_error("framework_code", str(problem))
        return None
