"""The door of pages about a team's list."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from audit.models import OversightApproval
from audit.oversight.access import opens_oversight
from cases.models import DeliveryUnit, Team
from cases.permissions import Permission


def lists_are_on(unit: DeliveryUnit) -> bool:
    """Whether the PDU has switched team lists on."""
    return OversightApproval.objects.in_force().filter(unit=unit, team_lists=True).exists()


def opens_team_list(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the Team whose number is in the address.

    404 unless the user oversees the team; 403 with an explanation where team lists are not switched on.
    """

    @opens_oversight(Permission.OVERSEE)
    @wraps(view)
    def opened(request, team, **kwargs):
        found = get_object_or_404(Team.objects.overseen_by(request.user).select_related("unit"), pk=team)
        if not lists_are_on(found.unit):
            return render(request, "audit/oversight/team_lists/switched_off.html", {"team": found}, status=403)
        return view(request, found, **kwargs)

    return opened
