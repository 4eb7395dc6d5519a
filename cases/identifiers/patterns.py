"""The patterns of numbers, addresses and dates of birth that identify a person.

Every pattern is bounded, so that the time grows with the length of the text and no faster.
"""

import re
from collections.abc import Callable

NAME, CRN, PNC, PRISON = "a name after a title", "a CRN", "a PNC number", "a prison number"
NHS, NATIONAL_INSURANCE = "an NHS number", "a National Insurance number"
PHONE, EMAIL, BIRTH, POSTCODE = "a phone number", "an e-mail address", "a date of birth", "a postcode"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"  # neither a letter nor a digit on this side
_GAP = r"[ \t\u00a0\u2009\u202f]"
_DASH = r"[-\u2010\u2011\u2013]"
_SIX = rf"[0-9](?:{_GAP}?[0-9]){{5}}"
_BETWEEN = rf"(?:{_GAP}|{_DASH}|[().]){{0,2}}"  # two digits of a phone number
_PHONE_BEGINS = rf"{_BEFORE}(?<![0-9][.,/])(?<![£$€])\(?"
_LOCAL = r"[\w.+'’%-]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"[0-3]?[0-9](?:st|nd|rd|th)?", r"(?:1[89][0-9]{2}|20[0-9]{2}|['’]?[0-9]{2})(?![0-9])"
_DATE = (
    rf"(?:(?:1[89]|20)[0-9]{{2}}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])"
    rf"|[0-3]?[0-9]\s?[-/. ]\s?[01]?[0-9]\s?[-/. ]\s?{_YEAR}"
    rf"|{_DAY}\s{{0,2}}(?:of\s)?[-/]?{_MONTH}[-/,]?\s{{0,2}}{_YEAR}"
    rf"|{_MONTH}\s{{1,2}}{_DAY},?\s{{0,2}}{_YEAR})"
)
_BORN = r"(?:born|birthday|d\.?\s?o\.?\s?b\.?|d/o/b|(?:date|day)\s{1,2}of\s{1,2}birth|birth\s?date)"
_PACKED = r"(?:[0-3][0-9][01][0-9](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])"
_FILLER = r"(?:[^\w;]{1,3}(?:is|was|on|the|as|in|given|recorded|about|around)){0,4}\W{0,4}"
_PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_NO_PREFIXES = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
_ORDINALS = {"st", "nd", "rd", "th"}
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY"
    " G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR"
    " NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA"
    " WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE_AREAS = frozenset(_AREAS.split())


def _is_pnc(match: re.Match[str]) -> bool:
    """Accept a long serial number, which looks like nothing else; check the letter of a shorter one."""
    year, slash, serial, letter = match.groups()
    if slash and len(serial) >= 6:
        return True
    return _PNC_LETTERS[int(year[-2:] + serial.zfill(7)) % 23] == letter.upper()


def _is_nhs(match: re.Match[str]) -> bool:
    """Check the last of the ten digits against the others, modulus 11."""
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return any(digits) and (11 - weighted % 11) % 11 == digits[9]


def _is_national_insurance(match: re.Match[str]) -> bool:
    """Check the prefix, and that small letters come without spaces: "on 10 11 12 a" is four words."""
    spaced = any(sign.isspace() for sign in match[0])
    return match[1].upper() not in _NO_PREFIXES and (not spaced or match[0].isupper())


def _is_postcode(match: re.Match[str]) -> bool:
    """Check that the area exists; "e1 2nd" in small letters is no postcode."""
    area, unit = match[1].upper(), match[2]
    return area in _POSTCODE_AREAS and (unit.isupper() or unit not in _ORDINALS)


_Check = Callable[[re.Match[str]], bool]
KINDS: list[tuple[str, re.Pattern[str], _Check | None]] = [
    (CRN, re.compile(rf"{_BEFORE}[A-Za-z][0-9]{{6}}{_AFTER}"), None),
    (  # with a gap it counts only after the word CRN: "X 123456" can be anything
        CRN,
        re.compile(
            rf"{_BEFORE}CRN(?:\W{{1,3}}(?:is|no|number))?\W{{0,4}}[A-Z](?:{_GAP}|{_DASH}){{1,3}}{_SIX}{_AFTER}",
            re.IGNORECASE,
        ),
        None,
    ),
    (CRN, re.compile(rf"{_BEFORE}[A-Z]{_GAP}?[0-9](?:{_GAP}[0-9]){{5}}{_AFTER}(?!{_GAP}[0-9])"), None),  # spelt out
    (PRISON, re.compile(rf"{_BEFORE}(?:[A-Z][0-9]{{4}}[A-Z]{{2}}|[a-z][0-9]{{4}}[a-z]{{2}}){_AFTER}"), None),
    (
        PNC,
        re.compile(rf"{_BEFORE}((?:19|20)[0-9]{{2}}|[0-9]{{2}})({_GAP}?/{_GAP}?)([0-9]{{4,7}})([A-Za-z]){_AFTER}"),
        _is_pnc,
    ),
    (PNC, re.compile(rf"{_BEFORE}((?:19|20)[0-9]{{2}})()([0-9]{{7}})([A-Za-z]){_AFTER}"), _is_pnc),
    (
        NHS,
        re.compile(
            rf"{_BEFORE}(?<![0-9][.,/-])[0-9]{{3}}(?:{_GAP}|{_DASH})?[0-9]{{3}}(?:{_GAP}|{_DASH})?[0-9]{{4}}{_AFTER}"
        ),
        _is_nhs,
    ),
    (
        NATIONAL_INSURANCE,
        re.compile(
            rf"{_BEFORE}([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])(?:{_GAP}?[0-9]{{2}}){{3}}{_GAP}?[A-D]{_AFTER}",
            re.IGNORECASE,
        ),
        _is_national_insurance,
    ),
    (PHONE, re.compile(rf"{_PHONE_BEGINS}(?:\+44|0044){_GAP}?(?:\(0\))?(?:{_BETWEEN}[0-9]){{9,10}}{_AFTER}"), None),
    (PHONE, re.compile(rf"{_PHONE_BEGINS}0[1-357-9][0-9](?:{_BETWEEN}[0-9]){{7,8}}{_AFTER}"), None),
    (
        EMAIL,
        re.compile(rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}@(?:[^\W_][\w-]{{0,62}}\.){{1,8}}[^\W\d_]{{2,24}}(?![\w-])"),
        None,
    ),
    (BIRTH, re.compile(rf"{_BEFORE}{_BORN}{_FILLER}(?:{_DATE}|{_PACKED}){_AFTER}", re.IGNORECASE), None),
    (BIRTH, re.compile(rf"{_BEFORE}{_DATE}\s{{0,2}}[(\[]?{_BORN}{_AFTER}", re.IGNORECASE), None),
    (
        POSTCODE,
        re.compile(
            rf"{_BEFORE}([A-PR-UWYZ][A-HK-Y]?)[0-9][0-9A-HJKMNPR-Y]?{_GAP}{{0,3}}[0-9]([ABD-HJLNP-UW-Z]{{2}}){_AFTER}",
            re.IGNORECASE,
        ),
        _is_postcode,
    ),
]
