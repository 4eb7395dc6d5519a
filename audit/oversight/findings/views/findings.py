"""List the findings that the user may read, those that wait for them first."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import Finding
from audit.oversight.access import opens_oversight
from audit.oversight.findings.lists import FindingFilters, FindingTable
from audit.oversight.findings.reads import states_today, waiting_first
from cases.lists.page import build_list
from cases.permissions import Permission


@require_safe
@opens_oversight(Permission.OVERSEE, Permission.ANSWER_FINDINGS)
def findings(request):
    rows = Finding.objects.for_person(request.user).released()
    today = states_today(rows, request.user)
    listed = build_list(request, waiting_first(rows, today), partial(FindingFilters, today=today), FindingTable)
    for row in listed.table.page.object_list:
        row.record.today = today[row.record.pk]
    waiting = sum(each.waits for each in today.values())
    context = {"list": listed, "form": listed.form, "waiting": waiting, "has_any": bool(today)}
    return render(request, "audit/oversight/findings/findings.html", context)
