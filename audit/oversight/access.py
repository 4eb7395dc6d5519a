"""The doors to oversight, which is off in a PDU until an administrator records who approved it."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from audit.models import OversightApproval
from cases.models import DeliveryUnit, Team, User
from cases.models.reached_rows import NO_ROW, rows_in, rows_reached
from cases.navigation import remember_oversight
from cases.permissions import Permission, holds, reach_of

View = Callable[..., HttpResponse]


def may_use_oversight(unit: DeliveryUnit) -> bool:
    """Whether the PDU has an approval in force."""
    return OversightApproval.objects.in_force().filter(unit=unit).exists()


def tell_oversight(unit: DeliveryUnit) -> bool:
    """Return may_use_oversight of a PDU as it was fetched for a page: what two parts of the page ask is read once."""
    if not hasattr(unit, "uses_oversight"):
        unit.uses_oversight = may_use_oversight(unit)
    return unit.uses_oversight


def approvals_reached(user: User, permissions: Iterable[Permission]) -> QuerySet[OversightApproval]:
    """Return the approvals in force in the PDUs where the user holds one of the permissions, also in a team only."""
    reached = NO_ROW
    for permission in permissions:
        reached |= rows_reached(user, permission) | rows_in("unit", reach_of(user, permission).team_units)
    return OversightApproval.objects.in_force().filter(reached)


def opens_oversight(*permissions: Permission) -> Callable[[View], View]:
    """Open the view to people who hold one of the permissions in a PDU that uses oversight.

    Otherwise it answers 403: with an explanation where none of their PDUs uses oversight. What the view then finds is
    up to the records' own `visible_to`.
    """

    def decorate(view):
        @wraps(view)
        def opened(request, *args, **kwargs):
            if not any(holds(request.user, permission) for permission in permissions):
                raise PermissionDenied
            if not approvals_reached(request.user, permissions).exists():
                return show_not_in_use(request)
            remember_oversight(request, True)
            return view(request, *args, **kwargs)

        return opened

    return decorate


def show_not_in_use(request: HttpRequest) -> HttpResponse:
    """Say that oversight is not in use, and what an administrator has to record."""
    remember_oversight(request, False)
    return render(request, "audit/oversight/not_in_use.html", status=403)


def opens_team(view: View) -> View:
    """Give the view the Team whose number `pk` is in the address. 404 unless the user oversees it, and 403 with an
    explanation where its PDU does not use oversight.
    """

    @wraps(view)
    @opens_oversight(Permission.OVERSEE)
    def opened(request, pk, **kwargs):
        team = get_object_or_404(Team.objects.overseen_by(request.user).select_related("unit"), pk=pk)
        return view(request, team, **kwargs) if may_use_oversight(team.unit) else show_not_in_use(request)

    return opened
