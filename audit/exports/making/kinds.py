"""What can be taken away: a line for each kind of file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from django.utils.module_loading import import_string

from audit.exports.leaving.contents import Contents

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Speed(NamedTuple):
    """How long a kind of file takes, in seconds: `each` audit, and each thousand of its cases.

    Measured as CPU time on 29 November 2026 with 56, 400 and 1,600 cases, all of it included, and rounded up for the
    comments that reviewers write.
    """

    each: float
    thousand: float


@dataclass(frozen=True)
class Kind:
    """A kind of file. `code` stands in addresses and options, `ending` in its name.

    `writer`: which function of audit/exports it is, as write_…(contents, stream); imported when it is asked for, since
    some need pandas or XlsxWriter. `several`: whether one file may hold several audits. `compares`: it says little of
    one audit. `has_rows`: whether it has rows of cases, in the profiles that let them out.
    """

    code: str
    words: str
    ending: str
    content_type: str
    writer: str
    speed: Speed
    several: bool = False
    compares: bool = False
    has_rows: bool = False

    @property
    def in_words(self) -> str:
        """Return such as "summary workbook (.xlsx)"."""
        return f"{self.words[0].lower()}{self.words[1:]} (.{self.ending})"

    def write(self, contents: Iterable[Contents], stream: BinaryIO) -> None:
        """Write the file of these audits to the stream."""
        self.find_writer()(contents, stream)

    def seconds(self, cases: Iterable[int]) -> float:
        """Return about how long a file takes of audits with these numbers of cases."""
        return sum(self.speed.each + self.speed.thousand * number / 1000 for number in cases)

    def find_writer(self) -> Callable[[Iterable[Contents], BinaryIO], None]:
        return import_string(f"audit.exports.{self.writer}")


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "summary", "Summary workbook", "xlsx", XLSX, "workbook.workbook.write_summary", Speed(0.5, 5), has_rows=True
        ),
        Kind("report", "Report", "docx", DOCX, "documents.report.write_report", Speed(1.2, 0.4)),
        Kind(
            "region",
            "Audits side by side",
            "xlsx",
            XLSX,
            "several.region.write_region",
            Speed(0.03, 0),
            several=True,
            compares=True,
        ),
        Kind(
            "data",
            "Data for analysts",
            "zip",
            "application/zip",
            "data.data_zip.write_data",
            Speed(0.4, 2),
            several=True,
            has_rows=True,
        ),
        Kind(
            "json",
            "Figures for programs",
            "json",
            "application/json",
            "as_json.full.write_json",
            Speed(0.3, 0.5),
            several=True,
        ),
    )
}
