"""Read a finding: its state, what a person is to it, and who is told."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from audit.method.oversight.states import (
    DAYS_TO_REPLY,
    Check,
    FindingFacts,
    State,
    ThreadEntry,
    state_of,
)
from audit.method.oversight.working_days import after_working_days
from audit.models import Entry, Finding, Recheck
from audit.oversight.findings.rules import Standing
from audit.oversight.rounds.reads import team_of
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Team, User
from cases.permissions import Permission, Role, may


def usual_due(today: datetime.date) -> datetime.date:
    """Return the day by which something has to be done, unless the writer chooses another."""
    return after_working_days(today, DAYS_TO_REPLY)


def usual_owner(case: Case | None) -> Practitioner | None:
    """Return who has to act, unless the writer chooses another: who holds the case; None for the SPO."""
    holder = case.practitioner if case else None
    return holder if holder and holder.left_on is None else None


def team_now(finding: Finding) -> Team:
    """Return the team that holds the case now, or held it when the finding was made."""
    return (team_of(finding.case) if finding.case else None) or finding.team


def owners_for(team: Team) -> QuerySet[Practitioner]:
    """Return the practitioners who may have to act, by name."""
    return Practitioner.objects.filter(team=team, left_on=None).by_name()


def current_state(finding: Finding, today: datetime.date | None = None) -> State:
    """Return the State of a finding whose thread and checks were fetched; else it takes two queries."""
    released = finding.released_at and localdate(finding.released_at)
    entries = [ThreadEntry(entry.kind, entry.at) for entry in finding.entries.all()]
    checks = [Check(check.put_right, check.at) for check in finding.rechecks.all()]
    facts = FindingFacts(finding.kind == Finding.Kind.STRENGTH, released, entries, checks)
    return state_of(facts, today or localdate())


def thread_of(finding: Finding) -> list[Entry | Recheck]:
    """Return the entries and checks of a finding in the order in which they were recorded."""
    return sorted([*finding.entries.all(), *finding.rechecks.all()], key=lambda each: each.at)


def thread_length(finding: Finding) -> int:
    """Return how much was recorded about a finding. A form holds it, so that the second of two is shown the first."""
    return len(finding.entries.all()) + len(finding.rechecks.all())


def kinds_in(finding: Finding) -> list[str]:
    """Return the kinds of the entries in the thread."""
    return [entry.kind for entry in finding.entries.all()]


def names_in(text: str, case: Case) -> list[str]:
    """Return the names in a text that tell who the case is about: of its practitioner, team and PDU, and its CRN."""
    holder = case.practitioner
    names = [case.reference, case.unit.name, case.team and case.team.name, holder and holder.name]
    return [name for name in names if name and name.casefold() in text.casefold()]


def standing_of(finding: Finding, user: User, state: State) -> Standing:
    """Return what the user is to a finding of for_person(user)."""
    team = team_now(finding)
    in_line = any(
        held.role == Role.SPO and (held.team == team.pk or held.is_for_whole(team.unit)) for held in user.held_roles
    )
    waits = finding.is_overseen and state is State.WAITS_FOR_SPO
    return Standing(
        owns=finding.is_owned,
        oversees=finding.is_overseen,
        leads=finding.is_overseen and may(user, Permission.SETTLE, team.unit),
        in_line=in_line,
        answers=waits and (in_line or not spos_of(team).exists()),
        wrote=finding.made_by_id == user.pk,
    )


def in_charge_of(finding: Finding, state: State) -> QuerySet[User]:
    """Return whose turn it is on the side of the SPO: the team's SPOs, or where it has none or a difference goes on,
    the quality leads."""
    team = team_now(finding)
    spos = spos_of(team)
    return leads_of(team.unit) if state is State.WAITS_FOR_LEAD or not spos.exists() else spos


def filed_under(finding: Finding) -> set[User]:
    """Return the accounts under whose name a finding is filed, and of who has to act."""
    return {each.account for each in (finding.practitioner, finding.owner) if each and each.account}


def spos_of(team: Team) -> QuerySet[User]:
    """Return the people with an open account who are SPO of the team, or of its whole PDU."""
    return _people(Membership.objects.current().filter(Q(team=team) | Q(unit=team.unit_id), role=Role.SPO))


def leads_of(unit: DeliveryUnit) -> QuerySet[User]:
    """Return the people with an open account who settle differences in the PDU."""
    return _people(Membership.objects.holding(Permission.SETTLE, unit))


def _people(memberships):
    return User.objects.filter(is_active=True, pk__in=memberships.values("user"))
