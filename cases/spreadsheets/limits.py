"""The limits of a file that is read, and what users are told about a file that passes them."""

from dataclasses import dataclass

from cases.spreadsheets.cells import without_controls

SHRINK = "Delete the empty rows and columns around the table, or split it, save it and try again."
EMPTY = "holds no text and no numbers. Check that it is the right file"


class SpreadsheetProblem(Exception):
    """A file that cannot be read. The text is a sentence or two: the file, what is wrong, what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(without_controls(text))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. `ratio`: unpacked to packed size of one part of a zip-based workbook."""

    file_bytes: int = 100 * 2**20
    unpacked_bytes: int = 2**30
    ratio: int = 400  # a LibreOffice table of nothing but "yes" has 280
    parts: int = 2_000
    rows: int = 300_000
    columns: int = 1_000
    cells: int = 10_000_000
    text_bytes: int = 256 * 2**20
    memory_bytes: int = 2**31
    cpu_seconds: int = 120  # 250,000 rows of 30 columns take 30 from .ods, 20 from .xlsx, 6 from .csv
    wall_seconds: float = 180


DEFAULT_LIMITS = Limits()
# For uploads, while others wait for the same server: some 20 times a whole region's list of staff.
UPLOAD_LIMITS = Limits(
    file_bytes=10 * 2**20,
    unpacked_bytes=2**28,
    rows=20_000,
    columns=200,
    cells=1_000_000,
    text_bytes=32 * 2**20,
    memory_bytes=2**30,
    cpu_seconds=20,
    wall_seconds=30,
)


def too_large(size: int, limits: Limits) -> str:
    """Return what a user is told about a file of this size in bytes."""
    return f"has {size:,} bytes; the limit is {limits.file_bytes:,}. Split it into several files."
