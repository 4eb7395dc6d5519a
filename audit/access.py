"""How views reach an audit: through what the user may see, with its framework checked, or not at all."""

from enum import Enum
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged
from cases.permissions import Permission, holds, permissions_in


class Opening(Enum):
    """How far an audit is open to a person. This is the one door to its figures, for pages and files alike."""

    FIGURES = "they moderate it: all of it, while it runs too"
    RESULT = "it is signed off: its result, and those of its cases that they may see"
    PROGRESS = "it is not signed off yet: how far it is, and when the result is expected"
    CASES = "they see no results: the cases that they review, and nothing else"


class NotOpenYet(PermissionDenied):
    """What is asked for opens with the sign-off."""


def opens_audit(permission=None, *, to_reviewers=False, before_sign_off=False):
    """Hands the view the Audit whose number is in the address, with its `opening` and the user's `permissions` for its
    unit: 404 where the user may not know of it, 403 where they see no results (unless the page is open `to_reviewers`),
    403 with an explanation where the result is not open yet (unless the page is open `before_sign_off`), 403 without
    `permission`, 409 with an explanation where its framework file is not the one it was made with."""

    def decorate(view):
        @wraps(view)
        def opened(request, audit, **kwargs):
            audit = _find(request.user, audit, to_reviewers)
            if permission and permission not in audit.permissions:
                raise PermissionDenied
            if audit.opening == Opening.PROGRESS and not (permission or to_reviewers or before_sign_off):
                return _show_not_open(request, audit)
            try:
                _ = audit.framework
            except (FrameworkChanged, FrameworkProblem) as problem:
                return render(request, "audit/framework_problem.html", {"audit": audit, "problem": problem}, status=409)
            try:
                return view(request, audit, **kwargs)
            except NotOpenYet:
                return _show_not_open(request, audit)

        return opened

    return decorate


def _find(user, number, to_reviewers):
    audit = Audit.objects.with_results_visible_to(user).for_report().filter(pk=number).first()
    sees_results = audit is not None
    if audit is None:
        audit = get_object_or_404(Audit.objects.visible_to(user).for_report(), pk=number)
        if not to_reviewers:
            raise PermissionDenied
    audit.permissions = permissions_in(user, audit.unit)
    audit.opening = _opening(audit) if sees_results else Opening.CASES
    return audit


def _opening(audit):
    if Permission.MODERATE in audit.permissions:
        return Opening.FIGURES
    return Opening.RESULT if audit.signed_off_at else Opening.PROGRESS


def _show_not_open(request, audit):
    return render(request, "audit/not_open_yet.html", how_far(audit), status=403)


def how_far(audit):
    """What the pages about a running audit show of it."""
    expected, taken_back = when_result_is_expected(audit), audit.earlier_versions.last()
    return {"audit": audit, "expected": expected, "taken_back": taken_back}


def refuse_case(user, audit=None):
    """404, as for a case that is not there; 403 to somebody to whom no case at all is open, or none of this audit."""
    if audit and audit.opening == Opening.PROGRESS:
        raise NotOpenYet
    if holds(user, Permission.SEE_CASES) or holds(user, Permission.REVIEW):
        raise Http404
    raise PermissionDenied


def when_result_is_expected(audit):
    """A sentence with the day that is planned for the end of reviewing; "" where none is planned."""
    if audit.review_until is None:
        return ""
    day = date_format(audit.review_until, "j F Y")
    return f"The result was expected about {day}." if audit.review_until < localdate() else f"Result about {day}."
