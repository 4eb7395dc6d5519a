"""How views reach an audit: through `visible_to`, with its framework checked, or not at all."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged
from cases.permissions import may


def opens_audit(permission=None):
    """Hands the view the Audit whose number is in the address: 404 where the user may not see it, 403 without
    `permission` for its unit, 409 with an explanation where its framework file is not the one it was made with."""

    def decorate(view):
        @wraps(view)
        def opened(request, audit, **kwargs):
            audit = get_object_or_404(Audit.objects.visible_to(request.user).for_report(), pk=audit)
            if permission and not may(request.user, permission, audit.unit):
                raise PermissionDenied
            try:
                _ = audit.framework
            except (FrameworkChanged, FrameworkProblem) as problem:
                return render(request, "audit/framework_problem.html", {"audit": audit, "problem": problem}, status=409)
            return view(request, audit, **kwargs)

        return opened

    return decorate
