"""The findings of teams, each with its state today. Two queries, however many there are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.utils.timezone import localdate, localtime

from audit.method.oversight.states import (
    NOT_RIGHT,
    OPEN_STATES,
    RIGHT,
    Check,
    FindingFacts,
    State,
    ThreadEntry,
    is_overdue,
    state_of,
)
from audit.models import Entry, Finding, Recheck


@dataclass(frozen=True)
class TeamFinding:
    """A released finding. `held_in`: the team that holds its case now; None if the case is gone or restricted."""

    finding: Finding
    facts: FindingFacts
    state: State
    overdue: bool
    held_in: int | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def counts(self) -> bool:
        """Whether figures of its team count it: its case was not replaced in the round."""
        return self.finding.sampled_case is None or self.finding.sampled_case.replaced_at is None

    @property
    def question(self) -> tuple[str, str, str]:
        return self.finding.framework_code, self.finding.question, self.finding.wording


def findings_of_teams(teams: Collection[int]) -> list[TeamFinding]:
    """Return the findings that were made in teams of these numbers, or whose case is held there now."""
    held = Q(case__practitioner__team__in=teams) | Q(case__practitioner=None, case__team__in=teams)
    findings = Finding.objects.released().filter(held | Q(team__in=teams))
    findings = list(findings.select_related("case__practitioner", "practitioner", "owner", "sampled_case"))
    threads = _threads({finding.pk for finding in findings})
    return [_with_state(finding, threads[finding.pk]) for finding in findings]


def _with_state(finding, thread):
    checks = [Check(kind == RIGHT, at) for kind, at in thread if kind in (RIGHT, NOT_RIGHT)]
    entries = [ThreadEntry(kind, at) for kind, at in thread if kind not in (RIGHT, NOT_RIGHT)]
    released_on, today = localdate(finding.released_at), localdate()
    facts = FindingFacts(finding.kind == Finding.Kind.STRENGTH, released_on, entries, checks)
    state = state_of(facts, today)
    return TeamFinding(finding, facts, state, is_overdue(state, finding.due, today), _held_in(finding.case))


def _held_in(case):
    if case is None or case.restricted_digest:
        return None
    return case.practitioner.team_id if case.practitioner else case.team_id


def _threads(numbers):
    """{number of a finding: [(kind of an entry or check, time)] in the order in which they were recorded}."""
    said = Case(When(put_right=True, then=Value(RIGHT)), default=Value(NOT_RIGHT))
    entries = Entry.objects.filter(finding__in=numbers).order_by().values_list("finding", "kind", "at", "pk")
    checks = Recheck.objects.filter(finding__in=numbers).order_by().annotate(kind=said)
    rows = entries.union(checks.values_list("finding", "kind", "at", "pk"), all=True)
    found = defaultdict(list)
    for finding, kind, at, _ in sorted(rows, key=lambda row: row[2:]):
        found[finding].append((kind, localtime(at)))
    return found
