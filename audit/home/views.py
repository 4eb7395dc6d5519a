"""The start pages."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.home.lists import AuditFilters, AuditTable, address_to_take
from audit.home.pages.home import build_home
from audit.home.pages.tasks import Work, build_task_list
from audit.home.standing import count_apart, count_judged, standards_on_evidence, standing_of
from audit.home.states import with_state
from audit.models import Audit
from audit.oversight.team.reads import uses_oversight
from audit.results.regions.reads import sees_regions
from audit.together.reads import count_readings, has_case_to_read
from cases.lists.page import build_list
from cases.navigation import is_only_spo, oversees_anything, plans_anything, remember_oversight
from cases.permissions import Permission
from cases.places.choices import has_unit_to_plan_in


@require_safe
def home(request):
    """Shows what there is for this person to do now, by what is due; to a person who is only an SPO, My team."""
    in_use = oversees_anything(request) and uses_oversight(request.user)
    remember_oversight(request, in_use)
    if in_use and is_only_spo(request):
        return redirect("my_team")
    return render(request, "audit/home/home.html", {"home": build_home(request.user, oversees=in_use)})


@require_safe
def audit_list(request):
    """Lists the audits whose results the user may see."""
    audits = Audit.objects.with_results_visible_to(request.user)
    rows = with_state(audits.for_report())
    listed = build_list(request, rows, AuditFilters, AuditTable)
    if "take_all" in request.GET:
        return redirect(address_to_take(listed.rows))
    sees_any = bool(listed.table.page.object_list) or audits.exists()
    may_plan = has_unit_to_plan_in(request.user)
    context = {"list": listed, "form": listed.form, "sees_any": sees_any, "may_plan": may_plan}
    context["sees_regions"] = sees_regions(request.user)
    context["waits_for_unit"] = plans_anything(request) and not may_plan
    return render(request, "audit/home/audit_list.html", context)


@require_safe
@opens_audit(Permission.MODERATE)
def audit_tasks(request, audit):
    """Shows what is done in a running audit and what comes next."""
    if audit.signed_off_at:
        return redirect("audit_result", audit.pk)
    standing = standing_of(audit)
    apart = count_apart(audit, request.user) if standing.second_submitted else 0
    together = count_readings(audit), has_case_to_read(audit)
    judged = count_judged(audit), len(standards_on_evidence(audit)), audit.judgements.waiting().count()
    work = Work(audit, standing, apart, *together, *judged, audit.recommendations.count())
    context = {"audit": audit, "page": build_task_list(work), "may_plan": Permission.PLAN in audit.permissions}
    return render(request, "audit/home/audit_tasks.html", context)
