"""Encrypting second factors with the newest key, and removing those that no key opens."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.sign_in.encryption import changed, decrypt, encrypt


@transaction.atomic
def renew_encryption(*, forget_unreadable=False):
    """Encrypt every second factor with the newest key. (how many, how many that no key opens; these stay or go)."""
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
