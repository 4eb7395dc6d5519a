"""What becomes of an audit's recommendations."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from audit.access import opens_audit
from audit.method.rating.explain import notice_of
from audit.models import Response
from audit.oversight.action_plan import actions
from audit.oversight.action_plan.forms import ChangeStepForm, ResponseForm, StepForm
from audit.oversight.action_plan.pages import build_plan, plan_line, progress_in_words
from audit.oversight.action_plan.reads import (
    answered_recommendations,
    may_answer,
    may_write_steps,
    response_of,
    version_of,
)
from audit.oversight.action_plan.year import build_year, years_of
from cases.permissions import Permission

METHODS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@opens_audit()
def action_plan(request, audit):
    """Shows the recommendations with their answers and steps."""
    if not audit.signed_off_at:
        return redirect("audit_recommendations", audit.pk)
    lines = build_plan(audit, localdate())
    context = {"audit": audit, "notice": notice_of(str(audit.unit), rated=audit.framework.rated), "lines": lines}
    context["progress"] = progress_in_words(audit, localdate())
    context["may_answer"] = may_answer(request.user, audit.unit)
    context["may_write_steps"] = may_write_steps(request.user, audit.unit)
    return render(request, "audit/oversight/action_plan/action_plan.html", context)


@METHODS
@opens_audit(Permission.RESPOND)
def answer_recommendation(request, audit, recommendation):
    """Takes the answer of the head of service."""
    found = _found(audit, recommendation)
    stored = response_of(found)
    initial = {"agreement": stored.agreement, "text": stored.text} if stored else {}
    initial["based_on"] = version_of(stored)
    form = ResponseForm(request.POST or None, answers=Response.Agreement.choices, initial=initial)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("agreement", "text", "based_on")}
        if _done(form, actions.answer_recommendation, stored, recommendation=found, **facts, by=request.user):
            return _saved(request, audit, "Answer saved.")
    return _show(request, audit, found, form, "answer_recommendation")


@METHODS
@opens_audit()
def add_step(request, audit, recommendation):
    """Takes a new step towards a recommendation."""
    found = _found(audit, recommendation)
    _check_may_write(request, audit)
    form = StepForm(request.POST or None, today=localdate())
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("text", "owner", "due")}
        if _done(form, actions.add_step, None, recommendation=found, **facts, by=request.user):
            return _saved(request, audit, "Step added.")
    return _show(request, audit, found, form, "add_step")


@METHODS
@opens_audit()
def change_step(request, audit, recommendation, step):
    """Changes a step, or records that it is done."""
    found = _found(audit, recommendation)
    _check_may_write(request, audit)
    stored = get_object_or_404(found.steps, pk=step)
    names = ("text", "owner", "due", "holds_from", "evidence")
    initial = {name: getattr(stored, name) for name in names} | {"based_on": version_of(stored)}
    form = ChangeStepForm(request.POST or None, today=localdate(), initial=initial)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in (*names, "based_on")}
        if _done(form, actions.change_step, stored, step=stored, **facts, by=request.user):
            return _saved(request, audit, "Step saved.")
    return _show(request, audit, found, form, "change_step")


@require_safe
def unit_year(request, unit, year):
    """Shows what a PDU found, did and changed in a year, to those who see its results."""
    years = years_of(request.user, unit)
    if year not in years:
        raise Http404
    context = {"page": build_year(request.user, unit, year, localdate()), "years": years}
    return render(request, "audit/oversight/action_plan/unit_year.html", context)


def _found(audit, recommendation):
    return get_object_or_404(answered_recommendations(audit), pk=recommendation)


def _check_may_write(request, audit):
    if not may_write_steps(request.user, audit.unit):
        raise PermissionDenied


def _done(form, act, stored, **facts):
    """Do it; otherwise put the reason into the form and return False. `stored`: the record as it was before."""
    try:
        act(**facts)
    except actions.PlanRefused as refused:
        form.add_error("text", str(refused))
        form.base_on(version_of(stored))
        return False
    return True


def _saved(request, audit, message):
    messages.success(request, message)
    return redirect("action_plan", audit.pk)


def _show(request, audit, recommendation, form, page):
    if not audit.signed_off_at:
        messages.warning(request, actions.NOT_SIGNED_OFF)
        return redirect("audit_recommendations", audit.pk)
    context = {"audit": audit, "line": plan_line(recommendation, localdate()), "form": form}
    return render(request, f"audit/oversight/action_plan/{page}.html", context)
