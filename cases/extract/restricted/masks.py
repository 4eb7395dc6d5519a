"""Recognise texts that mask a name or a reference, as extracts do for restricted people."""

import re
import unicodedata
from html import unescape
from typing import Any

from cases.case_values import FLAGS
from cases.extract.restricted.marks import says_restricted
from cases.extract.restricted.refusals import is_refusal_in_name, may_be_refusal
from cases.extract.values.text import is_error, without_invisible

NO, DOUBTFUL, RESTRICTED = "", "doubtful", "restricted"  # what a cell says, the surest last

OFFICIAL = re.compile(r"\bofficial\W{0,3}sensitive\b", re.IGNORECASE)  # a marking of documents, on all of them
_LONGEST_MASK = 60  # characters, outside names and references
_SIGNS = str.maketrans(dict.fromkeys("∗⁎✱✻●•⬤█▇■▪▒░▓¤", "*") | dict.fromkeys("×✕✖ХхΧχ", "x"))  # the last are letters
_SIGNS_ALONE = re.compile(r"[xX\W_]+")  # neither letters nor digits: a mask, or nothing at all
_CROSSES, _HASHES = re.compile("[xX]"), re.compile("##")
_MASKED_WORD = re.compile(r"(?<![\w*])(?:[xX]{3,}|[*]{2,})(?![\w*])")
_HALF_MASKED = re.compile(r"[*]|[xX]{3,}|__|---|##|\w#\B|\.{3}")
_ONE_LETTER = re.compile(r"\W*([^\W\d_])(?:\W*\1){2,}\W*", re.IGNORECASE)  # ZZZZ, in any alphabet
_NO_LETTER = re.compile(r"[\W\d_]+")
_EMPTY = {"-", "–", "—", "'", "’"}  # in place of a middle name, for people without one
_HALF_MASKED_REFERENCE = re.compile(r"[*]|[xX]{4,}|___|###")

_DONE = r"(?:view|access|see|open|read)"
_INSTEAD_OF_A_NAME = re.compile(  # no name has these words
    r"(?<![^\W\d_])(?:redact(?:ed|ion)|with?held|sens[ia]tive|confidential|masked|suppressed|obscured|concealed|undisclosed"
    rf"|no access|(?:un|not )(?:authori[sz]ed|permitted)|no(?:t)? (?:\w+ )?(?:permission|privileges?)"
    rf"|insufficient (?:\w+ )?(?:permission|privileges?|rights)s?|(?:un|not )able to {_DONE}|cannot {_DONE}"
    r"|access (?:is |has been )?(?:denied|refused|blocked|limited|restricted)"
    rf"|do not (?:disclose|share|{_DONE}))(?![^\W\d_])",
    re.IGNORECASE,
)
_FILL = (
    r"(?:name|surname|forename|crn|record|case|details?|data|person|identity|is|the|this|by|for|of|has been|was"
    r"|security|legal|safety|protection|reasons?|purposes)"
)
_FILL_WORD = re.compile(rf"\b{_FILL}\b", re.IGNORECASE)
_MARK = re.compile(
    r"\bLAO\b|\b(?i:restricted|restriction|limited access|excluded|access)\b"
)  # beside a name, or instead
_PART = r"[^\W\d_][\w.'’-]*"
_LAO_AS_A_NAME = re.compile(rf"(?:{_PART},?\s+){{1,2}}(?i:lao)|(?i:lao),?\s+{_PART}(?:\s+{_PART})?")
_NO_NAME = re.compile(
    rf"\b(?:{_FILL}|{'|'.join(FLAGS)}|yes|no|not|unallocated|possibl[ey]|requested|pending|until|since|flag|marked)\b",
    re.IGNORECASE,
)
_MAY_STAND_INSTEAD = re.compile(
    rf"\W*(?:{_FILL}\W+)*(?:anon|anonymi[sz]ed|anonymous|pseudonymi[sz]ed|removed|deleted|protected|locked|blocked|classified"
    r"|sealed|vip|not (?:available|shown|disclosed|visible|displayed|for (?:disclosure|release)))"
    rf"(?:\W+{_FILL})*\W*|\W*(?:{_FILL}\W+)+(?:hidden|private|secret)\W*|\W*(?:hidden|private|secret)(?:\W+{_FILL})+\W*",
    re.IGNORECASE,
)
MAY_BE_MASKED = re.compile(  # one of these is in whatever the patterns above find
    r"[*]|x\W*x|##|__|---|\?\?\?|dact|thheld|theld|sens|confid|mask|suppress|obscur|conceal|disclos|access|authori|permi"
    r"|privil|right|view|cannot|able to|anon|nymi|remov|delet|protect|locked|classif|sealed|\bvip\b|not |hidden"
    r"|private|secret|restr|limited|lao|la0|l[./ -]|exclu|forbid|can.?t be|can not|blank|embargo|administrat|ukpps"
    r"|name avail|\.\.\.|&|^#|^[\W\d_]+$|(\w)\W*\1\W*\1"
)


