"""Keeping other people safe: the questions of a framework about it, through the stages of the work."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.frameworks import words_of
from audit.results.groups.pages.public_protection import FACTS, build_public_protection
from audit.results.groups.reads.groups import groups_open_to
from audit.results.reads import report_open_to


@require_safe
@opens_audit()
def audit_public_protection(request, audit):
    report, codes = report_open_to(request.user, audit), words_of(audit.framework).public_protection
    groups = groups_open_to(request.user, audit, report, FACTS, codes)
    page = build_public_protection(report, codes, groups, removed=bool(audit.removed_at))
    return render(request, "audit/results/groups/audit_public_protection.html", {"audit": audit, "page": page})
