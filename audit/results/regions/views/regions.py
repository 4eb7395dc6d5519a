"""Show the regions whose units can be seen side by side; the one region at once if there is no other."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.results.regions.reads import regions_open_to, sees_regions


@require_safe
def regions(request):
    if not sees_regions(request.user):
        raise PermissionDenied
    found = regions_open_to(request.user)
    if len(found) == 1:
        return redirect("region_results", found[0].pk)
    return render(request, "audit/results/regions/regions.html", {"regions": found})
