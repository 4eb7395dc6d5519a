"""The doors through which views reach an audit. They show only what the user may see, and only while the framework
file is unchanged."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged
from audit.models.reach import is_in_units
from cases.models import Region, User
from cases.permissions import Permission, holds, permissions_in

View = Callable[..., HttpResponse]


class AccessLevel(Enum):
    """How much of an audit a person may see. Pages and files both ask this before they show a figure."""

    FIGURES = "they moderate it: all of it, while it runs too"
    RESULT = "it is signed off: its result, and those of its cases that they may see"
    PROGRESS = "it is not signed off yet: how far it is, and when the result is expected"
    CASES = "they see no results: the cases that they review, and nothing else"


class NotOpenYet(PermissionDenied):
    """Raised for what opens with the sign-off; `opens_audit` answers it with a page that says so."""


def opens_audit(
    permission: Permission | None = None, *, to_reviewers: bool = False, before_sign_off: bool = False
) -> Callable[[View], View]:
    """Give the view the Audit whose number is in the address, with the user's `access_level` and `permissions` for it.

    Otherwise it answers:
    404 where the user may not know that the audit exists;
    403 where they lack `permission`, or see no results and the page is not open `to_reviewers`;
    403 with an explanation before the sign-off, unless the page is open `before_sign_off`;
    409 with an explanation where the framework file has changed since the audit was made.
    """

    def decorate(view):
        @wraps(view)
        def opened(request, audit, **kwargs):
            audit = _find(request.user, audit, to_reviewers)
            if permission and permission not in audit.permissions:
                raise PermissionDenied
            if audit.access_level == AccessLevel.PROGRESS and not (permission or to_reviewers or before_sign_off):
                return _show_not_open(request, audit)
            try:
                _ = audit.framework  # reads the file and compares its checksum
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
    if audit is None:
        audit = get_object_or_404(Audit.objects.visible_to(user).for_report(), pk=number)
        if not to_reviewers:  # 403, not 404: those who review its cases know of the audit
            raise PermissionDenied
    tell_access(audit, user)
    return audit


def opens_region(view: View) -> View:
    """Give the view the Region whose number is in the address. 404 unless the user may see results of all its units."""

    @wraps(view)
    def opened(request, region, **kwargs):
        found = get_object_or_404(Region.objects.with_results_visible_to(request.user), pk=region)
        return view(request, found, **kwargs)

    return opened


def tell_access(audit: Audit, user: User) -> None:
    """Give the audit the user's `permissions` for it and their `access_level`. Takes no query of its own."""
    audit.permissions = permissions_in(user, audit.unit)
    sees_results = is_in_units(user, Permission.SEE_RESULTS, audit.unit_id)
    audit.access_level = _level_of_results(audit) if sees_results else AccessLevel.CASES


def _level_of_results(audit):
    if Permission.MODERATE in audit.permissions:
        return AccessLevel.FIGURES
    return AccessLevel.RESULT if audit.signed_off_at else AccessLevel.PROGRESS


def _show_not_open(request, audit):
    return render(request, "audit/not_open_yet.html", not_open_context(audit), status=403)


def not_open_context(audit: Audit) -> dict[str, Any]:
    """What a page shows before the result is open: when it is expected, and any sign-off that was taken back."""
    expected, taken_back = when_result_is_expected(audit), audit.earlier_versions.last()
    return {"audit": audit, "expected": expected, "taken_back": taken_back}


def refuse_case(user: User, audit: Audit | None = None) -> NoReturn:
    """Refuse a case that the user may not see, without giving away whether it exists.

    Raises NotOpenYet where the cases of this `audit` open with its sign-off, PermissionDenied where the user sees no
    cases anywhere, and Http404 otherwise.
    """
    if audit and audit.access_level == AccessLevel.PROGRESS:
        raise NotOpenYet
    # who may see some cases learns nothing about others, so 404; who sees none learns nothing from a 403
    if holds(user, Permission.SEE_CASES) or holds(user, Permission.REVIEW):
        raise Http404
    raise PermissionDenied


def when_result_is_expected(audit: Audit) -> str:
    """A sentence with the day on which reviewing is planned to end; "" where no day is planned."""
    if audit.review_until is None:
        return ""
    day = date_format(audit.review_until, "j F Y")
    return f"The result was expected about {day}." if audit.review_until < localdate() else f"Result about {day}."
