"""Whether the site is kept well: the purge, the latest backup, and the program that prepares files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince

from audit.exports.making.reads import worker_state
from audit.retention.reads import last_purge_at

TOO_LONG = timedelta(days=2)  # what runs each night may end late, but not miss a night
NO_STAMP = "Not known: set BACKUP_STAMP to the path of the file that each backup writes when it ends."
NO_FILE = "None found: the file that BACKUP_STAMP names does not exist."
NO_PURGE = "It has never run. Run manage.py purge every night: it removes cases past their retention date."


NO_WORKER = "It has never run. Start manage.py make_files beside the site: it prepares downloads that take long."


@dataclass(frozen=True)
class SiteCheck:
    """`text` says when something last ran; `is_fine` is False if a person must look into it."""

    text: str
    is_fine: bool = False


def check_purge() -> SiteCheck:
    """Say when the purge last ran."""
    ran_at = last_purge_at()
    return _ran(ran_at) if ran_at else SiteCheck(NO_PURGE)


def check_worker() -> SiteCheck:
    """Say whether a program prepares files."""
    runs, ran_at = worker_state()
    if runs:
        return SiteCheck("Running", is_fine=True)
    return SiteCheck(f"Not running: last {timesince(ran_at, depth=1)} ago." if ran_at else NO_WORKER)


def check_backup() -> SiteCheck:
    """Say how old the file is that each backup writes when it ends."""
    if not settings.BACKUP_STAMP:
        return SiteCheck(NO_STAMP)
    try:
        return _ran(datetime.fromtimestamp(Path(settings.BACKUP_STAMP).stat().st_mtime, UTC))
    except OSError:
        return SiteCheck(NO_FILE)


def _ran(moment):
    return SiteCheck(f"{timesince(moment, depth=1)} ago".capitalize(), timezone.now() - moment < TOO_LONG)
