"""Read the codes and words of the case record in a cell. Dates and sentences have files of their own.

Each reader takes a cell and returns what it means: None if the cell says that it is not known, UNREADABLE if it cannot
be understood. A reader is called once for each different value of a column.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from cases.extract.values.text import (
    NOT_KNOWN_WORDS,
    UNREADABLE,
    one_line,
)

_WHITE = r"\bwhite\b|\birish\b|\bgypsy|\broma\b|traveller|^w\d"
_BLACK = r"\bblack\b|african|caribbean|^b\d"
_ASIAN = r"\basian\b|indian|pakistani|bangladeshi|chinese|^a\d"
_ETHNIC_GROUPS = (
    ("mixed", rf"\bmixed|multiple|^m\d|\bwhite\b.*(?:{_BLACK}|\basian\b)"),
    ("white", _WHITE),
    ("black", _BLACK),
    ("asian", _ASIAN),
    ("other", r"\bother\b|\barab\b|^o\d"),
    ("white", r"^(british|english|welsh|scottish)\b"),
)
_ROSH = (
    ("very_high", r"very[ -]?high|\bv\.? ?high|\brvhr\b|\brvrh\b|^vh$"),
    ("high", r"\bhigh|\brhrh\b|^h$"),
    ("medium", r"\bmed|\brmrh\b|^m$"),
    ("low", r"\blow|\brlrh\b|^l$"),
)
_SEXES = (
    ("female", r"^(f|female|woman|women|w)$"),
    ("male", r"^(m|male|man|men)$"),
    ("other", r"^(o|x)$|other|binary|intersex|indeterminate|trans|unspecified"),
)
_GRADES = (
    ("SPO", r"\bspo\b|senior probation"),
    ("PQiP", r"\bpqip\b|trainee|\btpo\b"),
    ("PSO", r"\bpso\b|services? officer"),
    ("PO", r"\bpo\b|probation officer"),
)
_DECIDED_BY = (  # a person's name is none of these, so it is never stored
    ("head_of_service", r"\bhead\b|\bhos\b"),
    *_GRADES,
    ("court", r"\bcourt\b|\bjudge\b|\bmagistrate"),
    ("other", r"^other$"),
)
_FLAGS = (
    ("ADVP", r"\badvp\b|\bdomestic (abuse|violence)\b"),
    ("RCPR", r"\brcpr\b|\bchild protection\b"),
    ("RCCO", r"\brcco\b|\bchild(ren)? concerns?\b"),
    ("RCHD", r"\brchd\b|\brisk to child"),
    ("RVAD", r"\brvad\b|\badults? at risk\b|\bvulnerable adult"),
    ("RMDO", r"\brmdo\b|\bmental"),
    ("ALSH", r"\balsh\b|\bsuicide\b|\bself[- ]harm"),
    ("RPIR", r"\brpir\b|\bpublic interest\b"),
    ("STRG", r"\bstrg\b|\bgangs?\b"),
    ("RTAO", r"\brtao\b|\bterroris|\btact\b"),
    ("stalking", r"\bstalking\b"),
    ("IOM", r"\biom\b|\bintegrated offender"),
    ("life_or_ipp", r"\blife\b|\bipp\b"),
)
_YES = {"yes", "y", "true", "1", "t", "x", "✓", "present", "required", "completed", "received"}
NO_WORDS = {"no", "n", "false", "0", "f", "not present", "not required", "not completed"}
_REPORT = re.compile(r"report|\bpsr\b|\boral\b|\bfast delivery\b|\bfdr\b|\bsdr\b|\bstandard\b|\bshort format\b")
_IN_CUSTODY = re.compile(r"^(in )?custody\b|\bin (custody|prison)\b|^prison|\bdetained\b|\brecalled\b|^c$|^remand")
_NOT_IN_CUSTODY = re.compile(
    r"community|licence|released|\bnot in custody\b|^r$|no longer|post[- ]?sentence|terminated"
)
_SEVERAL = re.compile(r"[;,|\n]+")


def _reader_of(patterns: Iterable[tuple[str, str]]) -> Callable[[Any], Any]:
    """Return a reader that gives the first of these values whose pattern is found."""
    compiled = [(meaning, re.compile(pattern)) for meaning, pattern in patterns]

    def read(value: Any) -> Any:
        text = one_line(value).casefold()
        if text in NOT_KNOWN_WORDS:
            return None
        return next((meaning for meaning, pattern in compiled if pattern.search(text)), UNREADABLE)

    return read


read_sex = _reader_of(_SEXES)
read_ethnic_group = _reader_of(_ETHNIC_GROUPS)
read_rosh_level = _reader_of(_ROSH)
read_grade = _reader_of(_GRADES)
read_decided_by = _reader_of(_DECIDED_BY)


def read_flags(value: Any) -> Any:
    """Return the codes of the registrations that a cell names, by code or in words. Unknown ones are left out."""
    text = one_line(value).casefold()
    if text in NOT_KNOWN_WORDS or text in NO_WORDS:
        return ()
    parts = _SEVERAL.split(text)
    return tuple(code for code, pattern in _FLAGS if any(re.search(pattern, part) for part in parts)) or UNREADABLE


def read_yes_or_no(value: Any) -> Any:
    """Return True or False, None or UNREADABLE."""
    text = one_line(value).casefold()
    if text in _YES:
        return True
    return False if text in NO_WORDS else None if text in NOT_KNOWN_WORDS else UNREADABLE


def read_court_report(value: Any) -> Any:
    """Whether there is a court report; a cell may say yes, no, or its kind. Here “none” means no."""
    text = one_line(value).casefold()
    if text in {"none", "no report"}:
        return False
    known = read_yes_or_no(text)
    return True if known is UNREADABLE and _REPORT.search(text) else known


def read_custody(value: Any) -> Any:
    """Whether the person is in custody now."""
    text = one_line(value).casefold()
    known = read_yes_or_no(text)
    if known is not UNREADABLE:
        return known
    if _NOT_IN_CUSTODY.search(text):
        return False
    return True if _IN_CUSTODY.search(text) else UNREADABLE


def read_mappa_category(value: Any) -> Any:
    """Return a MAPPA category, 1 to 4."""
    return _read_mappa_digit(value, r"(?:\bcat(?:egory)?|\bm)[ .:]*([1-4])", "1234")


def read_mappa_level(value: Any) -> Any:
    """Return a MAPPA level, 1 to 3."""
    return _read_mappa_digit(value, r"(?:\blevel|\bl)[ .:]*([1-3])", "123")


def _read_mappa_digit(value: Any, pattern: str, digits: str) -> Any:
    text = one_line(value).casefold()
    if text in NOT_KNOWN_WORDS or text in NO_WORDS:
        return None
    found = re.search(pattern, text)
    if found:
        return int(found[1])
    return int(text) if len(text) == 1 and text in digits else UNREADABLE
