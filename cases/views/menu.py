"""What every page's menu needs to know about whoever looks at it."""

from django.utils.functional import SimpleLazyObject

from cases.permissions import Permission, holds


def administers(request):
    """A context processor: whether the user administers any place; asks only where a page wants to know."""

    def ask():
        user = getattr(request, "user", None)
        return user is not None and user.is_authenticated and holds(user, Permission.ADMINISTER)

    return {"administers": SimpleLazyObject(ask)}
