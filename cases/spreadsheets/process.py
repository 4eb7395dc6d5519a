"""Start the child process that reads a file, and pass on what it prints. It never outlives its caller."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from cases.spreadsheets.limits import SHRINK, Limits, SpreadsheetProblem, too_large

_ROOT = Path(__file__).resolve().parents[2]
_CHILD_ENVIRONMENT = ("PATH", "HOME", "APPDATA", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH")  # no secrets
_LONGEST_FILE_NAME = 50  # characters of the end of a name, which any file system can hold


@contextmanager
def naming_file(path: Path) -> Iterator[None]:
    """Put the file's name before the text of a SpreadsheetProblem."""
    try:
        yield
    except SpreadsheetProblem as problem:
        raise SpreadsheetProblem(f"The file {path.name} {problem}") from None


@contextmanager
def temporary_copy(file: Any, limits: Limits) -> Iterator[Path]:
    """Give the path of a temporary copy of an uploaded file. Raises SpreadsheetProblem if it is too large."""
    if file.size > limits.file_bytes:
        raise SpreadsheetProblem(f"The file {file.name} {too_large(file.size, limits)}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name[-_LONGEST_FILE_NAME:]
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
        yield path


def _check_file(path: Path, limits: Limits) -> None:
    """Raise SpreadsheetProblem unless the path is a file that can be opened, is not empty and is not too large."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SpreadsheetProblem("is a folder or a device. Give the name of a spreadsheet file.")
        path.open("rb").close()
    except FileNotFoundError:
        raise SpreadsheetProblem("does not exist. Check its name and folder.") from None
    except OSError as error:
        remedy = "Close it in other programs and check that you may read it."
        raise SpreadsheetProblem(f"cannot be opened ({error.strerror}). {remedy}") from None
    if size == 0:
        raise SpreadsheetProblem("is empty: it has 0 bytes. Export or save it again.")
    if size > limits.file_bytes:
        raise SpreadsheetProblem(too_large(size, limits))


def child_lines(
    path: Path, request: dict[str, Any], limits: Limits, *, program: str = "cases.spreadsheets.child"
) -> Iterator[Any]:
    """Start the child process that reads the file, and yield the lines it prints. It ends with this generator.

    It gets the request, the path and the limits on its standard input, since other users can see arguments. `program`:
    the module to run. Raises SpreadsheetProblem.
    """
    _check_file(path, limits)
    environment = {name: os.environ[name] for name in _CHILD_ENVIRONMENT if name in os.environ}
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own program, and no shell
        [sys.executable, "-m", program],
        cwd=_ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        alarm = threading.Timer(limits.wall_seconds, child.kill)
        alarm.start()
        try:
            asked, answered = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
            _send_request(asked, {**request, "path": str(path.absolute()), "limits": asdict(limits)})
            yield from _lines_of_json(answered, limits.text_bytes)
            status = child.wait()
        finally:
            alarm.cancel()
            child.kill()
    if status:
        raise SpreadsheetProblem(_why_it_died(status, time.monotonic() - started, limits))


def _send_request(stream: IO[bytes], request: dict[str, Any]) -> None:
    """Send the whole request before the first answer. A child that has died already does not take it."""
    with suppress(BrokenPipeError), stream:
        stream.write(json.dumps(request).encode())


def _lines_of_json(stream: IO[bytes], most: int) -> Iterator[Any]:
    """Yield the stream's lines of JSON, up to `most` bytes. A last line without an end means that the child died."""
    for line in iter(partial(stream.readline, most), b""):
        most -= len(line)
        if most <= 0:
            raise SpreadsheetProblem("holds more text than can be read at once. Split it into smaller files.")
        if not line.endswith(b"\n"):
            return
        value = json.loads(line)
        if isinstance(value, dict) and "problem" in value:
            raise SpreadsheetProblem(value["problem"])
        yield value


def _why_it_died(status: int, seconds: float, limits: Limits) -> str:
    if seconds >= limits.wall_seconds:
        what = f"could not be read within {limits.wall_seconds:g} seconds"
    elif status == -getattr(signal, "SIGXCPU", 0):
        what = f"takes more than {limits.cpu_seconds} seconds of computing to read"
    else:
        what = f"takes more than {limits.memory_bytes // 2**20:,} MB of memory to read (status {status})"
    return f"{what}. {SHRINK}"
