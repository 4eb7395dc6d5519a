"""Tidy tables as pandas frames. They count nothing themselves: figures are those of the report."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from audit.exports.figures.figure_rows import figure_rows
from audit.exports.frames.columns import FILES, Column, columns_of
from audit.exports.frames.rows import Row, answer_rows, audit_row, case_rows, listed_cases, question_rows
from audit.exports.leaving.contents import Contents
from cases.spreadsheets.guards import guard

if TYPE_CHECKING:
    from pandas import DataFrame, Series

TYPES = {"text": "str", "id": "str", "number": "Int64", "tenths": "float64", "day": "datetime64[s]"}
OF_CASES = {"cases": case_rows, "answers": answer_rows}


def frames_of(contents: Contents, files: Collection[str] = tuple(FILES)) -> Iterator[tuple[str, "DataFrame"]]:
    """Yield (file, frame) of what leaves of one audit, in parts: a file may come several times.

    `files`: those that are wanted; the dictionary is about no audit.
    """
    if "audits" in files:
        yield "audits", frame_of("audits", [audit_row(contents)])
    if "questions" in files:
        yield "questions", frame_of("questions", question_rows(contents.report.framework))
    if "figures" in files:
        yield "figures", frame_of("figures", figure_rows(contents))
    wanted = [file for file in OF_CASES if file in files]
    for listed in listed_cases(contents) if wanted else ():
        yield from ((file, frame_of(file, OF_CASES[file](contents, listed))) for file in wanted)


def dictionary_frame(*, rated: bool = True) -> "DataFrame":
    """Return a row for each column of each file, as far as columns_of has it."""
    rows = [
        (file, column.name, column.meaning, column.values) for file in FILES for column in columns_of(file, rated=rated)
    ]
    return frame_of("dictionary", rows)


def frame_of(file: str, rows: Iterable[Row]) -> "DataFrame":
    """Return the rows as a frame with the columns of this file. What is empty is missing, as pandas reads it back."""
    from pandas import DataFrame

    columns = FILES[file]
    cells: Iterable[Iterable[Any]] = zip(*rows, strict=True)
    by_column = dict(zip(columns, cells, strict=False)) or dict.fromkeys(columns, ())
    return DataFrame({column.name: _series(column, values) for column, values in by_column.items()})


def _series(column: Column, values: Iterable[Any]) -> "Series[Any]":
    from pandas import Series

    cells = [None if value == "" else value for value in values]
    return Series(cells, dtype=TYPES[column.kind])


def write_frame(file: str, frame: "DataFrame", stream: TextIO, *, rated: bool = True) -> None:
    """Append the rows of this file's frame to a CSV table, with the columns that columns_of gives.

    Texts that people wrote are guarded against programs that take them for formulas.
    """
    written = [column.name for column in FILES[file] if column.kind == "text"]
    guarded = {name: frame[name].map(guard, na_action="ignore") for name in written}
    columns = [column.name for column in columns_of(file, rated=rated)]
    frame.assign(**guarded).to_csv(
        stream, columns=columns, index=False, header=False, lineterminator="\r\n", date_format="%Y-%m-%d"
    )
