"""The door of My team. It asks the database nothing, since the page reads the teams anyway."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from audit.oversight.access import show_not_in_use
from cases.models import Team
from cases.permissions import Permission, holds


def opens_teams(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to those who oversee no team."""

    @wraps(view)
    def opened(request, **kwargs):
        if not holds(request.user, Permission.OVERSEE):
            raise PermissionDenied
        return view(request, **kwargs)

    return opened


def refuse_team(request: HttpRequest, number: int) -> HttpResponse:
    """Say that oversight is not in use in a team that the user would oversee; 404 for another one."""
    get_object_or_404(Team.objects.overseen_by(request.user), pk=number)
    return show_not_in_use(request)
