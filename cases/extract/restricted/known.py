"""Who of a PDU is known to be restricted, in a form that can be handed to the process that reads an extract."""

from django.utils.crypto import salted_hmac

from cases.extract.restricted.rows import KnownRestricted
from cases.models import Case


def known_restricted(unit):
    """The KnownRestricted of a unit, for as long as an audit that met the person is kept."""
    cases = Case.objects.filter(unit=unit).exclude(restricted_digest="")
    return KnownRestricted(_key(), cases.values_list("restricted_digest", flat=True))


def digest_of(reference):
    """What a restricted case is told by. With another SECRET_KEY it is another one."""
    return KnownRestricted(_key()).digest_of(reference)


def _key():
    return salted_hmac("cases.known_restricted", "", algorithm="sha256").hexdigest()
