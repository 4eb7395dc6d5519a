"""Writing the trail: what happened apart from changes of records."""

from cases.models import Case, DeliveryUnit, Event, Practitioner, User


def record_event(
    *,
    kind: Event.Kind,
    unit: DeliveryUnit | None = None,
    audit: int | None = None,
    case: Case | None = None,
    practitioner: Practitioner | None = None,
    by: User | None = None,
    **details: object,
) -> Event:
    """Add an Event of `kind` (Event.Kind). `audit` is an audit's number; `details` are plain words and counts."""
    return Event.objects.create(
        kind=kind, unit=unit, audit=audit, case=case, practitioner=practitioner, user=by, details=details
    )
