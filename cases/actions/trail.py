"""Writing the trail: what happened that is no change of a record."""

from cases.models import Event


def record_event(*, kind, unit=None, audit=None, case=None, by=None, **details):
    """Add an Event of `kind` (Event.Kind). `audit` is an audit's number; `details` are plain words and counts."""
    return Event.objects.create(kind=kind, unit=unit, audit=audit, case=case, user=by, details=details)
