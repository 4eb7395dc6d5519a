"""Remembering the addresses from which a person signs in, for 30 days."""

from django.db import transaction
from django.utils import timezone

from cases.models import KnownAddress, User
from cases.sign_in.reads import address_digest, remembered_since


@transaction.atomic
def remember_address(*, address: str, by: User) -> None:
    """Note that `by` signed in from the address now. Forget all sign-ins, of all people, older than 30 days."""
    KnownAddress.objects.filter(signed_in_at__lt=remembered_since()).delete()
    KnownAddress.objects.update_or_create(
        user=by, digest=address_digest(address), defaults={"signed_in_at": timezone.now()}
    )
