"""Give the rows of one sheet of a workbook, with what the library that reads it leaves out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import python_calamine as calamine

from cases.spreadsheets.cells import cell_text
from cases.spreadsheets.scan import Scan

Row = list[Any]
ReadRow = Callable[[Row], Row]


def texts(row: Row) -> Row:
    """Return the row with each cell as text."""
    return [cell_text(value) for value in row]


def rows_of_sheet(sheet: calamine.CalamineSheet, scan: Scan, read_row: ReadRow) -> Iterator[Row]:
    """Yield every row, each read by `read_row`.

    Unless rows are read as texts, a merged cell is in each row that it covers: a mark of an extract counts in all.
    """
    rows = rows_as_stored(sheet, scan, read_row)
    return rows if read_row is texts else _with_merged_values(rows, _merged_cells(sheet, scan))


def rows_as_stored(sheet: calamine.CalamineSheet, scan: Scan, read_row: ReadRow) -> Iterator[Row]:
    """Yield every row from the first, with the empty columns at the left and the errors that the library leaves out."""
    margin = [""] * (sheet.start[1] if sheet.start else 0)
    errors = scan.errors_by_row()
    for number, values in enumerate(sheet.iter_rows()):
        row = read_row(margin + values)
        for column, text in errors.get(number, {}).items():
            row[column] = text
        yield row


def _merged_cells(sheet: calamine.CalamineSheet, scan: Scan) -> list[tuple[int, int, int]]:
    """Return the cells that reach over several rows, as (first row, column, last row)."""
    ranges = sheet.merged_cell_ranges or ()
    return [*scan.merged, *((top, left, last) for (top, left), (last, _) in ranges if last > top)]


def _with_merged_values(rows: Iterable[Row], merged: Iterable[tuple[int, int, int]]) -> Iterator[Row]:
    """Yield the same rows, each with the value of a cell that is merged over it and the rows before."""
    begin: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for top, column, last in merged:
        begin[top].append((column, last))
    over: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows):
        over = {column: each for column, each in over.items() if each[0] >= number} if over else over
        for column, (_, value) in over.items():
            row[column] = value if row[column] == "" else row[column]
        over |= {column: (last, row[column]) for column, last in begin.get(number, ()) if column < len(row)}
        yield row
