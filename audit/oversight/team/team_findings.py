"""The findings of teams, each with its state today. Two queries, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils.timezone import localdate

from audit.method.oversight.states import OPEN_STATES, FindingFacts, State, is_overdue, state_of
from audit.models import Finding
from audit.oversight.findings.facts import facts_from, threads_of


class _Row(NamedTuple):
    """What is read of a finding: a record for each of the many would take most of the page's time."""

    pk: int
    kind: str
    released_at: datetime
    framework_code: str
    question: str
    wording: str
    team: int
    due: date | None
    owner: int | None
    practitioner: int | None
    practitioner__name: str | None
    practitioner__account: int | None
    sampled_case__replaced_at: datetime | None
    case: int | None
    case__restricted_digest: str | None
    case__team: int | None
    case__practitioner__team: int | None


@dataclass(frozen=True)
class TeamFinding:
    """A released finding. `team`: where it was made; `held_in`: the team that holds its case now, None if the case is
    gone or restricted. `for_whom`: the number of the practitioner who has to act, or under whose name it is filed.
    """

    pk: int
    team: int
    held_in: int | None
    question: tuple[str, str, str]
    facts: FindingFacts
    state: State
    due: date | None
    overdue: bool
    for_whom: int | None
    practitioner: str
    counts: bool  # in figures of its team: its case was not replaced in the round

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


def findings_of_teams(teams: Collection[int]) -> list[TeamFinding]:
    """Return the findings that were made in teams of these numbers, or whose case is held there now."""
    held = Q(case__practitioner__team__in=teams) | Q(case__practitioner=None, case__team__in=teams)
    findings = Finding.objects.released().filter(held | Q(team__in=teams))
    rows = [_Row(*values) for values in findings.values_list(*_Row._fields)]
    threads, today = threads_of([row.pk for row in rows]), localdate()
    return [_team_finding(row, threads[row.pk], today) for row in rows]


def _team_finding(row, thread, today):
    facts = facts_from(row.kind, row.released_at, row.practitioner__account, thread)
    state = state_of(facts, today)
    open_to_team = row.case is not None and not row.case__restricted_digest
    return TeamFinding(
        pk=row.pk,
        team=row.team,
        held_in=(row.case__practitioner__team or row.case__team) if open_to_team else None,
        question=(row.framework_code, row.question, row.wording),
        facts=facts,
        state=state,
        due=row.due,
        overdue=is_overdue(state, row.due, today),
        for_whom=row.owner or row.practitioner,
        practitioner=row.practitioner__name or "",
        counts=row.sampled_case__replaced_at is None,
    )
