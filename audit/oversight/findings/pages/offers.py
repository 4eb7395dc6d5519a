"""What a person may record about a finding now, in the words of its page."""

from django.utils.timezone import localdate

from audit.method.oversight.states import State
from audit.models import Finding
from audit.models.oversight.finding import EntryKind
from audit.oversight.findings.changes import asks_to_keep, asks_who_acts
from audit.oversight.findings.forms.entry import THE_SPO
from audit.oversight.findings.reads import current_state, kinds_in, standing_of, usual_owner
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
    offered[EntryKind.KEEP] &= asks_to_keep(finding, state, localdate())
    return [(str(kind), words) for kind, words in CHOICES.items() if offered[kind] or kind == sent]


def who_reads(practitioner: Practitioner | None, user: User) -> str:
    """Return the hint at a text: who reads what the user writes there."""
    reads = f" {practitioner} reads it too." if practitioner else ""
    if practitioner and practitioner.account_id == user.pk:
        reads = " Your SPO and the quality leads read it too."
    return f"What you write here can be disclosed to the person on probation.{reads}"


def owner_asked_for(finding: Finding, kinds: list[tuple[str, str]]) -> dict[str, str]:
    """Return what the form begins with where the SPO is asked who has to act: who has the case now; else {}."""
    holder = usual_owner(finding.case)
    if EntryKind.OWNER not in dict(kinds) or not asks_who_acts(finding, current_state(finding)):
        return {}
    return {"kind": str(EntryKind.OWNER), "owner": str(holder.pk) if holder else THE_SPO}
