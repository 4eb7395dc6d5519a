"""The sheet Dictionary: what each column of the workbook means, and which values it has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from audit.exports.workbook.cells import CASES, Column
from audit.exports.workbook.certainty import HOW_SURE
from audit.exports.workbook.meanings import OF_ANY_SHEET, OF_SHEET, Meaning
from audit.exports.workbook.sheets import Sheets
from audit.method.framework import Framework

DICTIONARY = "Dictionary"
ABOUT = "Every column of this workbook, sheet by sheet."


class DictionaryRow(NamedTuple):
    sheet: str
    column: str
    meaning: str
    values: str


def begin_dictionary(sheets: Sheets, *_: Any) -> None:
    """Give the Dictionary its place among the sheets."""
    sheets.begin_table(DICTIONARY, ABOUT)


def fill_dictionary(sheets: Sheets, framework: Framework | None = None) -> None:
    """Write the table of the Dictionary, once all other sheets have theirs.

    `framework`: that of the columns that are headed with codes or ratings, if there are any.
    """
    columns = dictionary_columns()
    sheets.headings[DICTIONARY] = [column.heading for column in columns]
    in_order = {name: sheets.headings[name] for name, _ in sheets.added}
    sheets.fill(
        sheets.book.get_worksheet_by_name(DICTIONARY), DICTIONARY, columns, dictionary_rows(framework, in_order)
    )


def dictionary_rows(framework: Framework | None, headings: Mapping[str, Sequence[str]]) -> Iterator[DictionaryRow]:
    """Yield a row for each column. `headings`: {name of a sheet: headings of its columns}."""
    for sheet, columns in headings.items():
        for column in columns:
            yield DictionaryRow(sheet, column, *_meaning(framework, sheet, column))


def dictionary_columns() -> list[Column]:
    """Return the Columns of the sheet, for DictionaryRows."""
    return [
        Column("Sheet", 26, lambda row, line: row.sheet),
        Column("Column", 36, lambda row, line: row.column),
        Column("Meaning", 70, lambda row, line: row.meaning),
        Column("Values", 44, lambda row, line: row.values),
    ]


def _meaning(framework: Framework | None, sheet: str, column: str) -> Meaning:
    if framework and sheet == CASES and (question := framework.questions.get(column)):
        return question.text, ", ".join((*question.labels.values(), "empty: no answer"))
    if framework and sheet == HOW_SURE and column in [band.rating for band in framework.rating_bands]:
        return f"The chance that the rating is {column}.", "such as 76%"
    return OF_SHEET.get(sheet, {}).get(column) or OF_ANY_SHEET.get(column, ("", ""))
