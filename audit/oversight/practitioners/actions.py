"""Record that a practitioner's page was opened."""

from django.db import transaction

from cases.actions.trail import record_event
from cases.models import Event, Practitioner, User


@transaction.atomic
def record_opening(*, practitioner: Practitioner, page: str, by: User) -> None:
    """Add an Event that the practitioner can see. `page`: what was opened, such as "findings"."""
    record_event(
        kind=Event.Kind.PRACTITIONER_VIEWED,
        unit=practitioner.team.unit,
        practitioner=practitioner,
        by=by,
        page=page,
    )
