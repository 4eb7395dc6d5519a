"""Make a file that a person asked for. No transaction is open while it is written, so others can save meanwhile."""

import logging
from collections.abc import Iterator
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.file_names import file_name
from audit.exports.leaving.open_to import MayNotTake, audits_to_take, contents_of_each
from audit.exports.making.kinds import KINDS
from audit.exports.making.reads import leaving_of, places_that_leave
from audit.models import Notice, PreparedFile
from audit.notices.actions.notices import tell
from cases.counted import counted
from cases.models import User

logger = logging.getLogger(__name__)
WENT_WRONG = (
    "It could not be made because something went wrong on our side. Ask for it again. If that does not help, give "
    "the number of the file to your administrator: {number}."
)
# how far it is, in per cent, once a worker has begun it, and once all is read and written
BEGUN, WRITTEN = 5, 95


def prepare(*, number: int, worker: int | None = None, by: User | None = None) -> None:
    """Make the PreparedFile of this number, unless it is made already. `worker`: the place of who makes it."""
    prepared = _begin(number, worker)
    if prepared is None:
        return
    try:
        _make(prepared)
    except MayNotTake as refused:
        _finish(prepared, problem=str(refused))
    except Exception:
        logger.exception("File %s could not be made", number)
        _finish(prepared, problem=WENT_WRONG.format(number=number))


def _begin(number, worker):
    with transaction.atomic():
        prepared = PreparedFile.objects.select_for_update().waiting().filter(pk=number).first()
        if prepared:
            prepared.begun_at, prepared.worker, prepared.done = timezone.now(), worker, BEGUN
            prepared.tries += 1
            prepared.save()
        return prepared


def _make(prepared):
    kind, leaving = KINDS[prepared.what], leaving_of(prepared)
    audits = audits_to_take(prepared.audits, leaving)
    stream, leaves = BytesIO(), _Leaves(prepared, kind, len(audits))
    kind.write(leaves.each_of(contents_of_each(audits, leaving)), stream)
    name = file_name(leaves.named_by, kind.code, kind.ending)
    _finish(prepared, content=stream.getvalue(), name=name, listed=leaves.listed, flagged=leaves.flagged)


class _Leaves:
    """Hands Contents on to the writer, and keeps what is known of them afterwards."""

    def __init__(self, prepared, kind, audits):
        self.prepared, self.kind, self.audits = prepared, kind, audits
        self.named_by, self.listed, self.flagged = [], {}, 0

    def each_of(self, contents: Iterator[Contents]) -> Iterator[Contents]:
        for place, each in enumerate(contents, start=1):
            self._check_texts(each)
            if self.kind.has_rows and each.cases:
                numbers = [row.number for row in each.cases.rows]
                self.listed[each.audit.pk] = {"numbers": numbers, "cases": each.cases.cases}
            self.named_by = self.named_by or [each] * self.audits  # the name tells the first one and how many
            _note_progress(self.prepared, BEGUN + (WRITTEN - BEGUN) * place // (self.audits + 1))
            yield each

    def _check_texts(self, contents):
        found = len(places_that_leave(self.kind, [contents]))
        self.flagged += found
        if found and not self.prepared.as_it_is:
            texts = f"{counted(found, 'text')} in “{contents.audit}” may identify someone"
            raise MayNotTake(f"{texts}. Look at them on the downloads page of the audit, or ask for the file as it is.")


def _note_progress(prepared, done):
    prepared.done = done
    prepared.save(update_fields=["done"])


def _finish(prepared, *, problem="", **made):
    """Store what came of it, unless another worker has begun it since, because this one seemed to be gone."""
    facts = {"finished_at": timezone.now(), "done": 100, "problem": problem, **made}
    with transaction.atomic():
        held = PreparedFile.objects.select_for_update().being_made()
        mine = held.filter(pk=prepared.pk, begun_at=prepared.begun_at).first()
        if mine:
            for fact, value in facts.items():
                setattr(mine, fact, value)
            mine.save()
            kind = Notice.Kind.FILE_FAILED if problem else Notice.Kind.FILE_READY
            tell(user=mine.asked_by, kind=kind, prepared_file=mine)
