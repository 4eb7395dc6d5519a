"""How views reach an audit: through what the user may see, with its framework checked, or not at all."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged
from cases.permissions import Permission, holds, may


def opens_audit(permission=None, *, to_reviewers=False):
    """Hands the view the Audit whose number is in the address: 404 where the user may not know of it, 403 where not its
    results (unless the page is open `to_reviewers`: audit.results_open then says), 403 without `permission` for its
    unit, 409 with an explanation where its framework file is not the one it was made with."""

    def decorate(view):
        @wraps(view)
        def opened(request, audit, **kwargs):
            audit = _find(request.user, audit, to_reviewers)
            if permission and not may(request.user, permission, audit.unit):
                raise PermissionDenied
            try:
                _ = audit.framework
            except (FrameworkChanged, FrameworkProblem) as problem:
                return render(request, "audit/framework_problem.html", {"audit": audit, "problem": problem}, status=409)
            return view(request, audit, **kwargs)

        return opened

    return decorate


def _find(user, number, to_reviewers):
    audit = Audit.objects.with_results_visible_to(user).for_report().filter(pk=number).first()
    if audit is None:
        known = get_object_or_404(Audit.objects.visible_to(user).for_report(), pk=number)
        if not to_reviewers:
            raise PermissionDenied
        known.results_open = False
        return known
    audit.results_open = True
    return audit


def refuse_case(user):
    """404, as for a case that is not there; 403 to somebody to whom no case at all is open."""
    if holds(user, Permission.SEE_CASES) or holds(user, Permission.REVIEW):
        raise Http404
    raise PermissionDenied
