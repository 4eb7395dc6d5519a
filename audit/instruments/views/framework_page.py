"""Show one framework: what it asks, how it rates, what it rests on, and its versions."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.instruments.access import opens_framework
from audit.instruments.pages.framework import build_framework_page
from audit.instruments.reads import all_versions


@require_safe
@opens_framework
def framework_page(request, version):
    own = version.own
    context = {
        "version": version,
        "page": build_framework_page(version),
        "versions": all_versions(version),
        "may_renew": bool(own and own.may_be_renewed_by(request.user)),
    }
    return render(request, "audit/instruments/framework_page.html", context)
