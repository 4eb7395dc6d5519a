"""What each person may record about a finding in which of its states."""

from dataclasses import dataclass

from audit.method.oversight.states import OPEN_STATES, SEEN_DIFFERENTLY, State
from audit.models.oversight.finding import ClosingReason, EntryKind

LONGEST_TEXT = 600  # characters of a finding
LONGEST_ENTRY = 2_000  # characters of what is added to it
KEPT_AT_MOST = 2  # times


class FindingRefused(Exception):
    """Nothing is recorded. The text says why, to the person who asked. `field`: what they filled in wrongly, or ""."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class Standing:
    """What a person is to a finding.

    `owns`: it was released under their name, or they have to act. `oversees`: SPO of the team or quality lead there.
    `leads`: quality lead there. `in_line`: SPO there. `answers`: a difference waits for their answer. `wrote`: the
    author.
    """

    owns: bool
    oversees: bool
    leads: bool
    in_line: bool
    answers: bool
    wrote: bool


@dataclass(frozen=True)
class Rule:
    """`who`: the field of Standing that has to hold. `no_text`: what is said where a text is needed and missing."""

    who: str
    states: tuple[State, ...]
    no_text: str = ""


_TO_DO = tuple(state for state in OPEN_STATES if state is not State.REPORTED_DONE)
_TO_AGREE = (State.OPEN, State.NO_REPLY, *SEEN_DIFFERENTLY)
_TO_DIFFER = (State.OPEN, State.AGREED, State.NO_REPLY, State.REPORTED_DONE, State.OPEN_AGAIN)
# in the order in which a page offers them
RULES = {
    EntryKind.AGREE: Rule("owns", _TO_AGREE),
    EntryKind.DIFFER: Rule("owns", _TO_DIFFER, "Say what you see differently"),
    EntryKind.DONE: Rule("owns", _TO_DO),
    EntryKind.ANSWER: Rule("answers", (State.WAITS_FOR_SPO,), "Write your answer"),
    EntryKind.SETTLE: Rule("leads", (State.WAITS_FOR_LEAD,), "Write what you decide, and why"),
    EntryKind.TOLD: Rule("oversees", (*OPEN_STATES, State.RELEASED)),
    EntryKind.OWNER: Rule("oversees", OPEN_STATES),
    EntryKind.DUE: Rule("oversees", OPEN_STATES),
    EntryKind.CORRECTION: Rule("wrote", (*OPEN_STATES, State.RELEASED), "Say what was wrong, and what is right"),
    EntryKind.KEEP: Rule("oversees", OPEN_STATES, "Say why it has to be kept longer"),
    EntryKind.CLOSE: Rule("oversees", OPEN_STATES),
    EntryKind.WITHDRAW: Rule("wrote", OPEN_STATES, "Say why you withdraw it"),
}
# reasons that a person may choose; the other one is for moderated answers
REASONS = (ClosingReason.ENDED, ClosingReason.LEFT_UNIT, ClosingReason.NOT_NEEDED)


def may_record(kind: EntryKind, state: State, standing: Standing, recorded: list[EntryKind]) -> bool:
    """Return whether the person may add an entry of this kind. `recorded`: the kinds in the thread so far."""
    rule = RULES[kind]
    if not getattr(standing, rule.who) or state not in rule.states:
        return False
    if kind is EntryKind.DIFFER:
        return EntryKind.SETTLE not in recorded  # the quality lead's answer ends a difference
    return kind is not EntryKind.KEEP or recorded.count(EntryKind.KEEP) < KEPT_AT_MOST


def may_check(state: State, standing: Standing) -> bool:
    """Return whether the person may check if it was put right, or take back a check. Not in their own cases."""
    return standing.oversees and not standing.owns and state in (*OPEN_STATES, State.PUT_RIGHT)


def is_independent(standing: Standing) -> bool:
    """Return whether a check by this person is by one who is neither the author nor in the line of the case."""
    return standing.leads and not standing.in_line and not standing.wrote
