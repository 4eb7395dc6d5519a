"""What the menu depends on."""

from django.utils.functional import SimpleLazyObject

from cases.permissions import Permission, holds


def menu(request):
    """For templates: `administers`, asked only where a template shows the menu."""
    return {"administers": SimpleLazyObject(lambda: administers_anything(request))}


def administers_anything(request):
    """Whether the person who asks is an administrator anywhere; one query a request, however often it is asked."""
    if not hasattr(request, "administers_anything"):
        user = request.user
        request.administers_anything = user.is_authenticated and holds(user, Permission.ADMINISTER)
    return request.administers_anything
