"""Read sentence names of the case record, of today's and of earlier law, as the types that a case has."""

import re
from typing import Any

from cases.extract.values.text import NOT_KNOWN_WORDS, UNREADABLE, one_line

_NO_SENTENCE = (  # not sentenced yet, or not to supervision
    r"\bremand|\bbail\b|\bdeferred\b|\bpre[- ]?sentence\b|\badjourned|\bunsentenced|\bawaiting|\bnon[- ]?custod"
    r"|\bwarrant\b|\bnot guilty|\bhospital"
)
_SECTIONS = (  # under which custody is passed on young people and for grave offences
    r"\bs(?:ec(?:tion)?)?[. ]{0,2}"
    r"(?:53|90|91|226[ab]?|227|228|236a?|244a?|250|25[24]a?|25[89]|26[056]|27[2-9]|28[0-5])\b"
)
_SENTENCES = (  # of several that fit the first counts
    (UNREADABLE, rf"^(?!.*(?:licen[cs]e|community order|suspended)).*(?:{_NO_SENTENCE})"),
    ("post_sentence_supervision", r"^(?:on )?(?:post[- ]?sentence|pss)\b|supervision default|\bsdo\b"),
    ("community_order", r"alternative to custody"),
    ("licence", r"(?<!not )\bactivated\b"),
    ("suspended_sentence_order", r"\bsuspended\b|\bss?so\b"),
    (  # custody before supervision: "Adult Custody (inc PSS)" is served on licence first
        "licence",
        r"licen[cs]e|custod|\bcus(?:t|tody)?\b|determinate|parole|\blife\b|\bprison|imprison|detention|\bdetained\b"
        r"|\bextended\b|public protection|particular concern|terrorism sentence|majesty.?s pleasure|\bhm pleasure"
        r"|young offender|secure training|borstal|juvenile justice|supervised release|post[- ]?release|lifelong"
        r"|\b(?:acr|aur|dcr|dpp|dto|eds|epp|hdc|ipp|lic|olr|sds|sopc|yoi)\b",
    ),
    ("youth_rehabilitation_order", r"\byouth (?:rehab|communit)|\byro\b"),
    (
        "community_order",
        r"\bcommunity\b|\bcomm (?:payback|pun|rehab|order|serv)|\bpayback\b|\bunpaid work|\bprobation order"
        r"|combination order|drug treatment|drug abstinence|curfew order|attendance centre order|supervised attendance"
        r"|intensive supervision|restriction of liberty|action plan order|1969 supervision"
        r"|\b(?:co|cpo|cpro|cro|dtto|eco)\b",
    ),
    ("post_sentence_supervision", r"\bpost[- ]?sentence\b|\bpss\b"),
    ("licence", _SECTIONS),
)
_COMPILED = [(meaning, re.compile(pattern)) for meaning, pattern in _SENTENCES]


def read_sentence_type(value: Any) -> Any:
    """Return a sentence type; None if not known; UNREADABLE also if it is not supervised, such as a remand."""
    text = one_line(value).casefold().replace("_", " ")
    if text in NOT_KNOWN_WORDS:
        return None
    return next((meaning for meaning, pattern in _COMPILED if pattern.search(text)), UNREADABLE)
