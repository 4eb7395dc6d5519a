"""The values that each fact of a case can have: its code as stored, and its name.

Records, extracts, samples and forms share these tables.
"""

NOT_KNOWN = "not known"
SEXES = {"female": "Female", "male": "Male", "other": "Other"}
ETHNIC_GROUPS = {  # of the census; every group but white is counted as minority ethnic
    "asian": "Asian",
    "black": "Black",
    "mixed": "Mixed",
    "other": "Other",
    "white": "White",
}
SENTENCE_TYPES = {
    "community_order": "Community order",
    "suspended_sentence_order": "Suspended sentence order",
    "licence": "Licence",
    "post_sentence_supervision": "Post-sentence supervision",
    "youth_rehabilitation_order": "Youth rehabilitation order",
}
COMMUNITY, POST_CUSTODY = "community", "post_custody"
SENTENCE_GROUPS = {COMMUNITY: "Community", POST_CUSTODY: "Post-custody"}
SENTENCE_GROUP_OF = dict.fromkeys(SENTENCE_TYPES, COMMUNITY) | {
    "licence": POST_CUSTODY,
    "post_sentence_supervision": POST_CUSTODY,
}
ROSH_LEVELS = {"low": "Low", "medium": "Medium", "high": "High", "very_high": "Very high"}
FLAGS = {  # registrations, by the code of the case record where it has one
    "ADVP": "Domestic abuse",
    "RCPR": "Child protection",
    "RCCO": "Child concerns",
    "RCHD": "Risk to children",
    "RVAD": "Adult at risk",
    "RMDO": "Mental health",
    "ALSH": "Suicide or self-harm",
    "RPIR": "Public interest",
    "STRG": "Gangs",
    "RTAO": "Terrorism",
    "stalking": "Stalking",
    "IOM": "Integrated offender management",
    "life_or_ipp": "Life or IPP sentence",
}
SPO = "SPO"
GRADES = {
    "PO": "Probation officer",
    "PSO": "Probation services officer",
    "PQiP": "Trainee probation officer (PQiP)",
    SPO: "Senior probation officer",
}
DECIDED_BY = {  # who decided that a sentence ended early: a post or grade, never a name
    **GRADES,
    "head_of_service": "Head of service",
    "court": "Court",
    "other": "Other",
}
NAMES = {  # {fact by which cases are grouped or chosen: {code: name}}; grades go by their code
    "sex": SEXES,
    "sentence_group": SENTENCE_GROUPS,
    "rosh": {"low": "Low risk", "not_low": "Not low risk"},
    "rosh_level": ROSH_LEVELS,
    "ethnic_group": ETHNIC_GROUPS,
    "grade": {grade: grade for grade in GRADES},
    "custody": {"yes": "In custody", "no": "Not in custody"},
    "flags": FLAGS,
}


def codes_of(fact: str) -> list[str]:
    """Return every code that the fact can have, none for a text such as a team. A case may have several flags."""
    codes = list(NAMES.get(fact, ()))
    return codes if fact == "flags" or not codes else [*codes, NOT_KNOWN]


def name_of(fact: str, value: str) -> str:
    """Return the name of a fact's value; a text, such as a team, is its own name."""
    return NAMES.get(fact, {}).get(value, value)
