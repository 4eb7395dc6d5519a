"""Sentences that tell users what to do about a cell that was not understood."""

from typing import Any

from cases.extract.values.dates import looks_american
from cases.extract.values.text import is_formula, one_line

AMERICAN = "These dates look like month/day/year. Write day/month/year, or the year first: 2024-04-03."
FORMULA = "This is a formula, not a value. Copy the column and paste it as values."
NO_DATE = "This is not a date. Write day, month and year, for example 03/04/2024 for 3 April 2024."
_REMEDIES = {
    "sex": "Use female, male or other, or leave the cell empty. Counted as not known.",
    "ethnicity": "Use a census group or code, or leave the cell empty. Counted as not known.",
    "sentence_type": "Name a community order, suspended sentence order, licence, post-sentence supervision or youth "
    "rehabilitation order. Counted as not known.",
    "rosh_level": "Use low, medium, high or very high, or RLRH, RMRH, RHRH, RVHR. Counted as not known.",
    "ended_early_by": "Use a grade, head of service, court or other, never a name. Counted as not known.",
    "grade": "Use PO, PSO, PQiP or SPO. Counted as not known.",
}


def remedy_of(name: str, value: Any) -> str:
    """Return what to do about a cell of this field, in a sentence or two."""
    if is_formula(one_line(value)):
        return FORMULA if name in ("start_date", "release_date") else f"{FORMULA} Counted as not known."
    if name in ("start_date", "release_date"):
        return AMERICAN if looks_american(one_line(value)) else NO_DATE
    if name in _REMEDIES:
        return _REMEDIES[name]
    if name in ("unit", "team", "practitioner", "spo"):
        return "A name needs at least one letter and no invisible characters. Counted as not known."
    if name == "date_of_birth":
        return f"{NO_DATE} A date of birth must be before today. Counted as not known."
    if name in ("end_date", "contact_suspended_on", "allocated_on", "ended_early_on"):
        return f"{NO_DATE} Counted as not known."
    return "Use yes or no, or leave the cell empty. Counted as not known."
