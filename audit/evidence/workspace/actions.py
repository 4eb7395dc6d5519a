"""Write about a standard, and record the evidence for it."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from audit.evidence.workspace.reads import text_on, version_of
from audit.models import Audit, EvidenceEntry, StandardText
from audit.planning.locking import lock_open
from cases.models import User

CHANGED_MEANWHILE = (
    "Someone else saved this after you opened the page. Read theirs above, then save yours again to replace it."
)
GONE = "This evidence was deleted after you opened the page."
UNTITLED = "Evidence needs a title or a figure."


class WorkspaceRefused(Exception):
    """Nothing is written; the text says why."""


@dataclass(frozen=True)
class Draft:
    """What is written about a standard; the fields are those of StandardText."""

    narrative: str = ""
    strengths: str = ""
    improvements: str = ""
    draft_rating: str = ""
    contributors: str = ""


@dataclass(frozen=True)
class EvidenceFacts:
    """A piece of evidence; the fields are those of EvidenceEntry."""

    kind: str
    title: str = ""
    day: datetime.date | None = None
    text: str = ""
    cites: str = ""
    supports: str = EvidenceEntry.Supports.NEITHER
    sub_question: str = ""


@transaction.atomic
def write_text(
    *, audit: Audit, standard: str, draft: Draft, based_on: str | None = None, by: User | None = None
) -> StandardText:
    """Store what is written about a standard, in place of the version `based_on` (None: of any).

    Raises AuditClosed, WorkspaceRefused.
    """
    lock_open(audit)
    stored = text_on(audit, standard)
    if based_on not in (None, version_of(stored)):
        raise WorkspaceRefused(CHANGED_MEANWHILE)
    return _store(stored, asdict(draft), by)


@transaction.atomic
def add_evidence(*, audit: Audit, standard: str, evidence: EvidenceFacts, by: User | None = None) -> EvidenceEntry:
    """Add a piece of evidence for a standard. Raises AuditClosed, WorkspaceRefused."""
    lock_open(audit)
    return _store(EvidenceEntry(audit=audit, standard=standard), _checked(evidence), by)


@transaction.atomic
def change_evidence(
    *, audit: Audit, number: int, evidence: EvidenceFacts, based_on: str, by: User | None = None
) -> EvidenceEntry:
    """Change a piece of evidence. `number`: its primary key. `based_on`: the version_of it that the person saw.

    Raises AuditClosed, WorkspaceRefused.
    """
    lock_open(audit)
    return _store(_find(audit, number, based_on), _checked(evidence), by)


@transaction.atomic
def delete_evidence(*, audit: Audit, number: int, based_on: str, by: User | None = None) -> None:
    """Delete a piece of evidence. The arguments are those of change_evidence. Raises AuditClosed, WorkspaceRefused."""
    lock_open(audit)
    stored = _find(audit, number, based_on)
    stored._history_user = by
    stored.delete()


def _find(audit, number, based_on):
    stored = audit.evidence.filter(pk=number).first()
    if stored is None:
        raise WorkspaceRefused(GONE)
    if based_on != version_of(stored):
        raise WorkspaceRefused(CHANGED_MEANWHILE)
    return stored


def _checked(evidence):
    if not evidence.title.strip() and not evidence.cites:
        raise WorkspaceRefused(UNTITLED)
    return asdict(evidence)


def _store(record, fields, by):
    for name, value in fields.items():
        setattr(record, name, value.strip() if isinstance(value, str) else value)
    record.written_at, record.written_by, record._history_user = timezone.now(), by, by
    record.save()
    return record
