"""What the words of a cell tell of access to the case: that it is restricted, that this is doubtful, or nothing.

Who is let slip here is seen by people who may not see them, so what could be meant is taken as meant, or held aside. A
requirement, order or condition that restricts a person (football, curfew, exclusion zone) restricts nobody's access.
"""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

from cases.extract.restricted import refusals
from cases.extract.restricted.masks import DOUBTFUL, NO, OFFICIAL, RESTRICTED, as_displayed, mask_elsewhere

_LONGEST_ITEM = 12  # words


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


HINTS = (  # quick to look for: a text without one of these says nothing of restriction
    "restr",
    "lao",
    "exclu",
    "limited",
    "denied",
    "l.a.o",
    "l a o",
    "l/a/o",
    "l-a-o",
    "la0",
    "***",
    "xxxx",
    "sensi",
    "confid",
    "redact",
    "thheld",
    "to view",
    *refusals.HINTS,
)
_SEGMENTS = re.compile(r"[;,|\n]+|\.\s")
_ITEMS = re.compile(r"[/()\[\]]+|\s[-–—]\s")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPELT_OTHERWISE = re.compile(  # L.A.O., L/A/O, LA0, LAOs, LAO-ed
    r"(?<![A-Za-z./-])L[.\s/-]\s?A[.\s/-]\s?O(?![A-Za-z'’/])\.?|(?<![A-Za-z0-9])(?:LA0|LAOs?[0-9]?|LAO[-'’]e?d)(?![A-Za-z0-9])"
)
_LAO = r"(?<![A-Za-z])(?:[NR]?LAO|lao)(?![A-Za-z])"
_LAO_WORD = re.compile(r"(?<![A-Za-z])[NR]?LAO(?![A-Za-z])")
_LAO_ANYHOW = re.compile(r"\blao\b", re.IGNORECASE)
_EXCLUDED = r"exclu(?:ded|sion|sions)"
_MARK = rf"(?:lao|restrict(?:ed|ion|ions)|limited ?access|access (?:is )?(?:denied|limited)|{_EXCLUDED})"
_FILL = (
    r"(?:case|record|access|offender|person|flag|information|is|this|the|name|details|data|only|yes|y|and|or|marked|as|in|place"
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

_OTHER_ACCESS = r"(?:child|kid|son\b|daughter|famil|grand|internet|computer|phone|device)"
_RECORDS = (
    r"(?:case|record|file|detail|n?delius|offender|user|staff|officer|team|named|manager|information|data|p?s?po\b)"
)
_VIEW = r"(?:view|access|see|open|read)"
_SURE = re.compile(  # whatever else is said
    rf"{_LAO_WORD.pattern}|(?i:\b(?:restricted|limited)\s+access\b(?!\s+to\s+(?!(?:\w+\s+){{0,2}}{_RECORDS}))"
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
UNSURE = _words(
    r"""\? | [:=]\s*no\W*$
    | \b(?:unsure|unclear|maybe|perhaps|query|pending|awaiting|tbc|previous(?:ly)?|former(?:ly)?|used\ to\ be)\b
    | \bnot\ (?:sure|clear|known)\b | \b(?:may|might|could|should)\ be\b | \bpossibl[ey]\b | \bpotential
    | \bconsider(?:ed|ing)?\b | \brequest(?:ed)?\b | \bappl(?:y|ied)\b | \bcheck\ (?:if|whether)\b
    | \b(?:was|were|been)\ (?:a\ )?(?:lao|restricted)\b"""
)
_OF_RESTRICTION = re.compile(
    rf"{_LAO}|(?i:restrict(?!iv|or)|\brest[irc]{{1,4}}t?i?ed\b|\brestr?n?\b|limited\s?ac+es+)"  # misspelt ones too
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


@lru_cache(maxsize=2_000)
def restriction_in(text: str, in_order_column: bool = False, in_flag_column: bool = False) -> str:
    """What a cell says of access to the case, in a column of orders and requirements, of flags, or of anything else."""
    text = as_displayed(text)
    tidy = OFFICIAL.sub(" ", _SPELT_OTHERWISE.sub("LAO", text))
    segments = [each.strip() for each in _SEGMENTS.split(tidy) if _has_hint(each)]
    said = {_verdict_on(_Segment(each, tidy, in_order_column, in_flag_column)) for each in segments}
    return next((each for each in (RESTRICTED, DOUBTFUL) if each in said), mask_elsewhere(text))


def restriction_in_attribute(text: str, in_nationality_column: bool) -> str:
    """As `restriction_in`, for a column of one fact on the person: "Withheld" keeps back that fact, not the case.

    In a nationality column LAO is a country.
    """
    text = _LAO_ANYHOW.sub(" ", as_displayed(text)).strip() if in_nationality_column else as_displayed(text)
    said = restriction_in(text)
    if said == RESTRICTED:
        return DOUBTFUL if _kind_of(text) == "exclusion" else said
    return NO if _kind_of(text) == "hushed" or refusals.may_be_refusal(text) else said


def may_mention_restriction(text: str) -> bool:
    """Whether a text has one of the HINTS, or an asterisk; quickly, for there are many rows and few have one."""
    small = text.lower()
    return (  # a loop or a pattern takes three times as long
        ("restr" in small or "lao" in small or "exclu" in small or "limited" in small or "denied" in small)
        or ("l.a.o" in small or "l a o" in small or "l/a/o" in small or "l-a-o" in small or "la0" in small)
        or ("*" in small or "sensi" in small or "redact" in small or "thheld" in small or "confid" in small)
        or ("xxxx" in small or "permission" in small or "you " in small or "forbidden" in small or "view" in small)
        or ("displayed" in small or "be accessed" in small or "be opened" in small or "be shown" in small)
        or ("available to" in small or "administrator" in small or "hidden" in small or "blanked" in small)
        or ("disclos" in small or "protect" in small or "name available" in small or "embargo" in small)
        or "ukpps" in small
    )


def _has_hint(text: str) -> bool:
    small = text.lower()
    return any(hint in small for hint in HINTS)


def _verdict_on(segment: "_Segment") -> str:
    return next((verdict for holds, verdict in _RULES if holds(segment)), NO)


class _Segment:
    """One part of a list, or one sentence, of a cell; what it holds is looked for when a rule asks."""

    def __init__(self, text: str, cell: str, in_order_column: bool, in_flag_column: bool) -> None:
        self.text, self._cell, self.in_order_column, self.in_flag_column = text, cell, in_order_column, in_flag_column

    @cached_property
    def items(self) -> set[str]:
        return _items_of(self.text)

    @cached_property
    def is_negated(self) -> bool:
        answered = _ANSWERED_NO.search(self.text) is not None
        return answered or (_NEGATED.search(self.text) is not None and not self.items & {"lao", "restricted"})

    @cached_property
    def is_sure(self) -> bool:
        return _SURE.search(self.text) is not None

    @cached_property
    def is_sentence(self) -> bool:
        return _SENTENCE.search(self.text) is not None

    @cached_property
    def is_unsure(self) -> bool:
        return UNSURE.search(self.text) is not None

    @cached_property
    def restricts(self) -> bool:
        return _OF_RESTRICTION.search(self.text) is not None

    @cached_property
    def excludes(self) -> bool:
        return _EXCLUSION.search(self.text) is not None

    @cached_property
    def is_exclusion(self) -> bool:
        """Whether an exclusion is all that it says."""
        return _kind_of(self.text) == "exclusion"

    @cached_property
    def is_brief(self) -> bool:
        """Whether so little is said that an exclusion may be one from a record, and not from a place."""
        words = self.text.casefold().split()
        return len(words) <= 4 and "from" not in words

    @cached_property
    def of_records(self) -> bool:
        return OF_RECORDS.search(self.text) is not None

    @cached_property
    def has_requirement(self) -> bool:
        return REQUIREMENT.search(self.text) is not None

    @cached_property
    def is_about_a_person(self) -> bool:
        """Whether it tells what a person may not do."""
        return not self.of_records and (self.has_requirement or _OTHERWISE.search(self.text) is not None)

    @cached_property
    def is_among_requirements(self) -> bool:
        return self.in_order_column or REQUIREMENT.search(self._cell) is not None

    @cached_property
    def begins_restricted(self) -> bool:
        first = _ITEMS.split(self.text.lstrip("([/"), maxsplit=1)[0].partition(":")[0]
        return _kind_of(first) == "restricted"


_RULES: tuple[tuple[Callable[[_Segment], Any], str], ...] = (  # the first that holds decides
    (lambda one: one.is_negated, NO),
    (lambda one: one.is_sure and one.is_unsure, DOUBTFUL),
    (lambda one: one.is_sure or "lao" in one.items, RESTRICTED),
    (lambda one: refusals.is_refusal(one.text), RESTRICTED),
    (lambda one: refusals.may_be_refusal(one.text), DOUBTFUL),
    (lambda one: one.is_exclusion and one.is_among_requirements, NO),
    (lambda one: one.in_flag_column and _IN_FLAGS.search(one.text) and not one.has_requirement, RESTRICTED),
    (lambda one: one.is_about_a_person and one.begins_restricted, DOUBTFUL),
    (lambda one: one.is_about_a_person, NO),
    (lambda one: (one.restricts or one.is_sentence) and one.is_unsure, DOUBTFUL),
    (lambda one: "restricted" in one.items or (one.is_sentence and one.of_records), RESTRICTED),
    (lambda one: ("restriction" in one.items or one.is_sentence) and one.is_among_requirements, DOUBTFUL),
    (lambda one: "restriction" in one.items or one.is_sentence, RESTRICTED),
    (lambda one: one.excludes and one.in_order_column and not one.of_records, NO),
    (lambda one: one.is_exclusion, RESTRICTED),
    (lambda one: "exclusion" in one.items or (one.excludes and (one.of_records or one.is_brief)), DOUBTFUL),
    (lambda one: one.restricts and (one.of_records or not one.in_order_column), DOUBTFUL),
    (lambda one: "hushed" in one.items, DOUBTFUL),
)


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
