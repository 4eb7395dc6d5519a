"""Write the indicators of an audit."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.evidence.indicators.facts import IndicatorFacts
from audit.evidence.indicators.reads import indicator_version
from audit.models import Audit, Indicator
from audit.planning.locking import lock_open
from cases.models import User

GONE = "This indicator was deleted after you opened the page."
CHANGED_MEANWHILE = (
    "Someone else changed this indicator while you were writing. Read theirs above, then save yours again to replace "
    "it."
)
NO_STANDARD = "This framework has no standard {code}."
TOO_MUCH = "The number is larger than what it is part of. Correct one of the two."


class IndicatorRefused(Exception):
    """Nothing is written; the text says why."""


@transaction.atomic
def add_indicator(*, audit: Audit, facts: IndicatorFacts, by: User | None = None) -> Indicator:
    """Add an indicator. Raises AuditClosed, IndicatorRefused."""
    lock_open(audit)
    return Indicator.objects.create(audit=audit, written_at=timezone.now(), written_by=by, **_checked(audit, facts))


@transaction.atomic
def change_indicator(
    *, audit: Audit, number: int, facts: IndicatorFacts, based_on: str, by: User | None = None
) -> Indicator:
    """Change an indicator. `number`: its primary key. `based_on`: the indicator_version that the person saw.

    Raises AuditClosed, IndicatorRefused.
    """
    lock_open(audit)
    stored = _find(audit, number, based_on)
    for name, value in _checked(audit, facts).items():
        setattr(stored, name, value)
    stored.written_at, stored.written_by, stored._history_user = timezone.now(), by, by
    stored.save()
    return stored


@transaction.atomic
def delete_indicator(*, audit: Audit, number: int, based_on: str, by: User | None = None) -> None:
    """Delete an indicator. The arguments are those of change_indicator. Raises AuditClosed, IndicatorRefused."""
    lock_open(audit)
    stored = _find(audit, number, based_on)
    stored._history_user = by
    stored.delete()


def _find(audit, number, based_on):
    stored = audit.indicators.filter(pk=number).first()
    if stored is None:
        raise IndicatorRefused(GONE)
    if based_on != indicator_version(stored):
        raise IndicatorRefused(CHANGED_MEANWHILE)
    return stored


def _checked(audit: Audit, facts: IndicatorFacts) -> dict[str, Any]:
    if facts.standard and facts.standard not in audit.framework.standard:
        raise IndicatorRefused(NO_STANDARD.format(code=facts.standard))
    if facts.of is not None and not facts.is_share and facts.value > facts.of:
        raise IndicatorRefused(TOO_MUCH)
    return asdict(facts) | {"comparators": [each.as_json() for each in facts.comparators]}
