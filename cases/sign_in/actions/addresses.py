"""Remembering from where a person signed in, for 30 days."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cases.models import KnownAddress

DAYS = 30


def is_known(*, name, address):
    """Whether the person of this user name signed in from the address within the last 30 days."""
    known = KnownAddress.objects.filter(signed_in_at__gte=_first_day(), user__username=name)
    return known.filter(digest=_digest(address)).exists()


@transaction.atomic
def remember_address(*, address, by):
    """Note that `by` signed in from the address now, and forget what is older than 30 days, of all people."""
    KnownAddress.objects.filter(signed_in_at__lt=_first_day()).delete()
    KnownAddress.objects.update_or_create(user=by, digest=_digest(address), defaults={"signed_in_at": timezone.now()})


def _first_day():
    return timezone.now() - timedelta(days=DAYS)


def _digest(address):
    return salted_hmac("cases.known_address", address, algorithm="sha256").hexdigest()
