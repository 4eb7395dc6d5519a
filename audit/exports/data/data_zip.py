"""data.zip: the tidy tables as CSV files, for analysts."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain, islice
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from audit.exports.frames.columns import FILES, columns_of
from audit.exports.frames.frames import dictionary_frame, frames_of, write_frame
from audit.exports.leaving.contents import Contents

FOR_EXCEL = "utf-8-sig"  # begins with a mark, without which Excel takes UTF-8 for something else


def write_data(contents: Iterable[Contents], stream: BinaryIO) -> None:
    """Write the zip of one audit or several to the stream, one audit after the other.

    A zip takes one file at a time and every audit has rows for all of them, so they grow side by side on the disk, in
    files without a name that are gone when they are closed. The zip of one audit that gives no ratings has no columns
    for them; several audits share the columns.
    """
    each = iter(contents)
    begins = list(islice(each, 2))
    rated = len(begins) > 1 or begins[0].report.framework.rated
    with ExitStack() as opened:
        tables = {file: opened.enter_context(TemporaryFile("w+", encoding=FOR_EXCEL, newline="")) for file in FILES}
        for file, table in tables.items():
            csv.writer(table).writerow([column.name for column in columns_of(file, rated=rated)])
        frameworks: set[str] = set()
        for one in chain(begins, each):
            _write_audit(one, tables, frameworks, rated=rated)
        write_frame("dictionary", dictionary_frame(rated=rated), tables["dictionary"])
        with ZipFile(stream, "w", ZIP_DEFLATED) as zipped:
            for file, table in tables.items():
                table.flush()
                table.buffer.seek(0)
                with zipped.open(f"{file}.csv", "w", force_zip64=True) as target:
                    copyfileobj(table.buffer, target)


def _write_audit(contents: Contents, tables: dict[str, TextIO], frameworks: set[str], *, rated: bool) -> None:
    """Append the rows of an audit. The questions of a framework come once, however many audits use it."""
    code = contents.report.framework.code
    for file, frame in frames_of(contents):
        if file != "questions" or code not in frameworks:
            write_frame(file, frame, tables[file], rated=rated)
    frameworks.add(code)