def mask_in_name(text: str) -> str:
    """Return RESTRICTED for a masked name; DOUBTFUL if it is masked in part, or by words with another meaning too.
    `text` as it looks, without unseen signs."""
    if _SIGNS_ALONE.fullmatch(text):
        return _mask_of_signs(text) or (DOUBTFUL if _NO_LETTER.fullmatch(text) and text not in _EMPTY else NO)
    if _MASKED_WORD.search(text) or (_stands_instead(text) and not lao_may_be_a_name(text)):
        return RESTRICTED
    if lao_may_be_a_name(text) and "LAO" in text:
        return DOUBTFUL
    if _HALF_MASKED.search(text) or _ONE_LETTER.fullmatch(text) or is_error(text):
        return DOUBTFUL
    return DOUBTFUL if _may_stand_instead(text) else NO


def mask_in_own_name(text: str) -> str:
    """Return the same for a column of the field itself, where a number is DOUBTFUL.

    A column whose heading is only like a name's may hold numbers.
    """
    return mask_in_name(text) or (DOUBTFUL if _NO_LETTER.fullmatch(text) and text not in _EMPTY else NO)


def _stands_instead(text: str) -> bool:
    return _INSTEAD_OF_A_NAME.search(text) is not None or is_refusal_in_name(text) or says_restricted(text)


def _may_stand_instead(text: str) -> bool:
    return _MAY_STAND_INSTEAD.fullmatch(text) is not None or may_be_refusal(text)


def lao_may_be_a_name(text: str) -> bool:
    """Whether LAO is next to one or two words as part of a person's name: "Minh LAO"."""
    return _LAO_AS_A_NAME.fullmatch(text) is not None and not _NO_NAME.search(text)


def without_masks(name: str) -> str:
    """Return a name without its masks: "Tansy" for "Tansy (LAO)", nothing for "XXXXX" or "Name withheld"."""
    if mask_in_name(name) != RESTRICTED:
        return name
    for pattern in (_MASKED_WORD, _INSTEAD_OF_A_NAME, _MARK, _FILL_WORD):
        name = pattern.sub(" ", name)
    return name


def mask_in_reference(text: str) -> str:
    """Return the same for a reference, where three X or hyphens in a row are usual."""
    if _SIGNS_ALONE.fullmatch(text):
        return _mask_of_signs(text)
    if _stands_instead(text):
        return RESTRICTED
    return DOUBTFUL if _HALF_MASKED_REFERENCE.search(text) or _may_stand_instead(text) else NO


def mask_in_birth(text: str) -> str:
    """Return the same for a date of birth. A spreadsheet shows ### in a narrow column; no date has an X."""
    if set(text) <= set("# "):
        return NO
    return mask_in_name(text) or (DOUBTFUL if _CROSSES.search(text) else NO)


def is_masked(cell: Any) -> bool:
    """Whether a cell of any column is a mask and nothing else."""
    text = as_displayed(cell) if isinstance(cell, str) else ""
    return _SIGNS_ALONE.fullmatch(text) is not None and _mask_of_signs(text) == RESTRICTED


def mask_elsewhere(text: str) -> str:
    """Return DOUBTFUL if the whole text is a mask of asterisks or X, since other things are masked too; else NO."""
    is_mask = (
        len(text) <= _LONGEST_MASK
        and _SIGNS_ALONE.fullmatch(text)
        and (text.count("*") >= 3 or len(_CROSSES.findall(text)) >= 4)
    )
    return DOUBTFUL if is_mask else NO


def _mask_of_signs(text: str) -> str:
    crosses = len(_CROSSES.findall(text))
    if "*" in text or crosses >= 3 or _HASHES.search(text):
        return RESTRICTED
    return DOUBTFUL if crosses == 2 or len("".join(text.split())) >= 3 else NO


def as_displayed(text: str) -> str:
    """Return the text as a reader sees it: without invisible characters, and with an asterisk for any masking sign."""
    text = unescape(text) if "&" in text else text
    if text.isascii():
        return text
    return without_invisible(unicodedata.normalize("NFKC", text)).translate(_SIGNS)
