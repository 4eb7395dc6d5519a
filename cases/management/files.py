"""Files that commands read and write: a plain error and exit code 1 if one cannot be used."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.core.management import CommandError

from cases.counted import counted
from cases.spreadsheets.problems import Problems


def refuse(path: Path, problems: Problems) -> None:
    """Raise CommandError with the list of problems, if there are any."""
    if problems:
        number = counted(problems.count, "problem")
        more = f", the first {len(problems.first)} of them" if problems.count > len(problems.first) else ""
        listed = "\n".join(f"  {problem}" for problem in problems.first)
        raise CommandError(f"{path.name}: {number}{more}. Nothing was saved.\n{listed}")


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes get the name `path` once all are written; otherwise what was there stays.

    Only its owner can read the file. Raises OSError where it cannot be written.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        try:
            yield stream
            stream.close()  # Windows renames no open file
            os.replace(stream.name, path)
        except BaseException:
            stream.close()
            Path(stream.name).unlink()
            raise


def make_private(path: Path) -> None:
    """Let only its owner read and write a file that is about to be written, new or old. Raises OSError."""
    path.touch(mode=0o600)
    path.chmod(0o600)
