"""Writing and deleting team lists."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from audit.models import ListedCase, TeamList
from audit.models.oversight.team_list import WEEKS_KEPT
from audit.oversight.team_lists.reads import old_lists, version_of
from cases.actions.trail import record_event
from cases.extract.drawn import PickedCase
from cases.extract.restricted.known import digest_of
from cases.models import Event, Team, User


class ListChanged(Exception):
    """Another person replaced or deleted the list meanwhile. The text says so."""


@transaction.atomic
def replace_team_list(
    *, team: Team, cases: Iterable[tuple[int, PickedCase]], based_on: str, by: User | None = None
) -> TeamList:
    """Store a team's list in place of the one before. `cases`: (practitioner's key, case of the file).

    `based_on`: the version_of the list that the user saw. Raises ListChanged if it is another one now.
    """
    Team.objects.select_for_update().get(pk=team.pk)
    if version_of(team) != based_on:
        raise ListChanged("Someone else changed this team's list while you chose yours. Look at it first.")
    TeamList.objects.filter(team=team).delete()
    now = timezone.now()
    delete_on = timezone.localdate(now) + timedelta(weeks=WEEKS_KEPT)
    stored = TeamList.objects.create(team=team, uploaded_by=by, uploaded_at=now, delete_on=delete_on)
    lines = {
        (case.reference, case.facts.get("start_date")): _listed(stored, *each) for each in cases for case in each[1:]
    }
    ListedCase.objects.bulk_create(lines.values())
    record_event(kind=Event.Kind.TEAM_LIST_UPLOADED, unit=team.unit, team=team.name, cases=len(lines), by=by)
    return stored


def _listed(team_list: TeamList, practitioner: int, case: PickedCase) -> ListedCase:
    facts = case.facts
    days = {name: _day(facts.get(name)) for name in ("start_date", "end_date", "allocated_on")}
    said = {
        "digest": digest_of(case.reference),
        "rosh_level": facts.get("rosh_level", ""),
        "flags": facts.get("flags", []),
    }
    return ListedCase(team_list=team_list, reference=case.reference, practitioner_id=practitioner, **days, **said)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def remove_team_list(*, team: Team, by: User | None = None) -> None:
    """Delete a team's list before its day."""
    TeamList.objects.filter(team=team).delete()
    record_event(kind=Event.Kind.REMOVED, unit=team.unit, team_lists=1, team=team.name, by=by)


@transaction.atomic
def delete_old_lists(*, today: date, by: User | None = None) -> int:
    """Delete the lists whose day has come, and those of PDUs that no longer use team lists. Return how many."""
    old = old_lists(today)
    number = old.count()
    old.delete()
    if number:
        record_event(kind=Event.Kind.REMOVED, team_lists=number, by=by)
    return number
