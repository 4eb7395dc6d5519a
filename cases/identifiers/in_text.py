"""Things in a free text that look as if they tell who somebody is. Finds and shows them; changes no text.

Every pattern is bounded, so that the time grows with the length of the text and no faster, whatever stands in it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

NAME, CRN, PNC, PRISON = "a name after a title", "a CRN", "a PNC number", "a prison number"
NHS, NATIONAL_INSURANCE = "an NHS number", "a National Insurance number"
PHONE, EMAIL, BIRTH, POSTCODE = "a phone number", "an e-mail address", "a date of birth", "a postcode"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: what it looks like, in words, and where: `text` is the piece from `start` up to `end`."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A finding among the words around it, to be shown."""

    kind: str
    before: str
    piece: str
    after: str


def find_identifiers(text: str) -> list[Found]:
    """What looks like an identifier, in the order of the text; of two that overlap, the one that begins first."""
    shown, places = _without_unseen(text)
    found: list[Found] = []
    past = 0
    for first, longest, kind in sorted(_candidates(shown)):
        if first >= past:
            past = -longest
            start, end = places[first], places[past - 1] + 1
            found.append(Found(kind, start, end, text[start:end]))
    return found


def _without_unseen(text: str) -> tuple[str, Sequence[int]]:
    """The text as it looks, and where in it each sign stands: what nobody sees (a zero-width space) hides nothing."""
    if text.isascii():
        return text, range(len(text))
    places = [at for at, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
    return "".join(_plain(text[at]) for at in places), places


def _plain(sign: str) -> str:
    """Letters and digits in full width or of another script's numerals as one types them here."""
    if sign.isascii():
        return sign
    digit = unicodedata.decimal(sign, None)
    plain = unicodedata.normalize("NFKC", sign) if digit is None else str(digit)
    return plain if len(plain) == 1 else sign


def passage_of(text: str, found: Found, around: int = 40) -> Passage:
    """The finding with up to `around` characters on each side, cut at a space where there is one."""
    before = " ".join(text[max(found.start - around, 0) : found.start].split("\n"))
    after = " ".join(text[found.end : found.end + around].split("\n"))
    if found.start > around:
        before = "…" + before[before.find(" ") + 1 :]
    if found.end + around < len(text):
        after = after[: after.rfind(" ") if " " in after else len(after)] + "…"
    return Passage(found.kind, before, found.text, after)


def fingerprint_of(found: Iterable[Found]) -> str:
    """A short text that stands for these findings, wherever in the text they are: what a confirmation confirms."""
    return " ".join(sorted({_fingerprint(each) for each in found}))


def are_confirmed(found: Iterable[Found], mark: str) -> bool:
    """Whether every one of the findings is among those of a `fingerprint_of`."""
    return {_fingerprint(each) for each in found} <= set(mark.split())


def _fingerprint(found: Found) -> str:
    return hashlib.sha256(f"{found.kind} {found.text}".encode(errors="replace")).hexdigest()[:16]


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, minus the end, kind): sorted, the first comes first, and of those the longest."""
    for kind, pattern, fits in _KINDS:
        for match in pattern.finditer(text):
            if fits is None or fits(match):
                yield match.start(), -match.end(), kind
    for title in _TITLE.finditer(text):
        end = _end_of_name(text, title.end(), title[0].rstrip().rstrip(".").casefold() in _NO_OTHER_WORD)
        if end and not _NOBODY.match(text, title.start()):
            yield title.start(), -end, NAME


# --- names ---------------------------------------------------------------------------------------
# Small letters are let pass where a title is no other word: "mr Smith", but not "may miss Monday". A full stop after a
# title that is written out ends a sentence.
_TITLE = re.compile(
    r"\b(?:(?:[Mm][Rr]|[Mm][Rr][Ss]|[Mm][Ss]|[Mm][Xx]|[Dd][Rr]|Drs|Messrs|[Pp]rof|PROF|Revd?|Cllr|Sgt)(?:\.\s{0,3}|\s{1,3})"
    r"|(?:M(?:iss|ISS|aster|ASTER)|[Pp]rofessor|Sir|Dame|Lady|Lord|Reverend|Judge|HHJ|Councillor|P[Cc]|DC|DS)\s{1,3})"
)
_SPACE = re.compile(r"\s{1,3}")
_INITIAL = re.compile(r"[^\W\d_]\.?(?![^\W\d_])(?!['’-][^\W\d_])")
_PARTICLE = re.compile(r"(?:de|da|das|dos|del|della|di|du|van|von|der|den|ter|bin|bint|ibn|al|el|la|le|st)\s{1,3}")
_WORD = re.compile(r"(?:(?:[aAeE]l|[dDoO])[-'’‐‑])?([^\W\d_])(?:[^\W\d_]|[-'’‐‑](?=[^\W\d_])){1,40}")
_NO_NAMES = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
    *("teams", "word", "office", "excel", "outlook", "access", "windows"),  # MS Teams is no person
    *("appointment", "appointments", "surgery", "report", "reports", "letter", "letters", "notes"),
    *("chancellor", "justice", "chief", "advocate", "mayor", "lieutenant", "or", "and", "madam"),
}
# After these two even a name without a capital is one, but for the words with which a sentence goes on.
_NO_OTHER_WORD = {"mr", "mrs"}
_SMALL_WORDS = (
    "was is has had did does will would said says attended missed who he she they his her the this that but not if when"
    " then to in on of at for from by as with scan scans"
)
_GOES_ON = frozenset(_SMALL_WORDS.split())
# Shops, departments, and offices that are called after their street.
_STREET = r"(?:Street|Lane|Road|Avenue|Square)\b"
_BUILDING = r"(?:[Oo]ffices?|[Hh]ostel|[Pp]robation|[Aa]pproved\s{1,3}[Pp]remises|AP|[Tt]eam|[Hh]ub|[Cc]entre)\b"
_MASTERS = (
    r"(?:bedroom|builder|baker|card|chef|class|copy|craftsman|data|degree|document|file|folder|key|list|mason|plan|record"
    r"|register|schedule|sheet|spreadsheet|suite|switch|template|tracker|version|of|in|at)"
)
_NOBODY = re.compile(
    rf"(?:PC\s{{1,3}}World|D[Rr]\.?\s{{1,3}}Martens|Prof\.?\s{{1,3}}Standards|Judge\s{{1,3}}In)\b(?![-'’])"
    rf"|(?i:Master\s{{1,3}}{_MASTERS})\b"
    rf"|L(?:ord|ady)\s{{1,3}}{_STREET}"
    rf"|(?:P[Cc]|DC|DS|Sir|Dame)\s{{1,3}}(?:[^\W\d_]{{1,40}}\s{{1,3}}){{1,2}}{_STREET}\s{{1,3}}{_BUILDING}"
)


def _end_of_name(text: str, at: int, is_small: bool) -> int | None:
    """Where the name that begins at `at` ends: initials and small words before up to three words with capitals.

    With `is_small` the first word needs no capital, unless it follows an initial: "Mr A missed two".
    """
    end, words = None, 0
    for _ in range(8):
        small = _PARTICLE.match(text, at) or (None if words else _INITIAL.match(text, at))
        word = None if small else _word_of_name(text, at, is_small and not words)
        is_small = is_small and not (small and small.re is _INITIAL)
        part = small or word
        if part is None:
            return end
        if word:
            words, end = words + 1, word.end()
        space = _SPACE.match(text, part.end())
        if words == 3 or (space is None and not small):
            return end
        at = space.end() if space else part.end()
    return end


def _word_of_name(text: str, at: int, is_small: bool) -> re.Match[str] | None:
    word = _WORD.match(text, at)
    if word is None or word[0].casefold() in _NO_NAMES:
        return None
    return word if word[1].isupper() or (is_small and word[0] not in _GOES_ON) else None


# --- numbers and addresses -----------------------------------------------------------------------
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
    """A long serial number looks like nothing else; a shorter one must carry the right check letter."""
    year, slash, serial, letter = match.groups()
    if slash and len(serial) >= 6:
        return True
    return _PNC_LETTERS[int(year[-2:] + serial.zfill(7)) % 23] == letter.upper()


def _is_nhs(match: re.Match[str]) -> bool:
    """The last of the ten digits checks the others, modulus 11."""
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return any(digits) and (11 - weighted % 11) % 11 == digits[9]


def _is_national_insurance(match: re.Match[str]) -> bool:
    """Small letters only where nothing is spaced: "on 10 11 12 a" is four words."""
    spaced = any(sign.isspace() for sign in match[0])
    return match[1].upper() not in _NO_PREFIXES and (not spaced or match[0].isupper())


def _is_postcode(match: re.Match[str]) -> bool:
    """In an area that there is; "e1 2nd" in small letters is no postcode."""
    area, unit = match[1].upper(), match[2]
    return area in _POSTCODE_AREAS and (unit.isupper() or unit not in _ORDINALS)


_Check = Callable[[re.Match[str]], bool]
_KINDS: list[tuple[str, re.Pattern[str], _Check | None]] = [
    (CRN, re.compile(rf"{_BEFORE}[A-Za-z][0-9]{{6}}{_AFTER}"), None),
    (  # with a gap it is one only where it is called so: "X 123456" can be anything
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
