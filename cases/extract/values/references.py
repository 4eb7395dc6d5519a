"""Read what identifies a case or a person in a cell: CRN, local reference, PNC number."""

import re
import unicodedata
from typing import Any

from cases.extract.values.text import (
    NOT_KNOWN_WORDS,
    QUOTES,
    UNREADABLE,
    is_error,
    is_formula,
    one_line,
    without_invisible,
)

_BETWEEN = re.compile(r"[\s_.:/\-‐‑‒–—−]+")  # the signs that people put between letter and digits
_PNC = re.compile(  # with a sign between year and number, or with all seven digits
    r"((?:19|20)?\d{2})[/\\|_.:‐‑‒–—−-](\d{1,7})[/\\_.-]?([A-Z])|((?:19|20)?\d{2})(\d{7})([A-Z])"
    r"|((?:19|20)?\d{2})[/\\|_.:‐‑‒–—−-](\d{7})"  # without its letter: then with all of this
)
_CRN = re.compile(r"[A-Z][0-9]{6}")


def read_reference(value: Any) -> str:
    """Return a reference without quotation marks around it; "" for none, a formula or an error.

    A CRN comes in capitals, without spaces and hyphens.
    """
    text = one_line(value)
    text = text if text.isascii() else one_line(without_invisible(unicodedata.normalize("NFKC", text)))
    text = text.strip(QUOTES)
    if text.casefold() in NOT_KNOWN_WORDS or is_error(text) or is_formula(text):
        return ""
    crn = _BETWEEN.sub("", text).upper()
    return crn if is_crn(crn) else text


def read_pnc(value: Any) -> Any:
    """Return a PNC number in its shortest form; None if not known, or UNREADABLE.

    19/1A stands for 2019/0000001A, 19/1a and 2019 / 0000001 A; 19/1 for 2019/0000001, which lacks its letter.
    """
    text = one_line(value)
    text = text if text.isascii() else without_invisible(unicodedata.normalize("NFKC", text))
    if text.strip(QUOTES).casefold() in NOT_KNOWN_WORDS:
        return None
    found = _PNC.fullmatch("".join(text.strip(QUOTES).upper().split()))
    if not found:
        return UNREADABLE
    year, serial, *letter = (part for part in found.groups() if part)
    return f"{year[-2:]}/{int(serial)}{''.join(letter)}"


def is_crn(value: Any) -> bool:
    """Whether a cell holds a CRN exactly as the case record writes it."""
    return isinstance(value, str) and _CRN.fullmatch(value) is not None
