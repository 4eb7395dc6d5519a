"""The state of a finding, worked out from what was recorded about it. It is never set, so it cannot be wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from audit.method.oversight.working_days import after_working_days

RIGHT, NOT_RIGHT = "right", "not_right"  # what a check says
DAYS_TO_REPLY = 10  # working days after the release; silence is "no reply", never agreement


class State(StrEnum):
    """A strength has the first two states only; a gap has all but the second."""

    DRAFT = "draft"
    RELEASED = "released"
    OPEN = "open"
    AGREED = "agreed"
    WAITS_FOR_SPO = "waits_for_spo"
    WAITS_FOR_LEAD = "waits_for_lead"
    NO_REPLY = "no_reply"
    REPORTED_DONE = "reported_done"
    OPEN_AGAIN = "open_again"
    PUT_RIGHT = "put_right"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    State.DRAFT: "Draft",
    State.RELEASED: "Released",
    State.OPEN: "Open",
    State.AGREED: "Agreed",
    State.WAITS_FOR_SPO: "Seen differently, waits for the SPO",
    State.WAITS_FOR_LEAD: "Seen differently, waits for the quality lead",
    State.NO_REPLY: "No reply",
    State.REPORTED_DONE: "Reported done",
    State.OPEN_AGAIN: "Open again",
    State.PUT_RIGHT: "Put right",
    State.CLOSED: "Closed without a check",
    State.WITHDRAWN: "Withdrawn",
}
SEEN_DIFFERENTLY = (State.WAITS_FOR_SPO, State.WAITS_FOR_LEAD)
ENDED = (State.PUT_RIGHT, State.CLOSED, State.WITHDRAWN)
OPEN_STATES = (
    State.OPEN,
    State.AGREED,
    *SEEN_DIFFERENTLY,
    State.NO_REPLY,
    State.REPORTED_DONE,
    State.OPEN_AGAIN,
)


@dataclass(frozen=True)
class ThreadEntry:
    """An entry in the thread. `kind`: as EntryKind in audit/models/oversight/finding.py, for example "differ"."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class Check:
    """A re-check: the same question on the same case."""

    put_right: bool
    at: datetime


@dataclass(frozen=True)
class FindingFacts:
    """What a finding's state follows from. Entries and checks can come in any order; if two have the same time, the
    one that comes first here came first.

    `released_on`: None for a draft. `can_reply`: the practitioner has an account. One without is told in person, and
    that is then no silence.
    """

    is_strength: bool
    released_on: date | None
    entries: Sequence[ThreadEntry] = ()
    checks: Sequence[Check] = ()
    can_reply: bool = True


class _SoFar(NamedTuple):
    """What the thread says so far. `work`: OPEN until something is reported done or checked. `reply`: AGREED, or for
    which answer a difference waits. `settled`: the quality lead has answered, so no difference waits any more.
    """

    work: State = State.OPEN
    reply: State | None = None
    replied: bool = False
    answered: bool = False
    settled: bool = False
    ended: State | None = None
    told: bool = False


def state_of(finding: FindingFacts, today: date) -> State:
    """Return the one state that a finding has on this day."""
    if finding.is_strength:
        return State.RELEASED if finding.released_on else State.DRAFT
    so_far = reduce(_next, _in_order(finding), _SoFar())
    if so_far.ended:
        return so_far.ended
    if finding.released_on is None:
        return State.DRAFT
    if so_far.work is not State.PUT_RIGHT and so_far.reply in SEEN_DIFFERENTLY:
        return so_far.reply
    if so_far.work is not State.OPEN:
        return so_far.work
    heard = so_far.replied or (so_far.told and not finding.can_reply)
    if not heard and today > after_working_days(finding.released_on, DAYS_TO_REPLY):
        return State.NO_REPLY
    return so_far.reply or State.OPEN


def is_overdue(state: State, due: date | None, today: date) -> bool:
    """Return whether what has to be done is late. What is reported done waits for a check, and is not late."""
    return state in OPEN_STATES and state is not State.REPORTED_DONE and due is not None and due < today


def times_reopened(finding: FindingFacts) -> int:
    """Return how often a check found a gap open again after an earlier one had found it put right."""
    checks = [check.put_right for check in sorted(finding.checks, key=lambda check: check.at)]
    return sum(before and not after for before, after in pairwise(checks))


def _in_order(finding: FindingFacts) -> list[str]:
    """Return the kinds of entries, and RIGHT or NOT_RIGHT for checks, in the order of their times."""
    entries = [(entry.at, entry.kind) for entry in finding.entries]
    checks = [(check.at, RIGHT if check.put_right else NOT_RIGHT) for check in finding.checks]
    return [kind for _, kind in sorted([*entries, *checks], key=lambda each: each[0])]


def _next(so_far: _SoFar, kind: str) -> _SoFar:
    """Return what the thread says after an entry or check. What comes after the end changes nothing."""
    step = _STEPS.get(kind)
    return step(so_far) if step and not so_far.ended else so_far


def _differ(so_far: _SoFar) -> _SoFar:
    if so_far.settled:
        return so_far
    return so_far._replace(reply=State.WAITS_FOR_LEAD if so_far.answered else State.WAITS_FOR_SPO, replied=True)


def _done(so_far: _SoFar) -> _SoFar:
    if so_far.work is State.PUT_RIGHT:
        return so_far
    return so_far._replace(work=State.REPORTED_DONE, reply=None, replied=True)


def _answer(so_far: _SoFar) -> _SoFar:
    return so_far._replace(reply=None, answered=True) if so_far.reply is State.WAITS_FOR_SPO else so_far


def _settle(so_far: _SoFar) -> _SoFar:
    return so_far._replace(reply=None, settled=True) if so_far.reply in SEEN_DIFFERENTLY else so_far


# what each kind of entry or check changes; the others, such as a new owner, change no state
_STEPS: Mapping[str, Callable[[_SoFar], _SoFar]] = {
    "agree": lambda so_far: so_far._replace(reply=State.AGREED, replied=True),
    "differ": _differ,
    "done": _done,
    "answer": _answer,
    "settle": _settle,
    "told": lambda so_far: so_far._replace(told=True),
    RIGHT: lambda so_far: so_far._replace(work=State.PUT_RIGHT, reply=None),
    NOT_RIGHT: lambda so_far: so_far._replace(work=State.OPEN_AGAIN, reply=None),
    "close": lambda so_far: so_far._replace(ended=State.CLOSED),
    "withdraw": lambda so_far: so_far._replace(ended=State.WITHDRAWN),
}
