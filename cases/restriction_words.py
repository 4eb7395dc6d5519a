"""What the words of a cell tell of access to the case: that it is restricted, that this is doubtful, or nothing.

Who is let slip here is seen by people who may not see them, so what could be meant is taken as meant, or held aside. A
requirement, order or condition that restricts a person (football, curfew, exclusion zone) restricts nobody's access.
"""

import re
from functools import lru_cache

from cases.masked_cells import DOUBTFUL, NO, RESTRICTED, mask_elsewhere, plain

_LONGEST_ITEM = 12  # words


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


HINTS = (  # quick to look for: a text without one of these says nothing of restriction
    *("restr", "lao", "exclu", "limited", "denied", "l.a.o", "l a o"),
    *("***", "xxxx", "sensi", "confid", "redact", "thheld", "to view"),
)
_SEGMENTS = re.compile(r"[;,|\n]+|\.\s")
_ITEMS = re.compile(r"[/()\[\]]+|\s[-–—]\s")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACED_LAO = re.compile(r"(?<![A-Za-z.])L[.\s]\s?A[.\s]\s?O(?![A-Za-z'’])\.?")
_LAO = r"(?<![A-Za-z])(?:[NR]?LAO|lao)(?![A-Za-z])"
_LAO_WORD = re.compile(r"(?<![A-Za-z])[NR]?LAO(?![A-Za-z])")
_EXCLUDED = r"exclu(?:ded|sion|sions)"
_MARK = rf"(?:lao|restrict(?:ed|ion|ions)|limited ?access|access (?:is )?(?:denied|limited)|{_EXCLUDED})"
_FILL = (
    r"(?:case|record|access|offender|person|flag|is|this|the|name|details|data|only|yes|y|and|or|marked|as|in|place"
    r"|applies|active|current|type|user|force|has|an?)"
)
_SAYS = re.compile(rf"(?:{_FILL} )*{_MARK}(?: (?:{_FILL}|{_MARK}))*")
_HUSHED = r"(?:sens[ia]tive|confidential|redacted|redaction|with?held)"
_SAYS_HUSHED = re.compile(rf"(?:{_FILL} )*{_HUSHED}(?: (?:{_FILL}|{_HUSHED}))*")
_KINDS = {
    "lao": "lao",
    "limited": "restricted",
    "denied": "restricted",
    "restricted": "restricted",
    "restrict": "restriction",
}
_OFFICIAL = re.compile(r"\bofficial\W{0,3}sensitive\b", re.IGNORECASE)  # a marking of documents, on all of them

