"""What the menu shows to the person who asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cases.models import Practitioner
from cases.permissions import Permission, Role, permissions_anywhere

OVERSIGHT = "uses_oversight"  # in a session: the menu has oversight, which is off until a PDU's approval is recorded


def menu(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """Give templates what the menu has for the person. It costs a query only on pages that show the menu."""
    return {
        "administers": SimpleLazyObject(lambda: administers_anything(request)),
        "has_results": SimpleLazyObject(lambda: sees_results(request)),
        "answers_findings": SimpleLazyObject(lambda: _has_a_name(request)),
        "starts_at_team": SimpleLazyObject(lambda: is_only_spo(request) and _uses_oversight(request)),
        "oversees": SimpleLazyObject(lambda: _uses_oversight(request)),
        "reviews": SimpleLazyObject(lambda: Permission.REVIEW in _permissions(request)),
    }


def administers_anything(request: HttpRequest) -> bool:
    """Whether the person who asks is an administrator anywhere."""
    return Permission.ADMINISTER in _permissions(request)


def sees_results(request: HttpRequest) -> bool:
    """Whether the person who asks may see results of audits anywhere, even if there are none yet."""
    return Permission.SEE_RESULTS in _permissions(request)


def plans_anything(request: HttpRequest) -> bool:
    """Whether the person who asks plans audits anywhere."""
    return Permission.PLAN in _permissions(request)


def oversees_anything(request: HttpRequest) -> bool:
    """Whether the person who asks oversees teams anywhere."""
    return Permission.OVERSEE in _permissions(request)


def is_only_spo(request: HttpRequest) -> bool:
    """Whether the person who asks is an SPO and nothing else, so that My team is where they start."""
    return request.user.is_authenticated and {held.role for held in request.user.held_roles} == {Role.SPO}


def remember_oversight(request: HttpRequest, in_use: bool) -> None:
    """Remember in the session whether the menu has oversight, so that it costs no query on other pages."""
    if request.session.get(OVERSIGHT, False) != in_use:
        request.session[OVERSIGHT] = in_use


def _uses_oversight(request):
    return oversees_anything(request) and request.session.get(OVERSIGHT, False)


def _permissions(request):
    """Return the permissions that the person who asks holds anywhere; none before sign-in."""
    return permissions_anywhere(request.user) if request.user.is_authenticated else set()


def _has_a_name(request):
    """Whether the person who asks signs in with the account of a practitioner. A query for practitioners only."""
    answers = Permission.ANSWER_FINDINGS in _permissions(request)
    return answers and Practitioner.objects.linked_to(request.user).exists()
