"""The words of a finding's page: what may be recorded, as people choose it, and the colours of states."""

from audit.method.oversight.states import State
from audit.models.oversight.finding import EntryKind

PUT_RIGHT, NOT_PUT_RIGHT = "right", "not_right"  # checks, beside the kinds of entries
CHOICES = {
    EntryKind.AGREE: "I agree",
    EntryKind.DIFFER: "I see it differently",
    EntryKind.DONE: "Done",
    EntryKind.ANSWER: "Answer what is seen differently",
    EntryKind.SETTLE: "Settle the difference: your answer ends it",
    PUT_RIGHT: "Checked in the case record: put right",
    NOT_PUT_RIGHT: "Checked in the case record: not put right",
    EntryKind.TOLD: "Told in person",
    EntryKind.OWNER: "Someone else has to act",
    EntryKind.DUE: "Another date",
    EntryKind.CORRECTION: "Correct what you wrote",
    EntryKind.KEEP: "Keep it 3 months longer",
    EntryKind.CLOSE: "Close it without a check",
    EntryKind.WITHDRAW: "Withdraw it",
}
COLOURS = {
    State.DRAFT: "grey",
    State.RELEASED: "green",
    State.WAITS_FOR_SPO: "purple",
    State.WAITS_FOR_LEAD: "purple",
    State.NO_REPLY: "yellow",
    State.REPORTED_DONE: "turquoise",
    State.OPEN_AGAIN: "orange",
    State.PUT_RIGHT: "green",
    State.CLOSED: "grey",
    State.WITHDRAWN: "grey",
}
