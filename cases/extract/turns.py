"""Limit a server to reading two extracts at a time, over all its processes: each takes a core for a minute."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.crypto import salted_hmac
from filelock import FileLock, Timeout

from cases.spreadsheets.limits import SpreadsheetProblem

AT_ONCE = 2
BUSY = "has not been read yet: this server is reading {} other extracts. Wait a minute, then send it again."


@contextmanager
def reading_turn(file: str) -> Iterator[None]:
    """Hold one of the turns until the end of the block or the process. Raise SpreadsheetProblem if all are taken."""
    locks = [FileLock(_folder_of_locks() / f"{number}.lock", thread_local=False) for number in range(AT_ONCE)]
    taken = next(filter(_is_taken, locks), None)
    if taken is None:
        raise SpreadsheetProblem(f"The file {file} {BUSY.format(AT_ONCE)}")
    try:
        yield
    finally:
        taken.release()


def _is_taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


def _folder_of_locks() -> Path:
    """Return the folder of this site's locks. Its name cannot be guessed, so no other user of the server blocks it."""
    key = salted_hmac("cases.reading_turns", str(os.getuid() if hasattr(os, "getuid") else "")).hexdigest()
    folder = Path(tempfile.gettempdir()) / f"reading-turns-{key[:20]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
