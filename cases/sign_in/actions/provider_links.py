"""The link between a person here and their account at the identity provider, and the sessions that came by it."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from cases.models import User


def unlink(*, person: User) -> bool:
    """Remove a person's links and end the sessions that came by them. Return whether there was a link.

    Where the address stays the same, the provider's account is linked again when the person next comes by it.
    """
    removed, _ = SocialAccount.objects.filter(user=person).delete()
    if removed:
        Session.objects.filter(pk__in=list(_came_by_provider(person))).delete()
    return bool(removed)


def _came_by_provider(person):
    """Yield the keys of the person's sessions. Session data are signed texts, so each one has to be opened."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = session.get_decoded()
        ways = [record.get("method") for record in data.get(AUTHENTICATION_METHODS_SESSION_KEY, [])]
        if data.get(SESSION_KEY) == str(person.pk) and "socialaccount" in ways:
            yield session.pk
