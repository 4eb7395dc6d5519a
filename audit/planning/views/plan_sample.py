"""Plan an audit's sample."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models.choices import USUAL_MONTHS
from audit.planning.actions.plan import change_plan
from audit.planning.extra_cases import GROUPS, PRESET
from audit.planning.forms.sample import SamplePlanForm, windows_in
from audit.planning.pages.conflict import saves
from audit.planning.pages.kinds import kind_asked_for, kinds_beside, page_of
from audit.planning.reads import plan_version, why_not_drawn
from audit.planning.sample_plan import (
    FILTERS,
    filter_choices,
    form_values,
    plan_from_form,
    plan_in_words,
    random_seed,
)
from audit.planning.sizes import size_lines, too_few_to_rate
from cases.permissions import Permission
from cases.sampling.sizes import CONFIDENCES
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def plan_sample(request, audit):
    """Plans which cases are looked at. The button "sizes" only shows what sizes give, and stores nothing."""
    kind = kind_asked_for(request, audit)
    if why := why_not_drawn(audit, kind):
        messages.warning(request, why)
        return redirect(page_of("audit_sample", audit, kind))
    form = _sample_form(request, audit, kind)
    if form.is_valid() and "sizes" not in request.POST and _plan_is_changed(audit, kind, form, request.user):
        messages.success(request, "Sample plan saved.")
        return redirect(page_of("draw_sample", audit, kind))
    population, sizes = _sizes(form)
    context = {"audit": audit, "form": form, "population": population, "sizes": sizes, "confidences": CONFIDENCES}
    context |= {
        **kinds_beside(audit, kind),
        "saved_meanwhile": getattr(form, "saved_meanwhile", ()),
        "too_few": too_few_to_rate(audit.framework, kind, _size(form)),
    }
    return render(request, "audit/planning/plan_sample.html", context)


def _plan_is_changed(audit, kind, form, by):
    def save():
        sent = form.cleaned_data
        change_plan(audit=audit, plan=plan_from_form(sent), kind=kind, based_on=sent["based_on"], by=by)

    return saves(form, save, plan_in_words)


def _sample_form(request, audit, kind):
    sample = audit.sample_of(kind)
    begin = {"seed": random_seed(), "months": USUAL_MONTHS, "unit": audit.unit.name}
    begin = form_values(sample.plan if sample and sample.plan else begin)
    begin["based_on"] = plan_version(sample)
    if sample and sample.drawn:
        begin["population"] = sample.drawn["eligible"]
    kept = unsaved(request)
    begin |= _extra_asked_for(request) | (kept if kept.get("kind", kind) == kind else {}) | {"kind": kind}
    filters = {fact: filter_choices(fact) for fact in FILTERS}
    filled = {name for name, value in (request.POST or begin).items() if value}
    return SamplePlanForm(request.POST or None, initial=begin, filters=filters, windows=windows_in(filled))


def _extra_asked_for(request):
    """Return the fields that ask for extra cases of the group in the address, if there is one."""
    group = request.GET.get("extra")
    return {"extra_group_0": group, "extra_number_0": PRESET} if group in GROUPS else {}


def _sizes(form):
    """Return the number of eligible cases and what sizes give; (None, ()) if the number is not known."""
    population = _said(form).get("population")
    if not isinstance(population, int):
        return None, ()
    return population, size_lines(population, _size(form))


def _size(form):
    """Return the size as planned or typed; None if a margin says it, or it is no number."""
    size = _said(form).get("size")
    return size if isinstance(size, int) else None


def _said(form):
    """Return what was typed if it was sent, else what is planned."""
    return getattr(form, "cleaned_data", None) or form.initial
