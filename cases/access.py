"""The doors that views of cases, people and places use."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from cases.models import DeliveryUnit, Membership, User
from cases.navigation import administers_anything


def people_administered_by(user: User) -> QuerySet[User]:
    """Return the people who hold or held a role within the user's places."""
    people = User.objects.filter(pk__in=Membership.objects.visible_to(user).values("user"))
    return people.order_by(Lower("last_name"), Lower("first_name"), "username")


def for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to people who administer nothing. Look `person` up as a User they administer, or answer 404."""

    @wraps(view)
    def opened(request, person=None, **kwargs):
        if not administers_anything(request):
            raise PermissionDenied
        if person is None:
            return view(request, **kwargs)
        return view(request, get_object_or_404(people_administered_by(request.user), pk=person), **kwargs)

    return opened


def administers_unit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the DeliveryUnit whose number is in the address.

    403 to people who administer only a part of it or nothing at all, 404 to administrators of other places.
    """

    @for_administrators
    @wraps(view)
    def opened(request, pk, **kwargs):
        units = DeliveryUnit.objects.visible_to(request.user)
        unit = get_object_or_404(units.select_related("region"), pk=pk)
        if not units.administered_by(request.user).filter(pk=pk).exists():
            raise PermissionDenied
        return view(request, unit, **kwargs)

    return opened