_OTHER_ACCESS = r"(?:child|kid|son\b|daughter|famil|grand|internet|computer|phone|device)"
_VIEW = r"(?:view|access|see|open|read)"
_SURE = re.compile(  # whatever else is said
    rf"{_LAO_WORD.pattern}|(?i:\b(?:restricted|limited)\s+access\b(?!\s+to\s+(?:\w+\s+)?{_OTHER_ACCESS})"
    rf"|\brestricted\W+(?:case|record|file|offender)\b|\b(?:case|record|file)\s+(?:is\s+|marked\s+)?restricted\b"
    rf"|\b(?:restricted|excluded)\s+from\s+{_VIEW}|\bnot?\s+(?:authori[sz]ed|permitted|permission)\s+to\s+{_VIEW}"
    rf"|\bunauthori[sz]ed\s+to\s+{_VIEW}|\bsens[ia]tive\W(?:case|record|person|offender)\b"
    r"|\b(?:case|record) is sens[ia]tive\b)"
)
_SENTENCE = re.compile(
    rf"\baccess\b(?:\s+(?!{_OTHER_ACCESS})\w+){{0,5}}\s+(?:restricted|limited|denied)\b"
    r"|\bsubject\s+to\s+(?:\w+\s+){0,2}restriction"
    r"|^\W*restrict(?:ed|ion|ions)(?:\s*[^\w\s]|\s+(?:since|because|from|until|by|due|as|lao|case|record)\b)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|not|non|never|none)\b[\s:=-]*(?:(?!sure|clear|known)\w+\s+){0,2}(?:lao|restrict|limited|exclu|sensi|confid)"
    r"|unrestrict",
    re.IGNORECASE,
)
_ANSWERED_NO = re.compile(
    r"\b(?:lao|restrict\w*|limited access|exclusions?|sensitive|confidential)\b\W*"
    r"(?:no|none|n|false|nil|removed|lifted|ended|expired)\b",
    re.IGNORECASE,
)
_UNSURE = _words(
    r"""\? | \b(?:unsure|unclear|maybe|perhaps|query|pending|awaiting|tbc|previous(?:ly)?|former(?:ly)?|used\ to\ be)\b
    | \bnot\ (?:sure|clear|known)\b | \b(?:may|might|could|should)\ be\b | \bpossibl[ey]\b | \bpotential
    | \bconsider(?:ed|ing)?\b | \brequest(?:ed)?\b | \bappl(?:y|ied)\b | \bcheck\ (?:if|whether)\b
    | \b(?:was|were|been)\ (?:a\ )?(?:lao|restricted)\b"""
)
_OF_RESTRICTION = re.compile(
    rf"{_LAO}|(?i:restrict(?!iv|or)|\brest[irc]{{1,4}}t?i?ed\b|\brestr?n?\b|limited\s?access)"  # misspelt ones too
)
_EXCLUSION = _words(_EXCLUDED)
REQUIREMENT = _words(  # what courts and licences ask of a person, and where
    r"""football | curfew | \bzones?\b | requirement | condition | \b(?:req|cond|rqmt)s?\b | \bban(?:s|ned|ning)?\b
    | \borders?\b | restraining | prohibit | \btag(?:s|ged|ging)?\b | electronic | monitor | \bem\b | \bgps\b | alcohol
    | abstinence | residen | associat | \bcontact | travel | passport | licen[cs]e | injunction | activit | programme
    | unpaid\ work | attendance | driving | disqualif | \bbail\b | liberty | notification | \bshpo\b | \bcbo\b | stadium
    | \bground\b | \bmatch | premises | \bpubs?\b | \bshops?\b | town | \bcity\b | centre | street | \broad\b
    | \bareas?\b | \bparks?\b | \benter"""
)
_OTHERWISE = _words(  # what else can be restricted, and is no record
    rf"""movement | mobility | \bdiet | growth | covid | lockdown | school | \bwork | duties | financ | social | digital
    | medic | health | breath | visual | \bhours\b | visa | immigration | \bhome\b | weapon | firearm | airflow
    | \b{_OTHER_ACCESS}"""
)
OF_RECORDS = _words(
    r"""\b(?:staff|officers?|team|users?|records?|cases?|file|n?delius|named|view\w*|details|managers?|lao|ps?o|spo
    |relatives?|colleagues?|members?|patients?)\b"""
)
_IN_FLAGS = re.compile(
    r"\b[nr]?lao\b|\brestrict(?:ed|ion)|\blimited access|\bexclu(?:ded|sion)(?! (?:requirement|zone|order|condition))",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def what_is_said(text: str, is_of_orders: bool = False, is_of_flags: bool = False) -> str:
    """What a cell says of access to the case, in a column of orders and requirements, of flags, or of anything else."""
    text = _OFFICIAL.sub(" ", _SPACED_LAO.sub("LAO", plain(text)))
    is_of_orders = is_of_orders and not is_of_flags
    has_requirement = is_of_orders or REQUIREMENT.search(text) is not None
    segments = filter(None, map(str.strip, _SEGMENTS.split(text)))
    said = {_of_segment(each, has_requirement, is_of_orders, is_of_flags) for each in segments}
    return next((each for each in (RESTRICTED, DOUBTFUL) if each in said), mask_elsewhere(text))


def _of_segment(text: str, has_requirement: bool, is_of_orders: bool, is_of_flags: bool) -> str:
    """What one part of a list or one sentence says; the first rule that fits decides."""
    items, is_sure, is_told = _items_of(text), _SURE.search(text), _SENTENCE.search(text)
    restricts, of_records = _OF_RESTRICTION.search(text), OF_RECORDS.search(text)
    rules = (
        (_ANSWERED_NO.search(text) or (_NEGATED.search(text) and not items & {"lao", "restricted"}), NO),
        (is_sure and _UNSURE.search(text), DOUBTFUL),
        (is_sure or "lao" in items, RESTRICTED),
        (_kind_of(text) == "exclusion" and has_requirement, NO),
        (is_of_flags and _IN_FLAGS.search(text) and not REQUIREMENT.search(text), RESTRICTED),
        (_is_about_a_person(text) and not of_records, DOUBTFUL if _kind_of(_first(text)) == "restricted" else NO),
        ((restricts or is_told) and _UNSURE.search(text), DOUBTFUL),
        ("restricted" in items or (is_told and of_records), RESTRICTED),
        ("restriction" in items or is_told, DOUBTFUL if has_requirement else RESTRICTED),
        (_EXCLUSION.search(text) and is_of_orders and not of_records, NO),
        (_kind_of(text) == "exclusion", RESTRICTED),
        ("exclusion" in items or (_EXCLUSION.search(text) and (of_records or _is_brief(text))), DOUBTFUL),
        (restricts and (of_records or not is_of_orders), DOUBTFUL),
        ("hushed" in items, DOUBTFUL),
    )
    return next((verdict for holds, verdict in rules if holds), NO)


def _is_about_a_person(text: str) -> bool:
    return REQUIREMENT.search(text) is not None or _OTHERWISE.search(text) is not None


def _is_brief(text: str) -> bool:
    """Whether so little is said of an exclusion that it may be one from a record, and not from a place."""
    words = text.casefold().split()
    return len(words) <= 4 and "from" not in words


def _first(text: str) -> str:
    return _ITEMS.split(text.lstrip("([/"), maxsplit=1)[0].partition(":")[0]


def _items_of(text: str) -> set[str]:
    """The kinds of what a text, or an item in it, says and nothing else."""
    items = (text, *_ITEMS.split(text))
    return {_kind_of(each) for item in items for each in (item, item.rpartition(": ")[2])}


def _kind_of(item: str) -> str:
    """lao, restricted, restriction, exclusion or hushed; "" where the item says none of these, or more than that."""
    words = " ".join(re.findall(r"[a-z]+", _INNER_CAPITAL.sub(" ", item).casefold()))
    if item.strip() == "Lao" or words.count(" ") >= _LONGEST_ITEM:
        return ""
    if not _SAYS.fullmatch(words):
        return "hushed" if _SAYS_HUSHED.fullmatch(words) else ""
    return next((kind for sign, kind in _KINDS.items() if sign in words), "exclusion")
