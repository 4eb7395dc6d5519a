"""Somebody who is invited and corrected, and what the trail tells of it."""

from cases.models import Event

RENAMED = {"first_name": "Aisha", "last_name": "Okonkwo", "email": "aisha@example.org"}
ASHA = {"username": "asha", "first_name": "Asha", "last_name": "Okonkwo", "email": "asha@example.org"}


def what_happened():
    return [(event.details["what"], event.details.get("role"), event.user) for event in Event.objects.order_by("pk")]
