"""At most two extracts are read at a time on one server, over all its processes: one takes a core for a minute."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.crypto import salted_hmac
from filelock import FileLock, Timeout

from cases.spreadsheets.limits import SpreadsheetProblem

AT_ONCE = 2
BUSY = "is not read yet: this server is reading {} other extracts. Wait a minute, then send it again."


@contextmanager
def reading_turn(file: str) -> Iterator[None]:
    """One of the turns, until the end of the block or of the process. Raises SpreadsheetProblem while all are taken."""
    locks = [FileLock(_folder() / f"{number}.lock", thread_local=False) for number in range(AT_ONCE)]
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


def _folder() -> Path:
    """The same for every process of this site; its name cannot be guessed, so no other user of the server holds it."""
    key = salted_hmac("cases.reading_turns", str(os.getuid() if hasattr(os, "getuid") else "")).hexdigest()
    folder = Path(tempfile.gettempdir()) / f"reading-turns-{key[:20]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
