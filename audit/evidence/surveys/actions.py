"""Store and delete surveys, and what their respondents are compared with."""

from collections.abc import Mapping
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.evidence.surveys.reads import survey_version
from audit.evidence.surveys.sheets import SurveyFile
from audit.models import Audit, Survey
from audit.planning.locking import lock_open
from cases.models import User

GONE = "This survey was deleted after you opened the page. Import the file as a new one."
CHANGED_MEANWHILE = (
    "Nothing is saved: someone else changed this survey while you had the page open. Look at theirs first."
)


class SurveyRefused(Exception):
    """Nothing is written; the text says why."""


@transaction.atomic
def store_survey(
    *, audit: Audit, file: SurveyFile, replaces: int | None = None, based_on: str = "", by: User | None = None
) -> Survey:
    """Store a survey. `replaces`: the primary key of the one whose place it takes, whole, as `based_on` was seen.

    Raises AuditClosed, SurveyRefused.
    """
    lock_open(audit)
    stored = _find(audit, replaces, based_on) if replaces else Survey(audit=audit)
    for name, value in _stored(file).items():
        setattr(stored, name, value)
    stored.caseload = {key: each for key, each in stored.caseload.items() if key in file.backgrounds}
    _save(stored, by)
    return stored


@transaction.atomic
def compare_with_caseload(
    *, audit: Audit, number: int, caseload: Mapping[str, Any], based_on: str, by: User | None = None
) -> None:
    """Store what the respondents are compared with: {key of a background: {"source", "shares"}}.

    Raises AuditClosed, SurveyRefused.
    """
    lock_open(audit)
    stored = _find(audit, number, based_on)
    stored.caseload = dict(caseload)
    _save(stored, by)


@transaction.atomic
def delete_survey(*, audit: Audit, number: int, based_on: str, by: User | None = None) -> None:
    """Delete a survey with its sheets and quotes. Raises AuditClosed, SurveyRefused."""
    lock_open(audit)
    stored = _find(audit, number, based_on)
    stored._history_user = by
    stored.delete()


def _find(audit, number, based_on):
    stored = audit.surveys.filter(pk=number).first()
    if stored is None:
        raise SurveyRefused(GONE)
    if based_on != survey_version(stored):
        raise SurveyRefused(CHANGED_MEANWHILE)
    return stored


def _save(stored, by):
    stored.written_at, stored.written_by, stored._history_user = timezone.now(), by, by
    stored.save()


def _stored(file: SurveyFile) -> dict[str, Any]:
    """Return the fields of a file, with sheets and quotes each in a random order: no row of the file can be found."""
    plain = {name: getattr(file, name) for name in ("kind", "title", "held", "asked", "figures", "backgrounds")}
    return plain | {
        "respondents": len(file.sheets),
        "columns": [column.as_json() for column in file.columns],
        "sheets": _shuffled(file.sheets),
        "quotes": {key: _shuffled(texts) for key, texts in file.quotes.items()},
    }


def _shuffled(rows):
    return SystemRandom().sample(rows, len(rows))
