"""Recognise a cell that marks a case as restricted."""

import re
from typing import Any

from cases.extract.values.codes import NO_WORDS
from cases.extract.values.text import (
    one_line,
)

_LIMITED = re.compile(r"\brestricted\b|\blimited access\b|\brestriction\b|\bexcluded\b", re.IGNORECASE)
_LAO = re.compile(r"\bLAOs?[0-9]?\b|\bLA0\b|\bL[./-]\s?A[./-]\s?O\b(?!['’])")
_NOTHING = {"", "-", "–", "—", "n/a", "na", "not applicable", "null", "open", "☐", "0", "f"}  # not known is no clear no
_OF_ACCESS = r"(?:lao|restrict(?:ed|ions?)|limited access|sensitiv(?:e|ity)|exclu(?:ded|sions?)|confidential)"
_BESIDE = r"(?:case|flag|status|marker|indicator)"
_WORD = re.compile(r"[^\W_]+|[?]")
_CLEAR_NO = re.compile(  # of the words of a cell; "no access" and "access: no" are none
    rf"(?:(?:{_OF_ACCESS}|{_BESIDE}) )*(?:no|n|none|nil|false|neg|negative)"
    rf"(?: (?:{_OF_ACCESS}(?: {_BESIDE})*|no|n|none|checked|recorded|on (?:access|record|file)|applies))*"
    rf"|(?:not|non) ?(?:an? )?(?:{_BESIDE} )*{_OF_ACCESS}(?: {_BESIDE}| access)*|unrestricted(?: access| case| record)?"
)


def says_restricted(value: Any) -> bool:
    """Whether a text, which may stand in place of a name, says that access to the case is limited."""
    if not isinstance(value, str):
        return False
    small = value.casefold()  # looking for these first is quick, and there are many names
    hints = ("restrict", "limited", "lao", "la0", "l.a", "l/a", "l-a", "exclu")
    if not any(hint in small for hint in hints):
        return False
    return bool(_LIMITED.search(value) or _LAO.search(value))


def is_marked_restricted(value: Any) -> bool:
    """Whether a cell of a column for restricted cases says yes. Anything but a clear no is a yes, to miss no one."""
    text = one_line(value).casefold()
    return text not in _NOTHING and text not in NO_WORDS and not _CLEAR_NO.fullmatch(" ".join(_WORD.findall(text)))
