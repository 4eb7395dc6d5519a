"""Add the case that a look outside any planned round begins with."""

from django.db import transaction

from audit.oversight.looks.found_cases import is_in_another_team, is_restricted
from audit.oversight.rounds.actions.begin import LookRefused
from cases.models import Case, Practitioner, User

USE_RECORD = "This case cannot be opened here. Use the case record."
NOT_OF_TEAM = "This is not a case of your team."


@transaction.atomic
def add_case(*, crn: str, practitioner: Practitioner, by: User) -> Case:
    """Store a case that this tool does not know yet: its CRN, who holds it, and nothing else. Raises LookRefused."""
    if is_restricted(by, crn):
        raise LookRefused(USE_RECORD)
    if is_in_another_team(by, crn):
        raise LookRefused(NOT_OF_TEAM)
    team = practitioner.team
    case = Case(unit=team.unit, team=team, practitioner=practitioner, reference=crn)
    case._history_user = by
    case.save()
    return case
