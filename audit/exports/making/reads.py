"""Read what goes into a file, as far as it is open to the person who takes it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.identifiers import places_to_check
from audit.exports.leaving.open_to import MayNotTake, audits_to_take
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.making.kinds import Kind
from audit.models import Audit, FileWorker, PreparedFile
from audit.results.listed_cases import listed_for
from audit.reviewing.identifiers import FreeTextPlace
from cases.models import User

LONG = 2  # seconds


def places_that_leave(kind: Kind, contents: Iterable[Contents]) -> list[FreeTextPlace]:
    """Return the texts in a file of these Contents that may identify a person."""
    return [place for each in contents for place in places_to_check(*_with_texts(kind, each))]


def _with_texts(kind, contents):
    """Return what the texts are in that leave. What the profile keeps back is not in the Contents."""
    return contents.report, contents.cases if kind.has_rows else None, contents.recommendations


def takes_long(kind: Kind, audits: Iterable[Audit]) -> bool:
    """Return whether a file of these audits, fetched for_report, is one to ask_for instead of waiting on a page."""
    return kind.seconds(audit.submitted for audit in audits) > LONG


def leaving_of(prepared: PreparedFile) -> Leaving:
    """Return what a prepared file lets out, for the person who asked for it, with their roles as they are now."""
    by = User.objects.get(pk=prepared.asked_by_id)
    return Leaving(Profile(prepared.profile), prepared.purposes, by)


def check_still_open(prepared: PreparedFile) -> list[Audit]:
    """Return the audits of a file that is ready. Raises MayNotTake if its person may no longer see what is in it."""
    leaving = leaving_of(prepared)
    audits = audits_to_take(prepared.audits, leaving)
    for audit in audits:
        listed = listed_in(prepared, audit)
        if listed and not {row.number for row in listed.rows} <= listed_for(leaving.by, audit):
            raise MayNotTake(f"A case of “{audit}” in it is no longer open to you. Ask for the file again.")
    return audits


class ListedRow(NamedTuple):
    number: int


class Listed(NamedTuple):
    """The cases of an audit in a file: a row for each that is listed, and how many count."""

    rows: tuple[ListedRow, ...]
    cases: int

    @property
    def left_out(self) -> int:
        return self.cases - len(self.rows)


def listed_in(prepared: PreparedFile, audit: Audit) -> Listed | None:
    """Return the cases of the audit that have rows in a file that is ready; None without any."""
    kept = prepared.listed.get(str(audit.pk))
    return Listed(tuple(map(ListedRow, kept["numbers"])), kept["cases"]) if kept else None


def titles_of(prepared: Iterable[PreparedFile], user: User) -> dict[int, str]:
    """Return {number: title} of the audits in this user's files, as far as they may see their results now."""
    numbers = {number for each in prepared for number in each.audits}
    visible = Audit.objects.with_results_visible_to(user).filter(pk__in=numbers)
    return {audit.pk: str(audit) for audit in visible}


def queue_before(prepared: PreparedFile) -> int:
    """Return how many files are being made or wait before this one, of anyone."""
    first = PreparedFile.objects.waiting().filter(asked_at__lt=prepared.asked_at)
    return PreparedFile.objects.being_made().count() + first.count()


class WorkerState(NamedTuple):
    """Whether a worker is at work, and when one last was (None: never)."""

    runs: bool
    ran_at: datetime | None


def worker_state() -> WorkerState:
    """Return the WorkerState of the site; one query."""
    workers = list(FileWorker.objects.all())
    return WorkerState(any(not each.is_gone for each in workers), max((each.ran_at for each in workers), default=None))


def old_files() -> QuerySet[PreparedFile]:
    """Return the files that were asked for more than 24 hours ago, fetched or not."""
    return PreparedFile.objects.past_keeping()
