"""What the menu depends on."""

from django.utils.functional import SimpleLazyObject

from cases.permissions import Permission, permissions_anywhere


def menu(request):
    """For templates: `administers` and `reviews`, asked only where a template shows the menu."""
    return {
        "administers": SimpleLazyObject(lambda: administers_anything(request)),
        "reviews": SimpleLazyObject(lambda: Permission.REVIEW in _permissions(request)),
    }


def administers_anything(request):
    """Whether the person who asks is an administrator anywhere."""
    return Permission.ADMINISTER in _permissions(request)


def sees_results(request):
    """Whether the person who asks may see results of audits anywhere, now or once there are some."""
    return Permission.SEE_RESULTS in _permissions(request)


def plans_anything(request):
    """Whether the person who asks plans audits anywhere."""
    return Permission.PLAN in _permissions(request)


def _permissions(request):
    """What the person who asks holds anywhere."""
    return permissions_anywhere(request.user) if request.user.is_authenticated else set()
