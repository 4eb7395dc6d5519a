"""Show what differs between a version of a framework and the one before."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.instruments.access import opens_framework
from audit.instruments.reads import version_before
from audit.method.versions import compare_versions


@require_safe
@opens_framework
def framework_changes(request, version):
    before = version_before(version)
    if before is None:
        raise Http404
    context = {"version": version, "before": before, "changes": compare_versions(before.framework, version.framework)}
    return render(request, "audit/instruments/framework_changes.html", context)
