"""Hand a prepared file to the person who asked for it, and delete it."""

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from audit.exports.leaving.open_to import MayNotTake
from audit.exports.making.kinds import KINDS
from audit.exports.making.reads import check_still_open, leaving_of, listed_in
from audit.models import PreparedFile
from audit.trail.actions import record_export
from cases.models import User


class NothingToFetch(Exception):
    """Raised if the file is not ready, was fetched already, or is no longer open; the page says which."""


def fetch(*, prepared: PreparedFile, by: User) -> bytes:
    """Return the content of a file, which is deleted here. Raises NothingToFetch.

    If the person may no longer take what is in it, it is deleted all the same.
    """
    with transaction.atomic():
        held = PreparedFile.objects.visible_to(by).select_for_update().get(pk=prepared.pk)
        content = held.content
        if not held.is_kept:
            raise NothingToFetch
        held.content = None
        try:
            audits = check_still_open(held)
        except MayNotTake as refused:
            held.problem = f"{refused} The file is deleted."
        else:
            held.fetched_at = timezone.now()
            _note(held, audits)
        held.save()
    if held.problem:
        raise NothingToFetch
    return bytes(content)


def _note(held, audits):
    leaving = leaving_of(held)
    facts = {"what": KINDS[held.what].in_words, "flagged": held.flagged}
    facts |= {"profile": leaving.profile.in_words, "purposes": leaving.purposes_in_words}
    for audit in audits:
        record_export(audit=audit, **facts, cases=listed_in(held, audit), by=held.asked_by)


def delete_old_files(*, by: User | None = None) -> int:
    """Delete the files, fetched or not, and tasks of more than 24 hours ago. Returns how many files."""
    DBTaskResult.objects.filter(enqueued_at__lte=timezone.now() - PreparedFile.KEPT).delete()
    return PreparedFile.objects.past_keeping().delete()[1].get("audit.PreparedFile", 0)
