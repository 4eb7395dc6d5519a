"""Plan an audit with what an earlier one was planned with."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.frameworks import framework_problems
from audit.planning.actions.plan_again import plan_again as plan_another
from audit.planning.extra_cases import GROUPS, PRESET, name_of_group
from audit.planning.views.plan_audit import build_plan_form, save_plan
from cases.counted import counted
from cases.permissions import Permission
from cases.places.choices import units_to_plan_in

FILLED = ("title", "purpose", "framework_code", "about", "keep_months")


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def plan_again(request, audit):
    """Shows the plan of a new audit, filled in from this one without its dates. Stores nothing until it is sent."""
    units = units_to_plan_in(request.user)
    begin = {name: getattr(audit, name) for name in FILLED} | {"unit": audit.unit_id, "follows": audit}
    form = build_plan_form(request, units, begin)
    if form.is_valid() and (planned := save_plan(request, form, units, partial(plan_another, earlier=audit))):
        messages.success(request, f"“{planned}” is planned. Check its sample plan and enter the new dates.")
        if notes := planned.question_notes.count():
            copied = counted(notes, "agreed note is copied", "agreed notes are copied")
            messages.info(request, f"{copied}: see Read together.")
        extra = f"?{urlencode({'extra': request.GET['extra']})}" if _extra_asked_for(request) else ""
        return redirect(reverse("plan_sample", args=[planned.pk]) + extra)
    context = {"notes": audit.question_notes.count(), "audit": audit, "form": form, "wrong_files": framework_problems()}
    context |= {"extra": _extra_asked_for(request), "number": PRESET}
    return render(request, "audit/planning/plan_again.html", context)


def _extra_asked_for(request):
    """Return the name of the group in the address; "" without one of which extra cases can be drawn."""
    group = request.GET.get("extra")
    return name_of_group(group) if group in GROUPS else ""
