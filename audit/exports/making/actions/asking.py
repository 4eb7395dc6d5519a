"""Ask for a file that takes too long for a page."""

from collections.abc import Sequence

from django.db import transaction

from audit.exports.leaving.profiles import Leaving
from audit.exports.making.kinds import Kind
from audit.exports.making.tasks import make_file
from audit.models import Audit, PreparedFile
from cases.models import User


@transaction.atomic
def ask_for(*, kind: Kind, audits: Sequence[Audit], leaving: Leaving, as_it_is: bool = False, by: User) -> PreparedFile:
    """Return the PreparedFile that a worker will make; the same one if the person asked for it already and waits."""
    asked = {
        "what": kind.code,
        "audits": [audit.pk for audit in audits],
        "profile": str(leaving.profile),
        "purposes": dict(leaving.purposes),
        "as_it_is": as_it_is,
    }
    waiting = PreparedFile.objects.visible_to(by).filter(finished_at=None, **asked).first()
    if waiting:
        return waiting
    prepared = PreparedFile.objects.create(asked_by=by, **asked)
    make_file.enqueue(prepared.pk)
    return prepared
