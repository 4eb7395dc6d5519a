"""Read the text of a cell: on one line, without invisible characters, and whether it says anything."""

import re
import unicodedata
from typing import Any

from cases.identifiers.names import name_problem
from cases.spreadsheets.cells import cell_text, without_controls

UNREADABLE = object()
NOT_KNOWN_WORDS = {  # that systems and people write if they do not know
    "",
    "-",
    "--",
    ".",
    "?",
    "n/a",
    "na",
    "n/k",
    "nk",
    "not known",
    "unknown",
    "not recorded",
    "not stated",
    "none",
    "null",
    "missing",
    "not available",
    "not applicable",
    "refused",
    "not disclosed",
    "prefer not to say",
    "tbc",
    "not completed",
    "not assessed",
    "unallocated",
    "no value",
    "nan",
    "#n/a",
    "blank",
    "ns",
    "data not available",
}
# what a spreadsheet shows if a formula fails or a column is too narrow
_ERROR = re.compile(r"#[a-z0-9/_]+[!?]|#n/a|#getting_data|#{2,}|err:[0-9]{3}", re.IGNORECASE)
QUOTES = "'\"‘’“”`´ "
_TEXT_FORMULA = re.compile(
    r"[^\w=]{0,3}=\s*(?:[tT]\s*\(\s*)?[\"“”]((?:[^\"“”]|\"\")*)[\"“”]\W{0,3}"
)  # ="X100001" or =T("X100001"), so that it stays a text
_NUMBER = re.compile(r"[0-9][0-9./ -]*")


def one_line(value: Any) -> str:
    """Return a cell as one line of text without spaces at its ends. Report servers write ="X100001" for X100001."""
    text = without_controls(" ".join(cell_text(value).split()))
    if "=" not in text[:4]:
        return text
    found = _TEXT_FORMULA.fullmatch(text)
    return " ".join(found[1].replace('""', '"').split()) if found else text


def without_invisible(text: str) -> str:
    """Return the text without invisible characters, such as a zero-width space."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def is_error(text: str) -> bool:
    """Whether a text is an error that a spreadsheet shows instead of a value, such as #REF!."""
    return text[:1] in ("#", "E", "e") and _ERROR.fullmatch(text) is not None


def is_formula(text: str) -> bool:
    """Whether a text is a formula without its result, such as =CONCATENATE("X1"). The text ="X1" is not one."""
    return "=" in unicodedata.normalize("NFKC", text[:4]) and without_invisible(text).lstrip(QUOTES)[:1] in ("=", "＝")


def read_text(value: Any) -> Any:
    """Return a cell's text; None if it says that it is not known; UNREADABLE for an error or a formula."""
    text = one_line(value)
    if text.casefold() in NOT_KNOWN_WORDS:
        return None
    return UNREADABLE if is_error(text) or is_formula(text) else text


def read_name(value: Any) -> Any:
    """Return the name of a place or a person without invisible characters; None, or UNREADABLE for no name."""
    text = read_text(value)
    if isinstance(text, str) and not text.isascii():
        plain = one_line(without_invisible(text))
        # a zero-width space separates words if nothing else does
        text = plain if " " in plain else one_line(without_invisible(text.replace("\u200b", " ")))
    return UNREADABLE if isinstance(text, str) and name_problem(text) else text


def read_practitioner(value: Any) -> Any:
    """Return a practitioner's name. An officer's number gets a word before it, since a name needs a letter."""
    text = read_text(value)
    is_number = isinstance(text, str) and _NUMBER.fullmatch(text)
    return f"Practitioner {text}" if is_number else read_name(value)
