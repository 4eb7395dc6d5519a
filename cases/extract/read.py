"""Read, check and draw from caseload extracts in a child process (`child`), within the limits given here.

This process never holds an extract. Only counts and the drawn cases with their facts come back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings as site

from cases.extract.drawn import DrawnSample
from cases.extract.restricted.people import NO_ONE_KNOWN, KnownRestricted
from cases.extract.settings import DrawSettings
from cases.extract.turns import reading_turn
from cases.spreadsheets.cells import without_controls
from cases.spreadsheets.limits import Limits, SpreadsheetProblem
from cases.spreadsheets.process import child_lines, naming_file, temporary_copy

EXTRACT_LIMITS = Limits(
    file_bytes=2**29,
    unpacked_bytes=2**30,
    rows=300_000,
    columns=200,
    cells=12_000_000,
    text_bytes=64 * 2**20,
    memory_bytes=1_500_000_000,
    cpu_seconds=120,
    wall_seconds=180,
)


class SeveralSheets(SpreadsheetProblem):
    """Several sheets of a workbook could be the extract; `names` lists them for the user to choose."""

    def __init__(self, file: str, names: tuple[str, ...]) -> None:
        self.names = names
        listed = ", ".join(f"'{name}'" for name in names)
        self.found = without_controls(f"The file {file} has several sheets that could be the extract: {listed}.")
        super().__init__(f"{self.found} Say which one.")


def extract_progress(
    path: Path,
    settings: DrawSettings,
    *,
    sheet: str | None = None,
    known: KnownRestricted = NO_ONE_KNOWN,
    limits: Limits = EXTRACT_LIMITS,
) -> Iterator[int | DrawnSample]:
    """Yield the number of rows read so far, now and then, and the sample at the end. Closing it ends the reading.

    `known`: people who count as restricted whatever the extract says.
    Raises SpreadsheetProblem, or SeveralSheets if the user has to choose one.
    """
    request = {"sheet": sheet, "settings": settings.as_json(), "known": known.as_json()}
    sheets: tuple[str, ...] = ()
    with naming_file(path):
        for line in child_lines(path, request, limits, program="cases.extract.child"):
            if "sheets" in line:
                sheets = tuple(line["sheets"])
            else:
                yield line["read"] if "read" in line else DrawnSample.from_json(line["sample"])
    if sheets:
        raise SeveralSheets(path.name, sheets)


def uploaded_extract_progress(
    file: Any,
    settings: DrawSettings,
    *,
    sheet: str | None = None,
    known: KnownRestricted = NO_ONE_KNOWN,
    limits: Limits = EXTRACT_LIMITS,
) -> Iterator[int | DrawnSample]:
    """Yield the same as `extract_progress` for an uploaded file (with `name`, `size` and `chunks()`). No copy stays.

    At most two extracts are read at a time: a third raises SpreadsheetProblem.
    """
    with reading_turn(file.name), _copied_extract(file, limits) as path:
        yield from extract_progress(path, settings, sheet=sheet, known=known, limits=limits)


def read_extract(
    path: Path,
    settings: DrawSettings,
    *,
    sheet: str | None = None,
    known: KnownRestricted = NO_ONE_KNOWN,
    limits: Limits = EXTRACT_LIMITS,
) -> DrawnSample:
    """Read an extract and return the sample. Raises SpreadsheetProblem and SeveralSheets."""
    for step in extract_progress(path, settings, sheet=sheet, known=known, limits=limits):
        if isinstance(step, DrawnSample):
            return step
    raise SpreadsheetProblem("We could not read the extract, so nothing was drawn. Try again.")


@contextmanager
def _copied_extract(file: Any, limits: Limits) -> Iterator[Path]:
    """Give the path of a temporary copy. Raise SpreadsheetProblem if it is larger than EXTRACT_MEGABYTES allows."""
    megabytes = site.EXTRACT_MEGABYTES
    if file.size > megabytes * 2**20:
        remedy = "Remove columns and rows that are not needed, or save it as .xlsx, which is smaller"
        raise SpreadsheetProblem(f"The file {file.name} is larger than {megabytes:,} MB. {remedy}.")
    with temporary_copy(file, replace(limits, file_bytes=megabytes * 2**20)) as path:
        yield path
