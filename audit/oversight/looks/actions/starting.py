"""Start a look at a case outside any planned round."""

from django.db import transaction

from audit.models import Look, Notice
from audit.notices.actions.notices import tell
from audit.oversight.looks.found_cases import is_in_another_team, is_restricted
from audit.oversight.rounds.actions.begin import LookRefused, begin_look
from cases.models import Case, Practitioner, User

USE_RECORD = "This case cannot be opened here. Use the case record."
NOT_OF_TEAM = "This is not a case of your team."


@transaction.atomic
def begin_single_look(*, case: Case, instrument: str, because: str, by: User) -> Look:
    """Begin a look at a case, or go on with one that was begun, and tell the practitioner that it was picked.

    Raises LookRefused, FrameworkProblem.
    """
    look = begin_look(case=case, instrument=instrument, because=[because], by=by)
    holder = case.practitioner
    if holder and holder.account:
        tell(user=holder.account, kind=Notice.Kind.PICKED, review=look.review, by=by)
    return look


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
