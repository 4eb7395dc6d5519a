"""Take the notices that an e-mail counts, so that no other e-mail counts them and a day has one at most."""

from django.db import transaction
from django.utils import timezone

from audit.models import Notice, NoticeEmail
from cases.models import User


@transaction.atomic
def claim_notices(*, person: User, by: User | None = None) -> list[Notice]:
    """Mark what waits for a person as e-mailed, and return it; [] if nothing is new or they had today's e-mail."""
    today = timezone.localdate()
    waiting = list(Notice.objects.visible_to(person).filter(emailed_at=None))
    if not waiting:
        return []
    NoticeEmail.objects.filter(user=person, day__lt=today).delete()
    # of two runs at the same moment the database lets one store it
    _, first = NoticeEmail.objects.get_or_create(user=person, day=today)
    if not first:
        return []
    _note(waiting, timezone.now())
    return waiting


@transaction.atomic
def give_back(*, person: User, notices: list[Notice], by: User | None = None) -> None:
    """Undo claim_notices: the e-mail could not be sent."""
    NoticeEmail.objects.filter(user=person, day=timezone.localdate()).delete()
    _note(notices, None)


def _note(notices, moment):
    for notice in notices:
        notice.emailed_at = moment
        notice.save(update_fields=["emailed_at"])
