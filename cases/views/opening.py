"""How administrators' pages are opened."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from cases.navigation import administers_anything
from cases.people import people_administered_by


def for_administrators(view):
    """403 for those who administer nothing. A `person` in the address is handed on as a User, 404 where not theirs."""

    @wraps(view)
    def opened(request, person=None, **kwargs):
        if not administers_anything(request):
            raise PermissionDenied
        if person is None:
            return view(request, **kwargs)
        return view(request, get_object_or_404(people_administered_by(request.user), pk=person), **kwargs)

    return opened
