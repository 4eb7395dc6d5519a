"""Tidy tables as pandas frames: the one place of the project that knows pandas. They count nothing themselves."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from audit.exports.figures.figure_rows import figure_rows
from audit.exports.frames.columns import FILES, Column
from audit.exports.frames.rows import Row, answer_rows, audit_row, case_rows, listed_cases, question_rows
from audit.exports.leaving.contents import Contents
from cases.spreadsheets.guards import guard

if TYPE_CHECKING:
    from pandas import DataFrame, Series

TYPES = {"text": "str", "number": "Int64", "tenths": "float64", "day": "datetime64[s]"}


def frames_of(contents: Contents) -> Iterator[tuple[str, "DataFrame"]]:
    """Yield (file, frame) of everything that leaves of one audit, in parts: a file may come several times."""
    yield "audits", frame_of("audits", [audit_row(contents)])
    yield "questions", frame_of("questions", question_rows(contents.report.framework))
    yield "figures", frame_of("figures", figure_rows(contents))
    for listed in listed_cases(contents):
        yield "cases", frame_of("cases", case_rows(contents, listed))
        yield "answers", frame_of("answers", answer_rows(contents, listed))


def dictionary_frame() -> "DataFrame":
    """Return a row for each column of each file."""
    rows = [(file, column.name, column.meaning, column.values) for file, columns in FILES.items() for column in columns]
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


def write_frame(frame: "DataFrame", stream: TextIO) -> None:
    """Append the rows of a frame to a CSV table, with texts guarded against programs that take them for formulas."""
    texts = {name: column.map(guard, na_action="ignore") for name, column in frame.items() if column.dtype == "str"}
    frame.assign(**texts).to_csv(stream, index=False, header=False, lineterminator="\r\n", date_format="%Y-%m-%d")
