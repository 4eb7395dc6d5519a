"""What the values of a caseload extract mean: codes and words of the case record (dates: `extract_dates`, sentences:
`extract_sentences`).

Each reader takes a cell and gives what it means: None where the cell says that it is not known, UNREADABLE where nobody
could tell. A reader is called once for each different value of a column.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from cases.identifiers.names import name_problem
from cases.spreadsheets.cells import cell_text, without_controls

UNREADABLE = object()
NOT_KNOWN_WORDS = {  # with which systems and people say that they do not know
    *("", "-", "--", ".", "?", "n/a", "na", "n/k", "nk", "not known", "unknown", "not recorded", "not stated", "none"),
    *("null", "missing", "not available", "not applicable", "refused", "not disclosed", "prefer not to say", "tbc"),
    *("not completed", "not assessed", "unallocated", "no value", "nan", "#n/a", "blank", "ns", "data not available"),
}

# what a spreadsheet shows where a formula fails, or where a column is too narrow
_ERROR = re.compile(r"#[a-z0-9/_]+[!?]|#n/a|#getting_data|#{2,}|err:[0-9]{3}", re.IGNORECASE)

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
_NO = {"no", "n", "false", "0", "f", "not present", "not required", "not completed"}
_REPORT = re.compile(r"report|\bpsr\b|\boral\b|\bfast delivery\b|\bfdr\b|\bsdr\b|\bstandard\b|\bshort format\b")
_IN_CUSTODY = re.compile(r"^(in )?custody\b|\bin (custody|prison)\b|^prison|\bdetained\b|\brecalled\b|^c$|^remand")
_NOT_IN_CUSTODY = re.compile(
    r"community|licence|released|\bnot in custody\b|^r$|no longer|post[- ]?sentence|terminated"
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
_QUOTES = "'\"‘’“”`´ "
_TEXT_FORMULA = re.compile(
    r"[^\w=]{0,3}=\s*(?:[tT]\s*\(\s*)?[\"“”]((?:[^\"“”]|\"\")*)[\"“”]\W{0,3}"
)  # ="X100001" or =T("X100001"), so that it stays a text
_SEVERAL = re.compile(r"[;,|\n]+")
_NUMBER = re.compile(r"[0-9][0-9./ -]*")
_BETWEEN = re.compile(r"[\s_.:/\-‐‑‒–—−]+")  # the signs that people put between letter and digits
_PNC = re.compile(  # with a sign between year and number, or with all seven digits
    r"((?:19|20)?\d{2})[/\\|_.:‐‑‒–—−-](\d{1,7})[/\\_.-]?([A-Z])|((?:19|20)?\d{2})(\d{7})([A-Z])"
    r"|((?:19|20)?\d{2})[/\\|_.:‐‑‒–—−-](\d{7})"  # without its letter: then with all of this
)
_CRN = re.compile(r"[A-Z][0-9]{6}")


def one_line(value: Any) -> str:
    """A cell as one line of text without spaces at its ends. Report servers write ="X100001": this is X100001."""
    text = without_controls(" ".join(cell_text(value).split()))
    if "=" not in text[:4]:
        return text
    found = _TEXT_FORMULA.fullmatch(text)
    return " ".join(found[1].replace('""', '"').split()) if found else text


def without_invisible(text: str) -> str:
    """The text without the signs that nobody sees, such as a zero-width space."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows in place of a value, such as #REF!."""
    return text[:1] in ("#", "E", "e") and _ERROR.fullmatch(text) is not None


def is_formula(text: str) -> bool:
    """Whether a text is a formula that nobody worked out, such as =CONCATENATE("X1"), of which ="X1" is none."""
    return "=" in unicodedata.normalize("NFKC", text[:4]) and without_invisible(text).lstrip(_QUOTES)[:1] in ("=", "＝")


def read_text(value: Any) -> Any:
    text = one_line(value)
    if text.casefold() in NOT_KNOWN_WORDS:
        return None
    return UNREADABLE if is_error(text) or is_formula(text) else text


def read_name(value: Any) -> Any:
    """A name of a place or a person, as our records take them; signs that nobody sees are no part of it."""
    text = read_text(value)
    if isinstance(text, str) and not text.isascii():
        plain = one_line(without_invisible(text))
        # where nothing else parts two words, a zero-width space does
        text = plain if " " in plain else one_line(without_invisible(text.replace("\u200b", " ")))
    return UNREADABLE if isinstance(text, str) and name_problem(text) else text


def read_practitioner(value: Any) -> Any:
    """A practitioner's name; an officer's number is one too, with a word before it: records ask for letters."""
    text = read_text(value)
    is_number = isinstance(text, str) and _NUMBER.fullmatch(text)
    return f"Practitioner {text}" if is_number else read_name(value)


