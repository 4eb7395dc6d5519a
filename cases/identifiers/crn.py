"""CRNs and local references as people type them."""

import unicodedata


def typed_crn(text: str) -> str:
    """A reference, or a part of one, without what does not matter: capitals, spaces, signs that nobody sees."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf").casefold()
