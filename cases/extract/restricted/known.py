"""The people of a PDU known to be restricted, in a form that the child process can be given."""

from django.utils.crypto import salted_hmac

from cases.extract.restricted.people import KnownRestricted
from cases.models import Case, DeliveryUnit


def known_restricted(unit: DeliveryUnit) -> KnownRestricted:
    """Return the unit's known restricted people. They are known as long as an audit that met them is kept."""
    cases = Case.objects.filter(unit=unit).exclude(restricted_digest="")
    return KnownRestricted(_key(), cases.values_list("restricted_digest", flat=True))


def digest_of(reference: str) -> str:
    """Return the digest that stands for a restricted case's reference. It changes with the SECRET_KEY."""
    return KnownRestricted(_key()).digest_of(reference)


def _key() -> str:
    return salted_hmac("cases.known_restricted", "", algorithm="sha256").hexdigest()
