"""The person that a command is about, and the person who runs it."""

from django.core.management import CommandError

from audit.oversight.subject_access.subject import (
    Subject,
    person_on_probation,
    practitioner_named,
    practitioners_called,
)
from cases.models import User


def find_person_on_probation(reference: str, *, restricted: bool) -> Subject:
    """Return the person of this CRN. Raises CommandError where nothing is held."""
    subject = person_on_probation(reference, restricted=restricted)
    if not subject.is_known:
        raise CommandError("Nothing is held under this CRN. A restricted case is found only with --restricted.")
    return subject


def find_practitioner(name: str, pdu: str) -> Subject:
    """Return the practitioner of this name, in the PDU of that name unless it is "". Raises CommandError."""
    found = practitioners_called(name, pdu)
    if len(found) > 1:
        units = ", ".join(str(each.team.unit) for each in found)
        raise CommandError(f"{name} is a practitioner in {units}. Say which with --pdu.")
    if not found:
        raise CommandError(f"There is no practitioner called {name}. Write the name as on the page of the PDU.")
    return practitioner_named(found[0])


def find_user(username: str | None) -> User | None:
    """Return the User of that user name, None for None. Raises CommandError if there is none."""
    person = User.objects.filter(username=username).first() if username else None
    if username and person is None:
        raise CommandError(f"--by {username}: no one has this user name.")
    return person
