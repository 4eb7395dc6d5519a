"""CRNs and local references as people type them."""

import unicodedata


def typed_crn(text: str) -> str:
    """Return a reference, or part of one, in small letters, without spaces and invisible characters."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf").casefold()
