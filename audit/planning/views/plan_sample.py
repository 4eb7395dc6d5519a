"""Plan an audit's sample."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models.choices import USUAL_MONTHS
from audit.planning.actions.plan import change_plan
from audit.planning.forms.plan import SamplePlanForm, windows_in
from audit.planning.pages.newer import is_saved
from audit.planning.reads import plan_version, why_not_drawn
from audit.planning.sample_plan import (
    FILTERS,
    fields_of,
    filter_of,
    plan_from,
    plan_in_words,
    random_seed,
    sizes_of,
    too_few_to_rate,
)
from cases.permissions import Permission
from cases.sampling.sizes import CONFIDENCES
from cases.sign_in.unsaved import unsaved


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
    return render(request, "audit/planning/plan_sample.html", context)


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
