"""What the menu shows to the person who asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cases.models import Practitioner
from cases.permissions import Permission, permissions_anywhere


def menu(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """Give templates what the menu has for the person. It costs a query only on pages that show the menu."""
    return {
        "administers": SimpleLazyObject(lambda: administers_anything(request)),
        "has_results": SimpleLazyObject(lambda: sees_results(request)),
        "answers_findings": SimpleLazyObject(lambda: _has_a_name(request)),
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


def _permissions(request):
    """Return the permissions that the person who asks holds anywhere; none before sign-in."""
    return permissions_anywhere(request.user) if request.user.is_authenticated else set()


def _has_a_name(request):
    """Whether the person who asks signs in with the account of a practitioner. A query for practitioners only."""
    answers = Permission.ANSWER_FINDINGS in _permissions(request)
    return answers and Practitioner.objects.linked_to(request.user).exists()