def read_reference(value: Any) -> str:
    """A reference as it is written, "" where there is none, a formula or its error; a CRN in capitals, without spaces
    and hyphens. Quotation marks around it are nobody's reference."""
    text = one_line(value)
    text = text if text.isascii() else one_line(without_invisible(unicodedata.normalize("NFKC", text)))
    text = text.strip(_QUOTES)
    if text.casefold() in NOT_KNOWN_WORDS or is_error(text) or is_formula(text):
        return ""
    crn = _BETWEEN.sub("", text).upper()
    return crn if is_crn(crn) else text


def read_pnc(value: Any) -> Any:
    """A PNC number in its shortest form: 19/1A for 2019/0000001A, 19/1a and 2019 / 0000001 A; 19/1 for
    2019/0000001, which lacks its letter."""
    text = one_line(value)
    text = text if text.isascii() else without_invisible(unicodedata.normalize("NFKC", text))
    if text.strip(_QUOTES).casefold() in NOT_KNOWN_WORDS:
        return None
    found = _PNC.fullmatch("".join(text.strip(_QUOTES).upper().split()))
    if not found:
        return UNREADABLE
    year, serial, *letter = (part for part in found.groups() if part)
    return f"{year[-2:]}/{int(serial)}{''.join(letter)}"


def is_crn(value: Any) -> bool:
    """Whether a cell holds a CRN just as it is written in the case record."""
    return isinstance(value, str) and _CRN.fullmatch(value) is not None


def _one_of(patterns: Iterable[tuple[str, str]]) -> Callable[[Any], Any]:
    """A reader that gives the first of these values whose pattern is found."""
    compiled = [(meaning, re.compile(pattern)) for meaning, pattern in patterns]

    def read(value: Any) -> Any:
        text = one_line(value).casefold()
        if text in NOT_KNOWN_WORDS:
            return None
        return next((meaning for meaning, pattern in compiled if pattern.search(text)), UNREADABLE)

    return read


read_sex = _one_of(_SEXES)
read_ethnic_group = _one_of(_ETHNIC_GROUPS)
read_rosh_level = _one_of(_ROSH)
read_grade = _one_of(_GRADES)


def read_flags(value: Any) -> Any:
    """The registrations that a cell names, by code or in words. Those that the tool does not know are passed over."""
    text = one_line(value).casefold()
    if text in NOT_KNOWN_WORDS or text in _NO:
        return ()
    parts = _SEVERAL.split(text)
    return tuple(code for code, pattern in _FLAGS if any(re.search(pattern, part) for part in parts)) or UNREADABLE


def read_yes_or_no(value: Any) -> Any:
    text = one_line(value).casefold()
    if text in _YES:
        return True
    return False if text in _NO else None if text in NOT_KNOWN_WORDS else UNREADABLE


def read_court_report(value: Any) -> Any:
    """Whether there is a report: yes, no, or its kind. In such a column “none” is an answer."""
    text = one_line(value).casefold()
    if text in {"none", "no report"}:
        return False
    known = read_yes_or_no(text)
    return True if known is UNREADABLE and _REPORT.search(text) else known


def read_custody(value: Any) -> Any:
    """Whether somebody is in custody now."""
    text = one_line(value).casefold()
    known = read_yes_or_no(text)
    if known is not UNREADABLE:
        return known
    if _NOT_IN_CUSTODY.search(text):
        return False
    return True if _IN_CUSTODY.search(text) else UNREADABLE


def read_mappa_category(value: Any) -> Any:
    return _mappa(value, r"(?:\bcat(?:egory)?|\bm)[ .:]*([1-4])", "1234")


def read_mappa_level(value: Any) -> Any:
    return _mappa(value, r"(?:\blevel|\bl)[ .:]*([1-3])", "123")


def _mappa(value: Any, pattern: str, digits: str) -> Any:
    text = one_line(value).casefold()
    if text in NOT_KNOWN_WORDS or text in _NO:
        return None
    found = re.search(pattern, text)
    if found:
        return int(found[1])
    return int(text) if len(text) == 1 and text in digits else UNREADABLE


def says_restricted(value: Any) -> bool:
    """Whether a text, such as one in place of a name, says that access to the case is limited."""
    if not isinstance(value, str):
        return False
    small = value.casefold()  # looking for these first is quick, and there are many names
    hints = ("restrict", "limited", "lao", "la0", "l.a", "l/a", "l-a", "exclu")
    if not any(hint in small for hint in hints):
        return False
    return bool(_LIMITED.search(value) or _LAO.search(value))


def is_marked_restricted(value: Any) -> bool:
    """Whether a cell of a column for restricted cases says yes. What is no clear no is a yes: nobody is let slip."""
    text = one_line(value).casefold()
    return text not in _NOTHING and text not in _NO and not _CLEAR_NO.fullmatch(" ".join(_WORD.findall(text)))
