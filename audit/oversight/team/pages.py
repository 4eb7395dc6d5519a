"""My team, ready to print. Of a person it says counts and nothing else, since no one is ranked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.access import when_result_is_expected
from audit.frameworks import oversight_choices
from audit.method.oversight.states import DAYS_TO_REPLY, State
from audit.models import Audit
from audit.notices.pages import NoticeLine, notices_of
from audit.oversight.alerts.pages import WaitingAlerts, build_waiting_alerts
from audit.oversight.proofs.reads import TeamGaps, count_gaps, why_too_few
from audit.oversight.team.reads import open_rounds, practitioners_of, results_of_unit
from audit.oversight.team.team_findings import TeamFinding, findings_of_teams
from audit.oversight.team_lists.reads import SHOWN, WEEKS_NOT_LOOKED, count_shown
from cases.counted import counted
from cases.models import Practitioner, Team
from cases.permissions import Permission, may

WITHOUT_REPLY = f"without reply for {DAYS_TO_REPLY} working days"


@dataclass(frozen=True)
class ToDo:
    """A line of what there is to do: what, since when, a link. `tag`: (words, colour) or None.

    `round_case`: (round, number of the case) where a button begins the next look.
    """

    what: str
    hint: str
    action: str
    address: str
    tag: tuple[str, str] | None = None
    round_case: tuple[int, int] | None = None


@dataclass(frozen=True)
class PractitionerLine:
    """What is said of a practitioner. `pick`: the CRN of a case to look at; "" where one was looked at lately."""

    practitioner: Practitioner
    open: int
    overdue: int
    looked: str
    last: str
    pick: str


@dataclass(frozen=True)
class ListLines:
    """The team's own list: `lines` are (what, filter of the list, number; None if
    the list does not say). None of it where the PDU has none."""

    uploaded: str
    deleted: str
    lines: tuple[tuple[str, str, int | None], ...]


@dataclass(frozen=True)
class ResultLine:
    """An inspection of the PDU. `standing`: how far it is; "" where it is signed off."""

    audit: Audit
    standing: str


@dataclass(frozen=True)
class MyTeam:
    """`gaps`: None below 10 finished looks at cases of 3 practitioners, and for a team of one."""

    team: Team
    alerts: WaitingAlerts
    notices: list[NoticeLine]
    to_do: tuple[ToDo, ...]
    instrument: str
    practitioners: tuple[PractitionerLine, ...]
    listed: ListLines | None
    gaps: TeamGaps | None
    results: tuple[ResultLine, ...]

    @property
    def first_round(self) -> tuple[int, int] | None:
        """The case that the one primary button of the page leads to."""
        return next((line.round_case for line in self.to_do if line.round_case), None)


def build_my_team(team: Team, user) -> MyTeam:
    """Build the page of one of teams_of(user)."""
    findings = findings_of_teams([team.pk])
    here = [each for each in findings if each.held_in == team.pk and each.is_open]
    practitioners = practitioners_of(team)
    too_few = why_too_few(len(practitioners), team.looks, team.looked_into)
    own = ((each.question, each.facts) for each in findings if each.team == team.pk and each.counts)
    return MyTeam(
        team=team,
        alerts=build_waiting_alerts(user),
        notices=notices_of(user),
        to_do=(*_findings_to_do(team, here, leads=may(user, Permission.SETTLE, team.unit)), *_rounds(team, user)),
        instrument=oversight_choices()[0][0],
        practitioners=tuple(_practitioner(each, here) for each in practitioners),
        listed=_listed(team),
        gaps=None if too_few else count_gaps(own),
        results=tuple(ResultLine(audit, _standing(audit)) for audit in results_of_unit(team, user)),
    )


def _findings_to_do(team: Team, findings: Sequence[TeamFinding], *, leads: bool):
    """Yield a line for each thing that waits, in a fixed order; none for what nothing waits in."""
    of_state = {state: [each for each in findings if each.state is state] for state in State}
    differ, done = of_state[State.WAITS_FOR_SPO], of_state[State.REPORTED_DONE]
    no_reply, settle = of_state[State.NO_REPLY], of_state[State.WAITS_FOR_LEAD] if leads else []
    late = [each for each in findings if each.overdue]
    new = ("New", "blue")
    if settle:
        what, hint = f"{len(settle)} still seen differently after the SPO’s answer", _oldest(settle, "differ")
        yield _line(team, settle, what, hint, "Read and settle", state=State.WAITS_FOR_LEAD, tag=new)
    if differ:
        what, hint = f"{counted(len(differ), 'finding')} seen differently", _oldest(differ, "differ")
        yield _line(team, differ, what, hint, "Read and answer", state=State.WAITS_FOR_SPO, tag=new)
    if done:
        what, hint = f"{len(done)} reported done", _oldest(done, "done")
        yield _line(team, done, what, hint, "Check the case", state=State.REPORTED_DONE)
    if late:
        due = f"{'due' if len(late) == 1 else 'first due'} {_day(min(each.due for each in late))}"
        what = f"{counted(len(late), 'finding')} overdue"
        yield _line(team, late, what, due, "Open", due="overdue", tag=("Overdue", "red"))
    if no_reply:
        yield _line(team, no_reply, f"{len(no_reply)} {WITHOUT_REPLY}", "", "Open", state=State.NO_REPLY)


def _line(team, findings, what, hint, action, *, tag=None, **sought):
    """A line about findings: a link to the only one, or to the list of them."""
    one = findings[0].pk if len(findings) == 1 else None
    filters = "&".join(f"{name}={value}" for name, value in sought.items())
    address = reverse("finding", args=[one]) if one else f"{reverse('findings')}?{filters}&team={team.pk}"
    return ToDo(what, hint, action, address, tag)


def _oldest(findings: Sequence[TeamFinding], kind: str) -> str:
    """Say whose the only finding is, or that these are several, and for how long the first has waited."""
    moments = [max(entry.at for entry in each.facts.entries if entry.kind == kind) for each in findings]
    days = (localdate() - localdate(min(moments))).days
    waited = counted(days, "day") if days else "today"
    who = findings[0].practitioner if len(findings) == 1 else None
    return f"{who}, {waited}" if who else f"oldest {waited}" if len(findings) > 1 else waited


def _rounds(team, user):
    """Yield a line for each round with cases to look at, and for looks that were begun and not finished."""
    rounds = open_rounds(team, user)
    for each in (each for each in rounds if not each.standing_for and each.next_number):
        what = f"{each.audit}: {each.finished} of {each.cases} looked at"
        address, case = reverse("oversight_round", args=[each.pk]), (each.pk, each.next_number)
        yield ToDo(what, f"closes {_day(each.closes_on)}", "Look at the next case", address, round_case=case)
    for each in (each for each in rounds if each.standing_for and each.begun):
        what = f"{counted(each.cases - each.finished, 'look')} begun, not finished"
        yield ToDo(what, str(each.audit), "Go on", reverse("look", args=[each.begun]))


def _practitioner(practitioner, findings: Iterable[TeamFinding]) -> PractitionerLine:
    own = [each for each in findings if each.for_whom == practitioner.pk]
    lately = practitioner.looked or not practitioner.known
    return PractitionerLine(
        practitioner=practitioner,
        open=len(own),
        overdue=sum(each.overdue for each in own),
        looked=f"{practitioner.looked or '–'} of {practitioner.known}",
        last=_day(practitioner.last) if practitioner.last else "never",
        pick="" if lately else practitioner.pick,
    )


def _listed(team) -> ListLines | None:
    if not team.has_lists:
        return None
    stored = getattr(team, "list", None)
    if stored is None or stored.delete_on <= localdate():
        return ListLines("", "", ())
    stored.team, counts = team, count_shown(stored)
    lines = tuple((words.format(WEEKS_NOT_LOOKED), name, counts[name]) for name, words in SHOWN.items())
    return ListLines(_day(stored.uploaded_at), _day(stored.delete_on), lines)


def _standing(audit) -> str:
    if audit.signed_off_at:
        return ""
    expected = when_result_is_expected(audit)
    return (
        f"{audit.submitted} of {audit.sampled} reviewed{f', {expected[:1].lower()}{expected[1:]}' if expected else ''}"
    )


def _day(moment: date | datetime) -> str:
    """Return such as "20 November", with the year where it is another one."""
    on = localdate(moment) if isinstance(moment, datetime) else moment
    return date_format(on, "j F" if on.year == localdate().year else "j F Y")
