"""The event that records a change to a person."""

from cases.actions.trail import record_event
from cases.models import Event, Membership, User
from cases.permissions import Role


def record_change(*, what: str, person: User, membership: Membership | None = None, by: User | None) -> None:
    """Add an event in plain words. The numbers in it say which person and membership it is about, if names change."""
    details = {"what": what, "whom": str(person), "person": person.pk}
    if membership:
        details |= {
            "role": Role(membership.role).label,
            "place": membership.place_in_full,
            "membership": membership.pk,
        }
    unit = membership and (membership.unit or (membership.team and membership.team.unit))
    record_event(kind=Event.Kind.MEMBERSHIP_CHANGED, unit=unit, by=by, **details)
