"""The secret of an access token: made here, shown once, and kept as a digest only."""

import hashlib
import secrets

BEGINS = "pca_"  # so that a scan for secrets finds one that was left in a file
BYTES = 32  # as random as a key: no one guesses it, so a plain digest is enough


def new_secret() -> str:
    return f"{BEGINS}{secrets.token_urlsafe(BYTES)}"


def digest_of(secret: str) -> str:
    """Return what is stored of a secret. Looking for a digest takes as long for a wrong secret as for a right one."""
    return hashlib.sha256(secret.encode()).hexdigest()
