"""The addresses from which a person signed in within the last 30 days."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from cases.models import KnownAddress

DAYS = 30


def is_known_address(name: str, address: str) -> bool:
    """Whether the person of this user name signed in from the address within the last 30 days."""
    known = KnownAddress.objects.filter(signed_in_at__gte=remembered_since(), user__username=name)
    return known.filter(digest=address_digest(address)).exists()


def remembered_since() -> datetime:
    """Return the moment from which sign-ins are remembered: 30 days ago."""
    return timezone.now() - timedelta(days=DAYS)


def address_digest(address: str) -> str:
    """Return the keyed digest under which the address is stored."""
    return salted_hmac("cases.known_address", address, algorithm="sha256").hexdigest()
