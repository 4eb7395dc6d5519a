"""Turn the facts of an eligible case into the form that a case stores."""

from datetime import date
from typing import Any

from cases.extract.eligible import (
    FACTS,
    EligibleCase,
    is_resettlement,
)
from cases.extract.headings.fields import LISTED_FIELDS
from cases.extract.values.codes import read_flags
from cases.extract.values.text import UNREADABLE, one_line

LONGEST_FACTS = {"ethnicity": 60, "disability": 200, "unit": 100, "team": 100, "practitioner": 150, "spo": 150}


def facts_of(case: EligibleCase) -> dict[str, Any]:
    """Return {field of a case: value}, without facts that are not known. Dates are texts in ISO form."""
    ethnicity, flags = case.said
    known = {name: case.fact(name) for name in FACTS if name not in ("ethnicity", "custody", "allocated_on")}
    known |= {"start_date": case.start, "ethnic_group": case.fact("ethnicity"), "resettlement": is_resettlement(case)}
    known["ended_early"] = True if known["ended_early_on"] else known["ended_early"]
    known["ethnicity"] = one_line(ethnicity) if ethnicity is not None else None
    read = read_flags(flags)
    known["flags"] = None if read is UNREADABLE or not read else list(read)
    return {name: _as_stored(name, value) for name, value in known.items() if value is not None and value != ""}


def listed_facts_of(case: EligibleCase) -> dict[str, Any]:
    """Return the LISTED_FIELDS of a case in the same form, but for its reference."""
    known = facts_of(case) | {"allocated_on": case.fact("allocated_on")}
    return {name: _as_stored(name, known[name]) for name in LISTED_FIELDS if known.get(name) is not None}


def _as_stored(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value[: LONGEST_FACTS[name]] if name in LONGEST_FACTS else value
