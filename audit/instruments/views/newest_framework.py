"""Lead to the newest version of a framework."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from audit.instruments.access import opens_framework


@require_safe
@opens_framework
def newest_framework(request, version):
    return redirect("framework_page", version.framework.code, version.framework.version)
