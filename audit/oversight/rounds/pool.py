"""Read the cases that a round can hold, and say which are left out and why."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Value
from django.db.models.functions import Lower, Replace
from django.utils.timezone import localdate

from audit.models import ListedCase, Round, SampledCase, TeamList
from audit.oversight.rounds.round_plan import EARLIER, FROM_TYPED, KNOWN, LISTED, TYPED, RoundPlan
from cases.extract.restricted.known import known_restricted
from cases.identifiers.crn import typed_crn
from cases.identifiers.names import person_key
from cases.listed import listed
from cases.models import REMOVED, Case, Practitioner, Team, User, in_teams

USE_THE_RECORD = "If the case is restricted, use the case record."
RESTRICTED = "A restricted case. Use the case record."
ELSEWHERE = "It is not a case of this team."
ENDED = "Ended."


@dataclass(frozen=True)
class Found:
    """A case that a round can hold. `case`: None if the tool does not know it yet.

    The facts are those of the team list where the case comes from there.
    """

    reference: str
    practitioner: Practitioner | None
    case: Case | None = None
    is_hand_picked: bool = False
    facts: Mapping = field(default_factory=dict)

    @property
    def key(self) -> str:
        return typed_crn(self.reference)

    def fact(self, name: str):
        """Return a fact as the list has it, else as the case has it; None if neither does."""
        return self.facts.get(name) or (getattr(self.case, name, None) if self.case else None)


class LeftOut(NamedTuple):
    """What is left out: a CRN, a row such as "Row 3", or "" for cases that are only counted."""

    what: str
    why: str


@dataclass(frozen=True)
class Pool:
    found: list[Found]
    left_out: list[LeftOut]


@dataclass(frozen=True)
class _Known:
    """What the sources need: the team, the plan, who asks, {key: Case} of the team, and who is restricted."""

    team: Team
    plan: RoundPlan
    user: User
    cases: Mapping[str, Case]
    is_restricted: Callable[[str], bool]


def pool_of(plan: RoundPlan, team: Team, user: User) -> Pool:
    """Return the cases that the round can hold: the typed ones first, then those of its source, each once."""
    restricted = known_restricted(team.unit)
    known = _Known(team, plan, user, _cases_of(team), restricted.has)
    typed = list(_typed(known))
    rows = [*typed, *_SOURCES[plan.source](known)]
    found: dict[str, Found] = {}
    left_out = [row for row in rows if isinstance(row, LeftOut)]
    for case in (row for row in rows if isinstance(row, Found)):
        ends = case.fact("end_date")
        if ends and ends < localdate():
            left_out.append(LeftOut(case.reference if case in typed else "", ENDED))
        else:
            found.setdefault(case.key, case)
    return Pool(list(found.values()), left_out)


def _cases_of(team: Team) -> dict[str, Case]:
    """{key: Case} of the cases that the team holds now; of a person's sentences the latest one that runs."""
    cases = Case.objects.filter(in_teams([team.pk]), unit=team.unit, restricted_digest="")
    cases = cases.exclude(reference__startswith=REMOVED).select_related("practitioner", "team")
    today = localdate()

    def runs_and_start(case):
        return (case.end_date is None or case.end_date >= today, case.start_date or date.min, case.pk)

    return {typed_crn(case.reference): case for case in sorted(cases, key=runs_and_start)}


def _known_cases(known: _Known) -> Iterator[Found]:
    for case in known.cases.values():
        yield Found(case.reference, case.practitioner, case)


def _no_more(known: _Known) -> Iterable[Found]:
    return ()


def _typed(known: _Known) -> Iterator[Found | LeftOut]:
    """Yield what each row of typed CRNs stands for. A row can name the practitioner after the CRN."""
    rows = [(number, row.strip()) for number, row in enumerate(known.plan.crns.splitlines(), start=1) if row.strip()]
    parts = [(number, *map(str.strip, re.split(r"[,;\t]", f"{row},", maxsplit=1))) for number, row in rows]
    elsewhere = _held_elsewhere(known, [crn for _, crn, _ in parts])
    seen: dict[str, int] = {}
    for number, crn, name in parts:
        first = seen.setdefault(typed_crn(crn), number)
        if first != number:
            yield LeftOut(f"Row {number}", f"{crn} is in row {first} already.")
        else:
            yield _row(known, number, crn, name.strip(" ,;\t"), elsewhere)


