"""Frameworks that people published on the site, as far as this room may know of them.

An audit's record asks this room for its framework, so the records stand above it and cannot be imported here. They are
handed in once, when the site starts (audit/apps.py). Until then, and in programs without a database, there are none.
"""

import functools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class PublishedText(Protocol):
    """One published version: the text of its file and the checksum that it had."""

    code: str
    version: str
    title: str
    content: str
    checksum: str


class Shelf(Protocol):
    """Where published frameworks stand."""

    def newest(self) -> Sequence[PublishedText]:
        """Return the newest version of each code."""

    def newest_of(self, code: str) -> PublishedText | None:
        """Return the newest version of a code."""

    def of_checksum(self, code: str, checksum: str) -> PublishedText | None:
        """Return the version of a code that has this checksum."""


class _Empty:
    def newest(self):
        return []

    def newest_of(self, code):
        return None

    def of_checksum(self, code, checksum):
        return None


_shelves: list[Shelf] = [_Empty()]


def connect(shelf: Shelf) -> None:
    """Find published frameworks on this shelf from now on."""
    _shelves[:] = [shelf]


def shelf() -> Shelf:
    """Return the Shelf that was connected."""
    return _shelves[0]


def published_version(code: str, checksum: str) -> Path | None:
    """Return a file with the version of this code that has this checksum; None if it was never published."""
    path = version_path(code, checksum)
    if not path.exists() and (found := shelf().of_checksum(code, checksum)):
        _write(path, found.content)
    return path if path.exists() else None


def newest_version(code: str) -> Path | None:
    """Return a file with the newest published version of this code; None without one."""
    newest = shelf().newest_of(code)
    return published_version(code, newest.checksum) if newest else None


def version_path(code: str, checksum: str) -> Path:
    """Return where this program keeps a version as a file, so that it is read like any other. It may not be there yet.

    A version never changes, so its file is written once.
    """
    return Path(_folder().name, checksum, f"{code}.toml")


def is_version_of(path: Path, checksum: str) -> bool:
    """Return whether a file of version_path is the one for this checksum."""
    return path.parent.name == checksum


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="frameworks-")  # removed when the program ends


def _write(path: Path, content: str) -> None:
    """Write the file whole before it has its name: another thread may read it at once."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", newline="", delete=False) as stream:
        stream.write(content)
    Path(stream.name).replace(path)
