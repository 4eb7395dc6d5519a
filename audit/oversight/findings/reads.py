"""Read a finding: its state, what a person is to it, and who is told."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Case as CaseWhen
from django.db.models import Exists, OuterRef, Q, QuerySet, When
from django.utils.timezone import localdate

from audit.method.answers import FALLS_SHORT, SUFFICIENT
from audit.method.oversight.states import (
    DAYS_TO_REPLY,
    OPEN_STATES,
    SEEN_DIFFERENTLY,
    State,
    is_overdue,
    state_of,
)
from audit.method.oversight.working_days import after_working_days
from audit.models import Answer, Audit, Entry, Finding, Recheck, Review
from audit.models.choices import Part
from audit.models.sentences import day
from audit.oversight.findings.changes import asks_to_keep, asks_who_acts
from audit.oversight.findings.facts import facts_of
from audit.oversight.findings.rules import Standing
from audit.oversight.rounds.reads import team_of
from cases.models import Case, DeliveryUnit, Event, Membership, Practitioner, Team, User
from cases.permissions import Permission, Role, may

# what waits for the practitioner, and what for the SPO
TO_DO = tuple(state for state in OPEN_STATES if state not in (*SEEN_DIFFERENTLY, State.REPORTED_DONE))
SAYS_SO = {Finding.Kind.GAP: FALLS_SHORT, Finding.Kind.STRENGTH: SUFFICIENT}
FOR_SPO = (State.WAITS_FOR_SPO, State.REPORTED_DONE, State.NO_REPLY)


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
    return state_of(facts_of(finding), today or localdate())


def thread_of(finding: Finding) -> list[Entry | Recheck]:
    """Return the entries and checks of a finding in the order in which they were recorded."""
    return sorted([*finding.entries.all(), *finding.rechecks.all()], key=lambda each: each.at)


class StateToday(NamedTuple):
    """`waits`: whether it is the turn of the person who asks. `team`: the one that holds the case now."""

    finding: Finding
    state: State
    overdue: bool
    waits: bool
    team: Team


def states_today(findings: QuerySet[Finding], user: User) -> dict[int, StateToday]:
    """Return {number: StateToday} of findings for_person(user). Takes four queries."""
    today, fetched = localdate(), list(findings.for_page())
    turns = _turns(user, {team_now(each) for each in fetched if each.is_overseen})
    return {each.pk: _state_today(each, turns, today) for each in fetched}


def _state_today(finding, turns, today):
    state, team = current_state(finding, today), team_now(finding)
    overdue = is_overdue(state, finding.due, today)
    as_spo, as_lead = turns.get(team.pk, (False, False)) if finding.is_overseen else (False, False)
    waits = (
        (finding.is_owned and state in TO_DO)
        or (as_spo and (overdue or state in FOR_SPO or asks_who_acts(finding, state)))
        or (as_lead and state is State.WAITS_FOR_LEAD)
        or ((as_spo or as_lead) and asks_to_keep(finding, state, today))
    )
    return StateToday(finding, state, overdue, waits, team)


def _turns(user, teams):
    """Return {number of a team: (the user does the SPO's work there, the user settles differences there)}.

    Where a team has no SPO, the quality lead does her work.
    """
    held = Membership.objects.current().filter(role=Role.SPO, user__is_active=True)
    places = set(held.values_list("team", "unit")) if teams else set()
    with_spo = {team for team in teams if {(team.pk, None), (None, team.unit_id)} & places}
    return {team.pk: (is_spo(user, team) or team not in with_spo, leads(user, team)) for team in teams}


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
    told = [name for name in names if name and name.casefold() in text.casefold()]
    parts = holder.name.split() if holder else []  # a first name alone tells it too
    return [*told, *(part for part in parts if len(part) > 1 and re.search(rf"\b{re.escape(part)}\b", text))]


def standing_of(finding: Finding, user: User, state: State) -> Standing:
    """Return what the user is to a finding of for_person(user)."""
    team = team_now(finding)
    in_line = is_spo(user, team)
    waits = finding.is_overseen and state is State.WAITS_FOR_SPO
    return Standing(
        owns=finding.is_owned,
        oversees=finding.is_overseen,
        leads=finding.is_overseen and leads(user, team),
        in_line=in_line,
        answers=waits and (in_line or not spos_of(team).exists()),
        wrote=finding.made_by_id == user.pk,
    )


def is_spo(user: User, team: Team) -> bool:
    """Return whether the user is SPO of the team, or of its whole PDU."""
    held_as_spo = (held for held in user.held_roles if held.role == Role.SPO)
    return any(held.team == team.pk or held.is_for_whole(team.unit) for held in held_as_spo)


def leads(user: User, team: Team) -> bool:
    """Return whether the user settles differences about the team's findings."""
    return may(user, Permission.SETTLE, team.unit)


def who_opened(finding: Finding) -> list[str]:
    """Return the people who opened a finding, beside the practitioner: the last time of each, the latest first."""
    events = Event.objects.filter(
        kind=Event.Kind.PRACTITIONER_VIEWED, practitioner=finding.practitioner_id, details__finding=finding.pk
    )
    last = {}
    for event in events.select_related("user"):
        last.setdefault(event.user, event.happened_at)
    return [f"{user} ({day(at)})" for user, at in last.items()]


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


def waiting_first(findings: QuerySet[Finding], today: Mapping[int, StateToday]) -> QuerySet[Finding]:
    """Return findings with what a line of the list shows; those that wait for the person first, then the latest."""
    waiting = [number for number, each in today.items() if each.waits]
    waits = When(pk__in=waiting, then=0)
    ordered = findings.annotate(place=CaseWhen(waits, default=1)).order_by("place", "-released_at", "-pk")
    return ordered.select_related("case", "practitioner")


def own_drafts(review: Review, user: User) -> QuerySet[Finding]:
    """Return what the user drafted about the case of a review."""
    return Finding.objects.drafts().filter(sampled_case=review.sampled_case_id, made_by=user)


def drafts_of(audit: Audit, reader: User | None = None) -> QuerySet[Finding]:
    """Return the drafts of an inspection; for a `reader`, without those of cases that they still have to review."""
    drafts = Finding.objects.drafts().of_open_cases().filter(sampled_case__audit=audit)
    if reader:
        unread = Review.objects.filter(reviewer=reader, submitted_at=None, sampled_case=OuterRef("sampled_case"))
        drafts = drafts.filter(~Exists(unread))
    related = ("sampled_case__audit", "case__practitioner__team__unit", "case__team__unit", "team__unit", "made_by")
    accounts = ("practitioner__account", "owner__account")
    return drafts.select_related(*related, *accounts).order_by("sampled_case__number", "pk")


def number_released(audit: Audit) -> int:
    """Return how many findings of an inspection were released."""
    return Finding.objects.released().filter(sampled_case__audit=audit).count()


def with_counted_answers(drafts: Iterable[Finding]) -> list[tuple[Finding, Answer | None, bool]]:
    """Return each draft with the answer that counts, and whether it says what the draft says: no to a gap, yes to a
    strength. Takes two queries."""
    drafts = list(drafts)
    in_force = Review.objects.in_force().filter(sampled_case__in=[draft.sampled_case_id for draft in drafts])
    answers = Answer.objects.filter(review__in=in_force, value__isnull=False).select_related("review")
    answers = answers.filter(question__in={draft.question for draft in drafts})
    # an agreed answer stands in place of the first reviewer's
    by_part = sorted(answers, key=lambda answer: answer.review.part == Part.AGREED)
    counted = {(answer.review.sampled_case_id, answer.question): answer for answer in by_part}
    found = [(draft, counted.get((draft.sampled_case_id, draft.question))) for draft in drafts]
    return [(draft, answer, answer is not None and answer.value in SAYS_SO[draft.kind]) for draft, answer in found]