def _row(known: _Known, number: int, crn: str, name: str, elsewhere: set[str]) -> Found | LeftOut:
    key, what = typed_crn(crn), f"Row {number}"
    by_hand = known.plan.source != FROM_TYPED
    if key in known.cases:
        case = known.cases[key]
        return Found(case.reference, case.practitioner, case, by_hand)
    if not re.fullmatch(r"[\w/.-]{1,30}", key):
        return LeftOut(what, "It does not begin with a CRN or local reference.")
    if not name:
        remedy = f"Write the practitioner's name after it, for example “{crn}, {_example(known.team)}”."
        return LeftOut(what, f"{crn} is not known as a case of this team. {remedy} {USE_THE_RECORD}")
    if known.is_restricted(crn):
        return LeftOut(what, RESTRICTED)
    if key in elsewhere:
        return LeftOut(what, ELSEWHERE)
    practitioner = _named(known.team, name)
    if practitioner is None:
        return LeftOut(what, f"No practitioner of {known.team} is called “{name}”. There are {_names(known.team)}.")
    return Found(crn.upper(), practitioner, None, by_hand)


def _held_elsewhere(known: _Known, references: Iterable[str]) -> set[str]:
    """The keys of those references that the tool knows in the PDU and that the team does not hold."""
    keys = {typed_crn(reference) for reference in references} - set(known.cases)
    cases = Case.objects.filter(unit=known.team.unit, restricted_digest="")
    written = cases.annotate(key=Lower(Replace("reference", Value(" "), Value(""))))
    return set(written.filter(key__in=keys).values_list("key", flat=True))


def _present(team: Team) -> list[Practitioner]:
    return list(team.practitioners.filter(left_on=None).order_by("name", "pk"))


def _named(team: Team, name: str) -> Practitioner | None:
    """The practitioner of that name, however it is written; None if there is none, or more than one."""
    same = [each for each in _present(team) if person_key(each.name) == person_key(name)]
    return same[0] if len(same) == 1 else None


def _names(team: Team) -> str:
    return listed([each.name for each in _present(team)]) or "none yet: an administrator adds them under Places"


def _example(team: Team) -> str:
    return next((each.name for each in _present(team)), "name")


def _listed(known: _Known) -> Iterator[Found | LeftOut]:
    lists = TeamList.objects.visible_to(known.user).filter(team=known.team)
    lines = list(ListedCase.objects.filter(team_list__in=lists).select_related("practitioner__team"))
    elsewhere = _held_elsewhere(known, [line.reference for line in lines])
    for line in lines:
        case = known.cases.get(typed_crn(line.reference))
        if known.is_restricted(line.reference):
            yield LeftOut("", RESTRICTED)
        elif case is None and typed_crn(line.reference) in elsewhere:
            yield LeftOut(line.reference, ELSEWHERE)
        elif line.practitioner is None or line.practitioner.team_id != known.team.pk:
            yield LeftOut(line.reference, "The list does not say which practitioner of this team holds it.")
        else:
            yield Found(line.reference, line.practitioner, case, facts=_facts_of(line))


def _facts_of(line: ListedCase) -> dict:
    names = ("start_date", "end_date", "allocated_on", "rosh_level", "flags")
    return {name: value for name in names if (value := getattr(line, name))}


def _earlier(known: _Known) -> Iterator[Found | LeftOut]:
    """Yield the cases of an audit or round that the user may see, as far as the team still holds them."""
    visible = SampledCase.objects.visible_to(known.user).filter(audit=known.plan.earlier)
    rounds = Round.objects.visible_to(known.user).filter(audit=known.plan.earlier)
    of_round = SampledCase.objects.filter(audit__in=rounds.values("audit"))
    for reference in {*_references(visible), *_references(of_round)}:
        case = known.cases.get(typed_crn(reference))
        if case is None:
            yield LeftOut("", "No longer held in this team, or restricted.")
        else:
            yield Found(case.reference, case.practitioner, case)


def _references(sampled_cases):
    return sampled_cases.current().values_list("case__reference", flat=True)


_SOURCES: Mapping[str, Callable[[_Known], Iterable[Found | LeftOut]]] = {
    TYPED: _no_more,
    FROM_TYPED: _no_more,
    KNOWN: _known_cases,
    LISTED: _listed,
    EARLIER: _earlier,
}
