"""Who may sign in and keep a session."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend


def may_sign_in(user):
    """Active, and no demonstration user where DEBUG is off: everybody knows their password."""
    return user.is_active and (settings.DEBUG or not user.demonstration)


class PeopleBackend(ModelBackend):
    """User name and password. Who may sign in no longer loses every session with the next request."""

    # From Django's backend, not allauth's: it tells capital letters in user names apart, as the sign-in page says.
    def user_can_authenticate(self, user):
        return may_sign_in(user)
