"""The pages on which an audit and its sample are planned."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.actions.plan import (
    CHANGEABLE,
    audit_version,
    change_audit,
    change_plan,
    plan_audit,
    plan_version,
)
from audit.actions.sample import why_not_drawn
from audit.actions.sign_off import USUAL_MONTHS
from audit.forms.plan import ChangeAuditForm, PlanAuditForm, SamplePlanForm, windows_in
from audit.frameworks import FrameworkProblem, framework_choices, framework_problems
from audit.models import Purpose
from audit.sample_plan import (
    FILTERS,
    fields_of,
    filter_of,
    plan_from,
    plan_in_words,
    random_seed,
    sizes_of,
    too_few_to_rate,
)
from audit.views.newer import is_saved
from audit.views.opening import opens_audit
from cases.permissions import Permission
from cases.place_choices import units_to_plan_in
from cases.sampling import CONFIDENCES
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request):
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
        messages.success(request, f"“{audit}” is planned. Now say which cases it is to look at.")
        return redirect("plan_sample", audit.pk)
    return render(request, "audit/plan_audit.html", {"form": form, "wrong_files": framework_problems()})


def _planned(request, form, units):
    sent = form.cleaned_data
    try:
        return plan_audit(**sent | {"unit": units[sent["unit"]]}, by=request.user)
    except FrameworkProblem as problem:
        form.add_error("framework_code", str(problem))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def change(request, audit):
    """What can be changed of an audit that is planned; purpose, PDU and framework stay."""
    if audit.signed_off_at:
        messages.warning(request, "The audit is signed off. Take the sign-off back first.")
        return redirect("audit_result", audit.pk)
    stored = {name: getattr(audit, name) for name in CHANGEABLE} | {"based_on": audit_version(audit)}
    form = ChangeAuditForm(request.POST or None, initial=stored | unsaved(request))
    if form.is_valid() and _audit_is_changed(audit, form, request.user):
        messages.success(request, "Title and dates are saved.")
        return redirect("audit_result", audit.pk)
    context = {"audit": audit, "form": form, "newer": getattr(form, "newer", ())}
    return render(request, "audit/change_audit.html", context)


def _audit_is_changed(audit, form, by):
    def save():
        change_audit(audit=audit, **form.cleaned_data, by=by)

    return is_saved(form, save, lambda theirs: [(form[name].label, getattr(theirs, name)) for name in CHANGEABLE])


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def plan_sample(request, audit):
    """Which cases are looked at; with the button "sizes" it is only shown what sizes give, and nothing is stored."""
    if why := why_not_drawn(audit):
        messages.warning(request, why)
        return redirect("audit_sample", audit.pk)
    form = _sample_form(request, audit)
    if form.is_valid() and "sizes" not in request.POST and _plan_is_changed(audit, form, request.user):
        messages.success(request, "The plan of the sample is saved.")
        return redirect("draw_sample", audit.pk)
    population, sizes = _sizes(form)
    context = {"audit": audit, "form": form, "population": population, "sizes": sizes, "confidences": CONFIDENCES}
    context |= {"newer": getattr(form, "newer", ()), "too_few": too_few_to_rate(audit.framework, _size(form))}
    return render(request, "audit/plan_sample.html", context)


def _plan_is_changed(audit, form, by):
    def save():
        change_plan(audit=audit, plan=plan_from(form.cleaned_data), based_on=form.cleaned_data["based_on"], by=by)

    return is_saved(form, save, plan_in_words)


def _sample_form(request, audit):
    sample = getattr(audit, "sample", None)
    begin = {"seed": random_seed(), "months": USUAL_MONTHS, "unit": audit.unit.name}
    begin = fields_of(sample.plan if sample and sample.plan else begin)
    begin["based_on"] = plan_version(sample)
    if sample and sample.drawn:
        begin["population"] = sample.drawn["eligible"]
    begin |= unsaved(request)
    filters = {fact: filter_of(fact) for fact in FILTERS}
    filled = {name for name, value in (request.POST or begin).items() if value}
    return SamplePlanForm(request.POST or None, initial=begin, filters=filters, windows=windows_in(filled))


def _sizes(form):
    """(eligible cases, what sizes give of them) where their number is known, or was typed and can be read."""
    population = _said(form).get("population")
    if not isinstance(population, int):
        return None, ()
    return population, sizes_of(population, _size(form))


def _size(form):
    """As it was planned, or typed and can be read; None where a margin says it."""
    size = _said(form).get("size")
    return size if isinstance(size, int) else None


def _said(form):
    return getattr(form, "cleaned_data", None) or form.initial
