"""Show which frameworks there are."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.frameworks import framework_problems
from audit.instruments.pages.framework_list import build_framework_list
from audit.instruments.reads import versions_open_to
from cases.navigation import plans_anything


@require_safe
def framework_list(request):
    plans = plans_anything(request)
    context = {
        "lines": build_framework_list(versions_open_to(request.user)),
        "plans": plans,
        "wrong_files": framework_problems() if plans else (),
    }
    return render(request, "audit/instruments/framework_list.html", context)
