"""The words that say that a case is restricted, or that something else is, as patterns for `words`."""

import re

from cases.extract.restricted import refusals


def _compiled(pattern: str) -> re.Pattern[str]:
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
    *refusals.REFUSAL_HINTS,
)
SEGMENT_ENDS = re.compile(r"[;,|\n]+|\.\s")
ITEM_ENDS = re.compile(r"[/()\[\]]+|\s[-–—]\s")
INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LAO_SPELT_OTHERWISE = re.compile(  # L.A.O., L/A/O, LA0, LAOs, LAO-ed
    r"(?<![A-Za-z./-])L[.\s/-]\s?A[.\s/-]\s?O(?![A-Za-z'’/])\.?|(?<![A-Za-z0-9])(?:LA0|LAOs?[0-9]?|LAO[-'’]e?d)(?![A-Za-z0-9])"
)
_LAO = r"(?<![A-Za-z])(?:[NR]?LAO|lao)(?![A-Za-z])"
_LAO_WORD = re.compile(r"(?<![A-Za-z])[NR]?LAO(?![A-Za-z])")
LAO_IN_ANY_CASE = re.compile(r"\blao\b", re.IGNORECASE)
_EXCLUDED = r"exclu(?:ded|sion|sions)"
_MARK = rf"(?:lao|restrict(?:ed|ion|ions)|limited ?access|access (?:is )?(?:denied|limited)|{_EXCLUDED})"
_FILL = (
    r"(?:case|record|access|offender|person|flag|information|is|this|the|name|details|data|only|yes|y|and|or|marked|as|in|place"
    r"|applies|active|current|type|user|force|has|an?)"
)
ONLY_RESTRICTION = re.compile(rf"(?:{_FILL} )*{_MARK}(?: (?:{_FILL}|{_MARK}))*")
_SECRECY = r"(?:sens[ia]tive|confidential|redacted|redaction|with?held)"
ONLY_SECRECY = re.compile(rf"(?:{_FILL} )*{_SECRECY}(?: (?:{_FILL}|{_SECRECY}))*")
KINDS = {
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
SURE = re.compile(  # whatever else is said
    rf"{_LAO_WORD.pattern}|(?i:\b(?:restricted|limited)\s+access\b(?!\s+to\s+(?!(?:\w+\s+){{0,2}}{_RECORDS}))"
    rf"|\brestricted\W+(?:case|record|file|offender)\b|\b(?:case|record|file)\s+(?:is\s+|marked\s+)?restricted\b"
    rf"|\b(?:restricted|excluded)\s+from\s+{_VIEW}|\bnot?\s+(?:authori[sz]ed|permitted|permission)\s+to\s+{_VIEW}"
    rf"|\bunauthori[sz]ed\s+to\s+{_VIEW}|\bsens[ia]tive\W(?:case|record|person|offender)\b"
    r"|\b(?:case|record) is sens[ia]tive\b)"
)
SENTENCE = re.compile(
    rf"\baccess\b(?:\s+(?!{_OTHER_ACCESS})\w+){{0,5}}\s+(?:restricted|limited|denied)\b"
    r"|\bsubject\s+to\s+(?:\w+\s+){0,2}restriction"
    r"|^\W*restrict(?:ed|ion|ions)(?:\s*[^\w\s]|\s+(?:since|because|from|until|by|due|as|lao|case|record)\b)",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:no|not|non|never|none)\b[\s:=-]*(?:(?!sure|clear|known)\w+\s+){0,2}(?:lao|restrict|limited|exclu|sensi|confid)"
    r"|unrestrict",
    re.IGNORECASE,
)
ANSWERED_NO = re.compile(
    r"\b(?:lao|restrict\w*|limited access|exclusions?|sensitive|confidential)\b\W*"
    r"(?:no|none|n|false|nil|removed|lifted|ended|expired)\b",
    re.IGNORECASE,
)
UNSURE = _compiled(
    r"""\? | [:=]\s*no\W*$
    | \b(?:unsure|unclear|maybe|perhaps|query|pending|awaiting|tbc|previous(?:ly)?|former(?:ly)?|used\ to\ be)\b
    | \bnot\ (?:sure|clear|known)\b | \b(?:may|might|could|should)\ be\b | \bpossibl[ey]\b | \bpotential
    | \bconsider(?:ed|ing)?\b | \brequest(?:ed)?\b | \bappl(?:y|ied)\b | \bcheck\ (?:if|whether)\b
    | \b(?:was|were|been)\ (?:a\ )?(?:lao|restricted)\b"""
)
RESTRICTION = re.compile(
    rf"{_LAO}|(?i:restrict(?!iv|or)|\brest[irc]{{1,4}}t?i?ed\b|\brestr?n?\b|limited\s?ac+es+)"  # misspelt ones too
)
EXCLUSION = _compiled(_EXCLUDED)
REQUIREMENT = _compiled(  # what courts and licences ask of a person, and where
    r"""football | curfew | \bzones?\b | requirement | condition | \b(?:req|cond|rqmt)s?\b | \bban(?:s|ned|ning)?\b
    | \borders?\b | restraining | prohibit | \btag(?:s|ged|ging)?\b | electronic | monitor | \bem\b | \bgps\b | alcohol
    | abstinence | residen | associat | \bcontact | travel | passport | licen[cs]e | injunction | activit | programme
    | unpaid\ work | attendance | driving | disqualif | \bbail\b | liberty | notification | \bshpo\b | \bcbo\b | stadium
    | \bground\b | \bmatch | premises | \bpubs?\b | \bshops?\b | town | \bcity\b | centre | street | \broad\b
    | \bareas?\b | \bparks?\b | \benter"""
)
RESTRICTED_OTHERWISE = _compiled(  # what else can be restricted, and is no record
    rf"""movement | mobility | \bdiet | growth | covid | lockdown | school | \bwork | duties | financ | social | digital
    | medic | health | breath | visual | \bhours\b | visa | immigration | \bhome\b | weapon | firearm | airflow
    | \b{_OTHER_ACCESS}"""
)
OF_RECORDS = _compiled(
    r"""\b(?:staff|officers?|team|users?|records?|cases?|file|n?delius|named|view\w*|details|managers?|lao|ps?o|spo
    |relatives?|colleagues?|members?|patients?)\b"""
)
MARK_AMONG_FLAGS = re.compile(
    r"\b[nr]?lao\b|\brestrict(?:ed|ion)|\blimited access|\bexclu(?:ded|sion)(?! (?:requirement|zone|order|condition))",
    re.IGNORECASE,
)
