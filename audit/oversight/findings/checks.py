"""Check what a finding says before it is stored."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from audit.oversight.findings.reads import names_in, owners_for
from audit.oversight.findings.rules import FindingRefused
from audit.oversight.rounds.reads import team_of
from cases.identifiers.in_text import find_identifiers
from cases.models import Case, Practitioner, Team

PAST = "The day is in the past: choose today or a later day"
NO_DAY = "Choose the day by which it has to be done"
NOT_OF_TEAM = "Choose a practitioner who is in the team now"


def task_of(case: Case, owner: Practitioner | None, due: date | None, nothing_to_do: bool) -> dict[str, Any]:
    """Return {"owner", "due"} of a gap, both None where nothing has to be done. Raises FindingRefused."""
    if nothing_to_do:
        return {"owner": None, "due": None}
    check_owner(team_of(case), owner)
    check_due(due)
    return {"owner": owner, "due": due}


def check_owner(team: Team | None, owner: Practitioner | None) -> None:
    """Raise FindingRefused unless the practitioner is in the team that holds the case. None, the SPO, always is."""
    if owner and (team is None or not owners_for(team).filter(pk=owner.pk).exists()):
        raise FindingRefused(NOT_OF_TEAM, "owner")


def check_due(due: date | None) -> None:
    """Raise FindingRefused if there is no day, or one in the past."""
    if due is None:
        raise FindingRefused(NO_DAY, "due")
    if due < localdate():
        raise FindingRefused(PAST, "due")


def check_example(case: Case, text: str) -> None:
    """Raise FindingRefused if the text of an example tells who or where it is about."""
    told = [found.text for found in find_identifiers(text)] + names_in(text, case)
    if told:
        pieces = ", ".join(f"“{piece}”" for piece in dict.fromkeys(told))
        raise FindingRefused(
            f"An example is offered without the person and the place. Write it without {pieces}", "text"
        )
