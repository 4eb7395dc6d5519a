"""Recognise the columns of an extract that mark restricted cases, and columns of orders, from heading and cells."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from cases.extract.restricted.marks import is_marked_restricted
from cases.extract.restricted.masks import DOUBTFUL, NO, RESTRICTED
from cases.extract.restricted.patterns import OF_RECORDS, REQUIREMENT, UNSURE
from cases.extract.restricted.words import may_mention_restriction, restriction_in
from cases.extract.values.text import NOT_KNOWN_WORDS, is_error, one_line

_ENOUGH = 6  # with fewer cells we cannot say that they do not fit
_HEADING = re.compile(
    r"restrict|\brestr\b|\bexcl\b|\b(?:is|case|access|n|r)?(?:lao|exclu|sensitiv)|\b(?:limited|ltd|lim) ?access"
    r"|\bl a o\b"
)
_MAYBE_HEADING = re.compile(
    r"\baccess\b|\bconfidential|\bnot (?:to be )?view|\bviewable\b|\bvisibility\b|\b(?:b?locked)\b|\bwitness\b|\bvip\b"
    r"|\bnon ?disclosure\b|\bsecurity mark|\bprotected (?:person|case|record)|\bsecure\b|redact|withheld|\bmasked\b"
)
_SPELT_RIGHT = ("restricted", "restriction", "restrictions")
_OPPOSITE = re.compile(
    r"^no\b|\b(?:not|non)\b|unrestrict|nonrestrict|\bpatient|\bcheck(?:s|ed)?\b|\bcontact|\boffences?\b|\bvictims?\b"
    r"|\bend\b|\bended\b|\bexpir|\bremov|\blifted\b|\breview|\binfo"
)
_EXCLUSIONS = re.compile(r"exclusions?")
_OF_PEOPLES = re.compile(  # columns in which LAO is a country's code, and its people and language
    r"nationalit|language|ethnic|\bcountr|citizen|religio|\bfaith\b|interpreter|place of birth|birth ?place|\borigin\b"
)
_OF_ONE_VALUE = re.compile(  # "withheld" there keeps the value back, and not the case
    rf"{_OF_PEOPLES.pattern}|phone|mobile|\be ?mail\b|address|post ?code|disab|orientation|gender|employ|occupation"
    r"|education|\bete\b|accommodation|housing"
)
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
_WHO = {  # headings like those of these fields, beyond the ones we know
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
_UNCLEAR = NOT_KNOWN_WORDS | {  # in a column of marks
    "??",
    "low",
    "medium",
    "standard",
    "normal",
    "full",
    "✗",
    "✘",
    "✕",
    "×",
    "none known",
    "not checked",
    "unsure",
    "awaiting",
    "to check",
    "check",
    "n/s",
    "not assessed",
    "don't know",
    "dk",
}
_ANSWERS = {"yes", "y", "true", "1", "t", "x", "✓", "current", "active"}


def is_restriction_heading(key: str) -> bool:
    """Whether a heading, as `heading_key` gives it, names or may name a column that marks restricted cases."""
    return _is_surely_mark(key) or _MAYBE_HEADING.search(key) is not None


def _is_surely_mark(key: str) -> bool:
    if _ORDER_HEADING.search(key) and not _OF_ACCESS.search(key):
        return False
    if _HEADING.search(key):
        return True
    return any(get_close_matches(word, _SPELT_RIGHT, 1, 0.9) for word in key.split())


def is_order_heading(heading: str) -> bool:
    """Whether a heading names requirements, conditions, orders, sentences or offences."""
    small = heading.casefold()
    return _OF_ORDERS.search(small) is not None and not _OF_ACCESS.search(small)


def is_nationality_heading(heading: str) -> bool:
    """Whether a heading names nationalities, languages, beliefs or ethnic groups."""
    return _OF_PEOPLES.search(heading.casefold()) is not None


def is_attribute_heading(heading: str) -> bool:
    """Whether a heading names a fact about the person that the person may withhold."""
    small = heading.casefold()
    return _OF_ONE_VALUE.search(small) is not None and not _OF_ACCESS.search(small)


def identifying_field(key: str) -> str:
    """Return the field that an unknown heading is like: a name, a reference or a date of birth; "" for none."""
    if _NOT_OF_THE_PERSON.search(key):
        return ""
    return next((name for name, pattern in _WHO.items() if pattern.search(key)), "")


def is_doubtful_mark(key: str, cells: Sequence[Any]) -> bool:
    """Whether a user has to say if a column with an `is_restriction_heading` marks restricted cases.

    It may be something else, say the opposite, or hold other answers than yes and no.
    """
    if _OPPOSITE.search(key) or not _is_surely_mark(key) or has_requirements(cells):
        return True
    strange = sum(1 for cell in cells if is_marked_restricted(cell) and not _is_understood(cell))
    return (strange > 0 and _EXCLUSIONS.fullmatch(key) is not None) or (
        len(cells) >= _ENOUGH and 2 * strange > len(cells)
    )


def has_requirements(cells: Sequence[Any]) -> bool:
    """Whether a cell of a column of marks is a requirement, which does not restrict access."""
    return any(is_marked_restricted(cell) and _is_requirement(one_line(cell)) for cell in cells)


def restriction_in_mark(cell: Any) -> str:
    """Return what a cell of a column of marks says: NO only for a clear no, otherwise RESTRICTED.

    A requirement, and what is neither yes nor no, is DOUBTFUL.
    """
    if not is_marked_restricted(cell):
        return NO
    text = one_line(cell)
    is_unclear = text.casefold() in _UNCLEAR or is_error(text) or UNSURE.search(text) is not None
    return DOUBTFUL if is_unclear or _is_requirement(text) else RESTRICTED


def _is_requirement(text: str) -> bool:
    return REQUIREMENT.search(text) is not None and not OF_RECORDS.search(text) and restriction_in(text) != RESTRICTED


def _is_understood(cell: Any) -> bool:
    text = one_line(cell).casefold()
    return text in _ANSWERS or _HEADING.search(text) is not None or may_mention_restriction(text)
