"""The page of a finding, ready to print: one page for everyone who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from audit.method.oversight.states import State, is_overdue
from audit.models import Entry, Finding, Recheck
from audit.models.sentences import day
from audit.oversight.findings.changes import changes_of
from audit.oversight.findings.reads import current_state, thread_of
from audit.oversight.findings.words import COLOURS
from cases.listed import listed

NOTHING_TO_DO = "Nothing has to be done"
THE_SPO = "The SPO"


@dataclass(frozen=True)
class TimelineEntry:
    """Something that was recorded. `facts`: what it set, such as a new date."""

    title: str
    by: str
    at: datetime
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingPage:
    """`changes`: what changed about the case since, in sentences. `rows`: (label, value) of the summary list.
    `timeline`: the newest first.
    """

    caption: str
    title: str
    state: State
    overdue: bool
    changes: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    risk_note: str
    timeline: tuple[TimelineEntry, ...]

    @property
    def colour(self) -> str:
        """The colour of the state's tag; "" for the usual one."""
        return COLOURS.get(self.state, "")


def build_page(finding: Finding, viewers: Iterable[str]) -> FindingPage:
    """Build the page of a finding that was fetched for_page. `viewers`: who has opened it."""
    state = current_state(finding)
    return FindingPage(
        caption=f"{finding.get_kind_display()}, {case_of(finding)}",
        title=finding.wording,
        state=state,
        overdue=is_overdue(state, finding.due, localdate()),
        changes=tuple(changes_of(finding, state, localdate())),
        rows=tuple(_rows(finding, viewers)),
        risk_note=finding.risk_note,
        timeline=tuple(_timeline(finding)),
    )


def case_of(finding: Finding) -> str:
    """Return the CRN, or that the case is gone."""
    return (finding.case.crn if finding.case else "") or "case no longer held"


def _rows(finding, viewers):
    is_gap = finding.kind == Finding.Kind.GAP
    yield "What is missing, and what must happen" if is_gap else "What was done well", finding.text
    yield "Case", case_of(finding)
    if finding.practitioner:
        yield "Practitioner", f"{finding.practitioner}, {finding.team}"
    if is_gap:
        yield "By when", day(finding.due) if finding.due else NOTHING_TO_DO
        if finding.due:
            yield "Who has to act", _who_acts(finding)
    yield "Written by", f"{finding.made_by or 'someone whose account is gone'}, {day(localdate(finding.made_at))}"
    if viewers := list(viewers):
        yield "Opened by", listed(viewers)


def _who_acts(finding):
    owner = finding.owner
    return f"{THE_SPO}, since {owner} has left" if owner and owner.left_on else str(owner or THE_SPO)


def _timeline(finding):
    for each in reversed(thread_of(finding)):
        yield _of_check(each) if isinstance(each, Recheck) else _of_entry(each)
    if finding.released_at:
        yield TimelineEntry("Released", str(finding.made_by or ""), finding.released_at, "")


def _of_check(check):
    facts = ("Checked by someone outside the line of the case.",) if check.independent else ()
    return TimelineEntry(str(check), str(check.by or ""), check.at, check.words, facts)


def _of_entry(entry):
    return TimelineEntry(str(entry), str(entry.by or ""), entry.at, entry.text, tuple(_facts(entry)))


def _facts(entry):
    kind = Entry.Kind
    if entry.kind == kind.DONE:
        yield f"It holds from {day(entry.holds_from)}."
    if entry.kind == kind.OWNER:
        yield f"{entry.owner or THE_SPO} has to act."
    if entry.kind == kind.DUE:
        yield f"To be done by {day(entry.due)}."
    if entry.kind == kind.CLOSE:
        yield f"{entry.get_reason_display()}."
