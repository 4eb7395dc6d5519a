"""Recognise the case record's refusals in place of a name or a note: "You do not have access to this record".

In place of a name the words alone are enough. Any other cell must say nothing else, or be a whole sentence to the
reader: "permission denied" may be about a hostel.
"""

import re

REFUSAL_HINTS = (  # quick to look for: a text in small letters without one of these refuses nothing
    "permission",
    "you ",
    "forbidden",
    "view",
    "displayed",
    "be accessed",
    "be opened",
    "be shown",
    "available to",
    "administrator",
    "hidden",
    "blanked",
    "disclos",
    "protect",
    "name available",
    "embargo",
    "ukpps",
)
_FILL = r"(?:name|surname|forename|crn|record|case|details?|data|person|identity|is|are|the|this|error|access|to|of)"
_NOT_FOR_YOU = (
    r"(?:permissions? (?:is |are )?(?:denied|required|needed|refused)|no(?:t)? (?:\w+ ){0,3}permissions?"
    r"|(?:40[13]\W*)?forbidden|(?:not|non)[ -]?viewable|unviewable|(?:unable|not able) to view"
    r"|(?:cannot|can ?not|can['’]t|may not|not to) be (?:displayed|viewed|shown|accessed|opened|read|disclosed|seen)"
    r"|(?:not|un)[ -]?available to (?:you|this user|view))"
)
_SENTENCE = (
    r"(?:\byou (?:do not|don['’]?t|cannot|can['’]?t|have no|are not|may not) (?:\w+ ){0,4}"
    r"(?:access|permissions?|rights|privileges?|view|see|open|read)\b"
    r"(?! to (?!(?:this|the) (?:case|record|file|person|offender|data|information))(?!view|see|open|read|access|it\b))"
    r"|\bcontact (?:your|the|a) (?:\w+ )?administrator)"
)
_VAGUE = (
    r"(?:hidden|blanked(?: out)?|(?:non|not|un)[ -]?disclosable|witness protection(?: programme| scheme)?"
    r"|protected (?:person|witness|identity)|no name available|ukpps|embargoed|under embargo)"
)
_SURE = re.compile(rf"{_SENTENCE}|(?<![^\W\d_]){_NOT_FOR_YOU}(?![^\W\d_])", re.IGNORECASE)
_SURE_IN_A_NAME = re.compile(
    rf"{_SURE.pattern}|(?<![^\W\d_])(?:no|not have|without) (?:\w+ ){{0,2}}access\b"
    r"|\bwitness protection\b|\bembargoed\b|\bblanked\b|\b(?:non|un)[ -]?disclosable\b|[\[(<{]\s*hidden\s*[\])>}]",
    re.IGNORECASE,
)
_ALL_SURE = re.compile(rf"\W*(?:{_FILL}\W+)*{_NOT_FOR_YOU}(?:\W+{_FILL})*\W*", re.IGNORECASE)
_ALL_VAGUE = re.compile(rf"\W*(?:{_FILL}\W+)*{_VAGUE}(?:\W+{_FILL})*\W*", re.IGNORECASE)
_SENTENCES = re.compile(_SENTENCE, re.IGNORECASE)


def is_refusal_in_name(text: str) -> bool:
    """Whether a text in place of a name or a reference refuses it."""
    return _SURE_IN_A_NAME.search(text) is not None


def is_refusal(text: str) -> bool:
    """Whether a cell of any column refuses the record."""
    return _ALL_SURE.fullmatch(text) is not None or _SENTENCES.search(text) is not None


def may_be_refusal(text: str) -> bool:
    """Whether a cell says nothing else than words that may refuse the record: "Hidden" is a surname too."""
    return _ALL_VAGUE.fullmatch(text) is not None
