"""What the menu shows to the person who asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cases.permissions import Permission, permissions_anywhere


def menu(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """Give templates `administers`, `reviews` and `has_results`. They cost a query only on pages that show the menu."""
    return {
        "administers": SimpleLazyObject(lambda: administers_anything(request)),
        "has_results": SimpleLazyObject(lambda: sees_results(request)),
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
