"""Which columns of an extract mark restricted cases, and what their cells say; which are of orders and requirements."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from cases.extract_values import is_marked_restricted, one_line
from cases.masked_cells import DOUBTFUL, NO, RESTRICTED
from cases.restriction_words import HINTS, OF_RECORDS, REQUIREMENT, what_is_said

_ENOUGH = 6  # cells from which one can tell that they do not fit
_HEADING = re.compile(
    r"restrict|\brestr\b|\bexcl\b|\b(?:is|case|access|n|r)?(?:lao|exclu|sensitiv)|\b(?:limited|ltd|lim) ?access"
    r"|\bl a o\b"
)
_MAYBE_HEADING = re.compile(
    r"\baccess\b|\bconfidential|\bnot (?:to be )?view|\bviewable\b|\bvisibility\b|\b(?:b?locked)\b|\bwitness\b|\bvip\b"
    r"|\bnon ?disclosure\b|\bsecurity mark|\bprotected (?:person|case|record)|\bsecure\b|redact|withheld|\bmasked\b"
)
_SPELT_RIGHT = ("restricted", "restriction", "restrictions")
_OPPOSITE = re.compile(r"^no\b|\b(?:not|non)\b|unrestrict|nonrestrict|\bpatient")
_ORDER_HEADING = re.compile(  # of what a court or a licence asks of a person
    r"requirement|condition|\b(?:req|cond|rqmt)s?\b|ancillary|football|curfew|\bzones?\b|\bban(?:s|ned|ning)?\b|restraining|restrictive"
    r"|licen[cs]e|\bbail\b|travel|driving|prohibit|\btag(?:ged|ging)?\b|monitoring|interventions?\b"
    r"|\b(?:exclusion|civil|hospital|preventi(?:ve|on)) orders?\b"
)
_OF_ORDERS = re.compile(
    rf"{_ORDER_HEADING.pattern}|\borders?\b|sentence|disposal|offence|component|injunction"
    r"|\bnsi\b|\bem\b|electronic|breach|programme"
)
_OF_ACCESS = re.compile(r"\blao\b|\baccess\b|\brecord\b|\bcase\b|\bl a o\b")
_WHO = {  # the fields whose headings these are like, also where they are none that is known
    "date_of_birth": re.compile(r"\b(?:date of birth|birth ?date|dob|d o b|born)\b"),
    "person_name": re.compile(
        r"\bnames?\b|surname|forename|\balias|\baka\b|\bknown as\b|\bperson\b|\boffender\b|\bservice user\b|\bpop\b"
        r"|\bclient\b|supervisee|\bnominal\b|\bsubject\b|\bdefendant|\bindividual|\bsu\b"
    ),
    "reference": re.compile(r"\bcrn\b|\bpnc\b|\bnoms?\b|nomis|\bcro\b|\bref(?:erence)?\b|\bprison n|\bidentifier\b"),
}
_NOT_OF_THE_PERSON = re.compile(
    r"officer|manager|practitioner|\b[cp]?om\b|\bpp\b|\bspo\b|staff|supervisor|team|office|unit|\bpdu\b|\bldu\b|cluster"
    r"|court|victim|provider|prison name|establishment|region|area|file|sheet|type|status|category|level|requirement"
    r"|order|offence|programme|event|user name|created|updated|\bkin\b|contact|address"
)
_ANSWERS = {"yes", "y", "true", "1", "t", "x", "✓", "current", "active"}


def tells_restricted(key: str) -> bool:
    """Whether a heading, as `key_of` gives it, is or may be of a column that marks restricted cases."""
    return _is_surely_mark(key) or _MAYBE_HEADING.search(key) is not None


def _is_surely_mark(key: str) -> bool:
    if _ORDER_HEADING.search(key) and not _OF_ACCESS.search(key):
        return False
    if _HEADING.search(key):
        return True
    return any(get_close_matches(word, _SPELT_RIGHT, 1, 0.9) for word in key.split())


def is_of_orders(heading: str) -> bool:
    """Whether a heading is of requirements, conditions, orders, sentences or offences."""
    small = heading.casefold()
    return _OF_ORDERS.search(small) is not None and not _OF_ACCESS.search(small)


def tells_who(key: str) -> str:
    """Which field an unknown heading is like: that of a name, a reference or a date of birth; "" for none."""
    if _NOT_OF_THE_PERSON.search(key):
        return ""
    return next((name for name, pattern in _WHO.items() if pattern.search(key)), "")


def is_doubtful_mark(key: str, cells: Sequence[Any]) -> bool:
    """Whether somebody has to say what a column is that `tells_restricted`: it may be something else, says the
    opposite, or no yes and no."""
    if _OPPOSITE.search(key) or not _is_surely_mark(key) or names_requirements(cells):
        return True
    strange = sum(1 for cell in cells if is_marked_restricted(cell) and not _is_understood(cell))
    return len(cells) >= _ENOUGH and 2 * strange > len(cells)


def names_requirements(cells: Sequence[Any]) -> bool:
    """Whether one of the cells of a column of marks is a requirement, which restricts nobody's access."""
    return any(mark_in(cell) == DOUBTFUL for cell in cells)


def mark_in(cell: Any) -> str:
    """What a cell of a column of marks says: what is no clear no is RESTRICTED, a requirement DOUBTFUL."""
    if not is_marked_restricted(cell):
        return NO
    text = one_line(cell)
    is_requirement = REQUIREMENT.search(text) and not OF_RECORDS.search(text) and what_is_said(text) != RESTRICTED
    return DOUBTFUL if is_requirement else RESTRICTED


def _is_understood(cell: Any) -> bool:
    text = one_line(cell).casefold()
    return text in _ANSWERS or _HEADING.search(text) is not None or any(hint in text for hint in HINTS)
