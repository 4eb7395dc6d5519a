"""Check a zip-based workbook before it is unpacked: whether it is one, is protected, or would take too much."""

from zipfile import ZipFile

from cases.spreadsheets.limits import Limits, SpreadsheetProblem
from cases.spreadsheets.parts import USUAL_PART, parts_of_sheets, workbook_part

ELSEWHERE = (
    "is a workbook with its parts in unusual places, as some programs write it. Open it in Excel or LibreOffice, "
    "save it as .xlsx and try again."
)
PROTECTED = "is protected with a password. Save it without a password and try again."
_COPY = "Copy the cells you need into a new workbook and try again."
_SMALL_PART, _LARGE_PART = 2**20, 2**25  # bytes, unpacked


def check_archive(archive: ZipFile, limits: Limits) -> None:
    """Raise SpreadsheetProblem if a zip archive is no workbook, is protected, or would unpack to too much."""
    check_unpacked_sizes(archive, limits)
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts) or _is_encrypted_ods(archive, names):
        raise SpreadsheetProblem(PROTECTED)
    if not names & {USUAL_PART, "xl/workbook.bin", "content.xml"} and not workbook_part(archive):
        raise SpreadsheetProblem("is a zip archive, not a workbook. Unpack it and use the spreadsheet inside.")


def check_unpacked_sizes(archive: ZipFile, limits: Limits) -> None:
    """Raise SpreadsheetProblem if a zip archive has too many parts, or would unpack to too much."""
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise SpreadsheetProblem(f"has {len(parts):,} parts inside; the limit is {limits.parts:,}. {_COPY}")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        raise SpreadsheetProblem(f"unpacks to {unpacked:,} bytes; the limit is {limits.unpacked_bytes:,}. {_COPY}")
    if any(part.file_size > max(_SMALL_PART, limits.ratio * part.compress_size) for part in parts):
        raise SpreadsheetProblem(f"unpacks to more than {limits.ratio} times its size. {_COPY}")


def _is_encrypted_ods(archive: ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)


def large_sheets(archive: ZipFile) -> set[str]:
    """Return the names of the sheets of an .xlsx that take seconds to scan."""
    sizes = {part.filename: part.file_size for part in archive.infolist()}
    return {sheet for sheet, part in parts_of_sheets(archive).items() if sizes.get(part, 0) >= _LARGE_PART}
