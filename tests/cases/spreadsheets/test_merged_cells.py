"""A mark in a merged cell counts in every row that the cell reaches, and hidden rows are read too."""

import pytest
import xlsxwriter

from tests.cases.extract_files import HEADINGS, a_row, draw_from
from tests.cases.spreadsheet_files import ods_cell, ods_row, write_ods


def workbook(path, *, merged="", hidden=()):
    """Four cases; the cell `merged` says LAO."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([[*HEADINGS, "Flag"], *(a_row(n) for n in range(1, 5))]):
            sheet.write_row(number, 0, row)
        if merged:
            sheet.merge_range(merged, "LAO")
        for row in hidden:
            sheet.set_row(row, options={"hidden": True})
    return path


@pytest.mark.parametrize(("merged", "restricted"), [("I2:I3", 2), ("I2:I5", 4), ("I3:J4", 2), ("I2:J2", 1)])
@pytest.mark.parametrize("sheet", [None, "Sheet1"])
def test_a_mark_merged_over_several_rows_restricts_each_of_them(tmp_path, merged, restricted, sheet):
    sample = draw_from(workbook(tmp_path / "a.xlsx", merged=merged), sheet=sheet)
    assert (sample.excluded, sample.eligible) == ({"restricted": restricted}, 4 - restricted)


def test_a_mark_merged_over_several_rows_of_an_ods_restricts_each_of_them(tmp_path):
    mark = ods_cell("LAO", 'office:value-type="string" table:number-columns-spanned="1" table:number-rows-spanned="2"')
    rows = ods_row(*HEADINGS, "Flag") + ods_row(*a_row(1)).replace("</table:table-row>", f"{mark}</table:table-row>")
    rows += ods_row(*a_row(2)).replace("</table:table-row>", "<table:covered-table-cell/></table:table-row>")
    sample = draw_from(write_ods(tmp_path / "a.ods", {"Cases": rows + ods_row(*a_row(3), "")}))
    assert (sample.excluded, sample.eligible) == ({"restricted": 2}, 1)


@pytest.mark.parametrize(
    ("hidden", "notes"), [((), []), ((2,), ["1 row is hidden"]), ((2, 3), ["2 rows are hidden in the file and were"])]
)
def test_hidden_rows_are_read_and_told(tmp_path, hidden, notes):
    sample = draw_from(workbook(tmp_path / "a.xlsx", hidden=hidden))
    assert (sample.eligible, [True for note in sample.notes if "hidden" in note]) == (4, [True for _ in notes])
    assert all(any(text in note for note in sample.notes) for text in notes)
