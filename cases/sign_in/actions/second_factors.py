"""Encrypting second factors with the newest key, and removing those that no key opens."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.sign_in.encryption import changed, decrypt, encrypt


@transaction.atomic
def renew_encryption(*, forget_unreadable: bool = False) -> tuple[int, int]:
    """Encrypt every second factor with the newest key. Return (how many were renewed, how many no key opens).

    Those that no key opens stay as they are, or are removed with `forget_unreadable`.
    """
    renewed = unreadable = 0
    for factor in Authenticator.objects.select_for_update():
        try:
            factor.data = changed(factor.data, lambda text: encrypt(decrypt(text)))
        except ValidationError:
            unreadable += 1
            if forget_unreadable:
                factor.delete()
            continue
        factor.save(update_fields=["data"])
        renewed += 1
    return renewed, unreadable
