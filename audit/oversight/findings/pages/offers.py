"""What a person may record about a finding now, in the words of its page."""

from audit.method.oversight.states import State
from audit.models import Finding
from audit.models.finding import EntryKind
from audit.oversight.findings.reads import current_state, kinds_in, standing_of
from audit.oversight.findings.rules import may_check, may_record
from audit.oversight.findings.words import CHOICES, NOT_PUT_RIGHT, PUT_RIGHT
from cases.models import Practitioner, User


def kinds_offered(finding: Finding, user: User, sent: str) -> list[tuple[str, str]]:
    """Return (kind, words) of what the user may record now, and of what was `sent` from a page that is older."""
    state = current_state(finding)
    standing = standing_of(finding, user, state)
    checks = may_check(state, standing)
    offered = {
        PUT_RIGHT: checks and state is not State.PUT_RIGHT,
        NOT_PUT_RIGHT: checks,
        **{kind: may_record(kind, state, standing, kinds_in(finding)) for kind in CHOICES if kind in EntryKind},
    }
    return [(str(kind), words) for kind, words in CHOICES.items() if offered[kind] or kind == sent]


def who_reads(practitioner: Practitioner | None, user: User) -> str:
    """Return the hint at a text: who reads what the user writes there."""
    reads = f" {practitioner} reads it too." if practitioner else ""
    if practitioner and practitioner.account_id == user.pk:
        reads = " Your SPO and the quality leads read it too."
    return f"What you write here can be disclosed to the person on probation.{reads}"
