"""Break one question of an audit down by facts of its cases."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.groups.choice import choose_groups
from audit.results.groups.forms.groups import GroupsForm
from audit.results.groups.pages.choices import form_of_choice
from audit.results.groups.pages.groups import build_groups_page
from audit.results.groups.reads.groups import groups_open_to
from audit.results.reads import report_open_to
from cases.permissions import Permission


@require_safe
@opens_audit()
def audit_groups(request, audit):
    report = report_open_to(request.user, audit)
    choice = choose_groups(report, request.GET, may_cross=Permission.MODERATE in audit.permissions)
    code = choice.question.code
    groups = groups_open_to(request.user, audit, report, choice.every_fact, [code]).get(code, {})
    plan_again = reverse("plan_again", args=[audit.pk]) if Permission.PLAN in audit.permissions else ""
    page = build_groups_page(report, choice, groups, removed=bool(audit.removed_at), plan_again=plan_again)
    form = GroupsForm(**form_of_choice(choice, report))
    return render(request, "audit/results/groups/audit_groups.html", {"audit": audit, "page": page, "form": form})
