"""Encrypting the keys of authenticator apps and seeds of recovery codes: reading the database opens no account."""

import base64
import hashlib
from collections.abc import Callable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError

ENCRYPTED = "gAAAA"  # how every encrypted text begins, and no key or seed does
NO_KEYS = (
    "Set SECOND_FACTOR_KEYS in the environment to a long random text, different from SECRET_KEY. It encrypts people's "
    "second factors (DEBUG=1 needs none)."
)
UNREADABLE = "We can no longer read your second factor. Ask the person who looks after this site"


def encrypt(text: str) -> str:
    """Return the text encrypted with the newest key. Raises ImproperlyConfigured without one."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Return the text that any of the keys encrypted. Raises ValidationError if none of them did."""
    try:
        return _keys().decrypt(text.encode()).decode()
    except InvalidToken:
        raise ValidationError(UNREADABLE) from None


def changed(data: dict, change: Callable[[str], str]) -> dict:
    """Return the stored data of a second factor with each secret changed: a key, a seed, or a list of codes."""
    secret = {name: change(data[name]) for name in ("secret", "seed") if name in data}
    codes = {"migrated_codes": [change(code) for code in data["migrated_codes"]]} if "migrated_codes" in data else {}
    return data | secret | codes


def _keys() -> MultiFernet:
    if not settings.SECOND_FACTOR_KEYS:
        raise ImproperlyConfigured(NO_KEYS)
    digests = (hashlib.sha256(text.encode()).digest() for text in settings.SECOND_FACTOR_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
