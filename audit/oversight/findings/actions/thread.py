"""Add to the thread of a finding: replies, answers, changes of the task, its end, and whether it was put right."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from audit.method.oversight.states import State
from audit.models import Entry, Finding, Recheck
from audit.models.oversight.finding import ClosingReason, EntryKind
from audit.oversight.findings.actions.telling import tell_of_check, tell_of_entry
from audit.oversight.findings.changes import asks_to_keep
from audit.oversight.findings.checks import check_due, check_owner
from audit.oversight.findings.reads import current_state, kinds_in, standing_of, team_now, thread_length, thread_of
from audit.oversight.findings.rules import REASONS, RULES, FindingRefused, is_independent, may_check, may_record
from cases.models import Practitioner, User

GONE = "This finding is not open to you any more, so nothing is recorded."
NOT_YET = "Choose the day from which it holds: today or an earlier day"
NO_REASON = "Choose why it is closed without a check"
NOT_NEEDED = "Say why it is no longer needed"
SETTLES_OWN = "You answered this difference yourself, so another quality lead has to settle it."
NOT_DUE = "This finding is kept for now anyway. You are asked when its time is over."
NOT_RIGHT = "Say what is still missing"


@transaction.atomic
def record_entry(
    *,
    finding: Finding,
    kind: EntryKind,
    text: str = "",
    holds_from: date | None = None,
    reason: ClosingReason | str = "",
    owner: Practitioner | None = None,
    due: date | None = None,
    based_on: int | None = None,
    by: User,
) -> Entry:
    """Add an entry of the kind. `holds_from`: of what is done; `reason`: of closing; `owner` (None: the SPO) and `due`:
    the new ones. `based_on`: thread_length when the person read it.

    Raises FindingRefused.
    """
    stored = _lock(finding, based_on, by)
    state = current_state(stored)
    if not may_record(kind, state, standing_of(stored, by, state), kinds_in(stored)):
        raise FindingRefused(_not_now(stored, state))
    entry = Entry(finding=stored, kind=kind, text=text.strip(), by=by, at=timezone.now())
    entry.holds_from, entry.reason, entry.owner, entry.due = holds_from, reason, owner, due
    if RULES[kind].no_text and not entry.text:
        raise FindingRefused(RULES[kind].no_text, "text")
    _check(entry, stored)
    entry.save()
    _change_task(entry, stored, by)
    tell_of_entry(finding=stored, kind=kind, by=by)
    return entry


@transaction.atomic
def record_recheck(
    *, finding: Finding, put_right: bool, words: str = "", based_on: int | None = None, by: User
) -> Recheck:
    """Record what the same question on the same case shows now. Raises FindingRefused."""
    stored = _lock(finding, based_on, by)
    state = current_state(stored)
    standing = standing_of(stored, by, state)
    if not may_check(state, standing) or (put_right and state is State.PUT_RIGHT):
        raise FindingRefused(_not_now(stored, state))
    if not put_right and not words.strip():
        raise FindingRefused(NOT_RIGHT, "text")
    facts = {"put_right": put_right, "words": words.strip(), "independent": is_independent(standing)}
    check = Recheck.objects.create(finding=stored, **facts, by=by, at=timezone.now())
    tell_of_check(finding=stored, by=by)
    return check


def _lock(finding, based_on, by):
    """Return the finding as stored, with its thread, locked. Raises FindingRefused if the person sees it no longer, or
    if something was recorded since they read it."""
    Finding.objects.select_for_update().filter(pk=finding.pk).first()
    stored = Finding.objects.for_person(by).for_page().filter(pk=finding.pk).first()
    if stored is None:
        raise FindingRefused(GONE)
    if based_on is not None and based_on != thread_length(stored):
        raise FindingRefused(f"{_last_recorded(stored)} Read it, then decide. Nothing of yours is recorded yet.")
    return stored


def _not_now(stored, state):
    last = _last_recorded(stored) if thread_length(stored) else ""
    return f"{last} The finding is now “{state.words}”, so this is not recorded.".strip()


def _last_recorded(stored):
    last = thread_of(stored)[-1]
    when = date_format(timezone.localtime(last.at), "H:i, j F")
    return f"{last.by or 'Someone'} recorded “{last}” at {when}."


def _check(entry, stored):
    """Raise FindingRefused for what is missing or wrong in an entry of this kind."""
    match entry.kind:
        case EntryKind.DONE if entry.holds_from is None or entry.holds_from > timezone.localdate():
            raise FindingRefused(NOT_YET, "holds_from")
        case EntryKind.CLOSE if entry.reason not in REASONS:
            raise FindingRefused(NO_REASON, "reason")
        case EntryKind.CLOSE if entry.reason == ClosingReason.NOT_NEEDED and not entry.text:
            raise FindingRefused(NOT_NEEDED, "text")
        case EntryKind.KEEP if not asks_to_keep(stored, current_state(stored), timezone.localdate()):
            raise FindingRefused(NOT_DUE)
        case EntryKind.OWNER:
            check_owner(team_now(stored), entry.owner)
        case EntryKind.DUE:
            check_due(entry.due)
        case EntryKind.SETTLE if any(
            each.kind == EntryKind.ANSWER and each.by_id == entry.by_id for each in stored.entries.all()
        ):
            raise FindingRefused(SETTLES_OWN)


def _change_task(entry, stored, by):
    if entry.kind not in (EntryKind.OWNER, EntryKind.DUE):
        return
    if entry.kind == EntryKind.OWNER:
        stored.owner = entry.owner
    else:
        stored.due = entry.due
    stored._history_user = by
    stored.save()
