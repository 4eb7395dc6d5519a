"""The files that hold several audits."""

from collections.abc import Callable, Iterable
from typing import BinaryIO, NamedTuple

from audit.exports.data.data_zip import write_data
from audit.exports.leaving.contents import Contents
from audit.exports.several.region import write_region


class SeveralFile(NamedTuple):
    """A kind of file. `write(contents, stream)` writes it."""

    words: str
    ending: str
    content_type: str
    write: Callable[[Iterable[Contents], BinaryIO], None]

    @property
    def in_words(self) -> str:
        return f"{self.words[0].lower()}{self.words[1:]} (.{self.ending})"


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {
    "region": SeveralFile("Audits side by side", "xlsx", XLSX, write_region),
    "data": SeveralFile("Data for analysts", "zip", "application/zip", write_data),
}
