"""Who may sign in and keep a session."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from cases.models import User


def may_sign_in(user: User) -> bool:
    """Whether the account is open; a demonstration user, whose password is public, also needs DEBUG to be on."""
    return user.is_active and (settings.DEBUG or not user.demonstration)


class PeopleBackend(ModelBackend):
    """User name and password. A person whose account is closed loses every session with the next request."""

    # From Django's backend, not allauth's: capital letters in user names matter, as the sign-in page says.
    def user_can_authenticate(self, user):
        return may_sign_in(user)
