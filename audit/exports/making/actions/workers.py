"""The places of the programs that prepare files, and what becomes of a file whose worker has gone."""

from django.db import transaction
from django.utils import timezone

from audit.exports.making.tasks import make_file
from audit.models import FileWorker, Notice, PreparedFile
from audit.notices.actions.notices import tell
from cases.models import User

MOST_TRIES = 2
STOPPED = (
    "The program that made it stopped twice before it was done. Tell the people who look after the site; a smaller "
    "file may work."
)


@transaction.atomic
def take_place(*, by: User | None = None) -> int | None:
    """Return the number of a free place, which is taken from now on; None while two workers are at work."""
    for number in FileWorker.PLACES:
        FileWorker.objects.get_or_create(pk=number, defaults={"ran_at": timezone.now()})
    free = FileWorker.objects.select_for_update().gone().order_by("pk").first()
    if free is None:
        return None
    _begin_again(PreparedFile.objects.being_made().filter(worker=free.pk))
    for prepared in PreparedFile.objects.waiting():  # one whose worker was killed before it began has no task left
        make_file.enqueue(prepared.pk)
    say_alive(number=free.pk)
    return free.pk


def say_alive(*, number: int, by: User | None = None) -> None:
    """Note that the worker in this place is at work now."""
    now = timezone.now()
    FileWorker(number, seen_at=now, ran_at=now).save()


def leave_place(*, number: int, by: User | None = None) -> None:
    """Give the place of a worker that ends to the next one."""
    FileWorker(number, seen_at=None).save(update_fields=["seen_at"])


def begin_again_what_was_lost(*, by: User | None = None) -> None:
    """Have the files made that a worker had begun when it was killed; a second time, say that it failed."""
    lost = PreparedFile.objects.being_made().filter(worker__in=FileWorker.objects.gone().values("pk"))
    if lost.exists():  # asked every second, so without a lock
        with transaction.atomic():
            _begin_again(lost)


def _begin_again(lost):
    for prepared in lost.select_for_update():
        if prepared.tries < MOST_TRIES:
            prepared.begun_at = prepared.worker = None
            prepared.done = 0
            make_file.enqueue(prepared.pk)
        else:
            prepared.finished_at, prepared.done, prepared.problem = timezone.now(), 100, STOPPED
            tell(user=prepared.asked_by, kind=Notice.Kind.FILE_FAILED, prepared_file=prepared)
        prepared.save()
