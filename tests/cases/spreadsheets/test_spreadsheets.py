"""What is read from honest spreadsheets of every kind, and what is written."""

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cases.spreadsheets.cells import cell_text, column_letter
from cases.spreadsheets.guards import guard, write_csv
from cases.spreadsheets.limits import DEFAULT_LIMITS
from cases.spreadsheets.read import read, read_sheets
from tests.cases.spreadsheet_files import change_part, move_parts, ods_cell, ods_row, write_ods, write_xls, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
TABLE = [["case", "2.1.1", "comment"], ["X1", "yes", " two\nlines "], ["X2", "", "é, “q” | ; €"]]


def test_a_workbook_comes_back_as_it_was_written(tmp_path: Path):
    sheet = read(write_xlsx(tmp_path / "answers.xlsx", {"Answers": TABLE, "Notes": []}))
    assert (sheet.file, sheet.name, sheet.names) == ("answers.xlsx", "Answers", ("Answers", "Notes"))
    assert sheet.rows == TABLE


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("xl/", "book/", ""),
        ("worksheets/sheet1.xml", "tables/one.xml", ""),
        ("worksheets/sheet1.xml", "tables/one.xml", "/xl/tables/one.xml"),
        ("/", "\\", "/"),
    ],
)
def test_the_parts_of_a_workbook_are_found_where_its_relationships_say(tmp_path: Path, old: str, new: str, target: str):
    path = write_xlsx(tmp_path / "answers.xlsx", {"Answers": [*TABLE, ["X3", 5]]})
    change_part(path, SHEET, '<c r="B4"><v>5</v>', '<c r="B4" t="e"><v>#REF!</v>')
    assert read(move_parts(path, old, new, target)).rows == [*TABLE, ["X3", "#REF!", ""]]


def test_an_opendocument_workbook_comes_back_as_it_was_written(tmp_path: Path):
    rows = ods_row("case", "2.1.1") + ods_row("X1", "two</text:p><text:p>lines") + ods_row("X2", "a &lt; b")
    sheet = read(write_ods(tmp_path / "answers.ods", {"Answers": rows, "Notes": ods_row("x")}))
    assert (sheet.file, sheet.name, sheet.names) == ("answers.ods", "Answers", ("Answers", "Notes"))
    assert sheet.rows == [["case", "2.1.1"], ["X1", "two\nlines"], ["X2", "a < b"]]


def test_a_csv_file_comes_back_as_it_was_written(tmp_path: Path):
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        write_csv(stream, TABLE[0], TABLE[1:])
    sheet = read(path)
    assert (sheet.name, sheet.names, sheet.rows) == ("", (), TABLE)


def test_an_old_excel_workbook_is_read(tmp_path: Path):
    sheet = read(write_xls(tmp_path / "old.xls", ["case", "yes"], 2.5))
    assert (sheet.name, sheet.rows) == ("Old", [["case", "yes", "2.5"]])


def test_a_workbook_is_known_by_its_content_whatever_its_name(tmp_path: Path):
    workbook = write_xlsx(tmp_path / "answers.xlsx", {"Answers": TABLE})
    assert read(workbook.rename(tmp_path / "answers.csv")).rows == TABLE


def test_every_sheet_that_is_not_empty_is_read_and_hidden_ones_say_so(tmp_path: Path):
    sheets = {"One": TABLE, "Empty": [], "Hidden": [["x"]], "Nothing": [], "Two": [["", "é"], ["y"]]}
    found = read_sheets(write_xlsx(tmp_path / "reviews.xlsx", sheets, hidden=("Hidden", "Nothing")))
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in found] == [
        ("One", TABLE, False),
        ("Hidden", [["x"]], True),
        ("Two", [["", "é"], ["y", ""]], False),
    ]


def test_a_sheet_of_an_opendocument_workbook_that_a_style_hides_says_so(tmp_path: Path):
    path = write_ods(tmp_path / "reviews.ods", {"One": ods_row("a"), "Two": ods_row("b")})
    change_part(path, "content.xml", 'table:name="Two"', 'table:style-name="ta2" table:name="Two"')
    names = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    hides = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    styles = f"<office:automatic-styles {names}>{hides}</style:style></office:automatic-styles>"
    change_part(path, "content.xml", "<office:body>", f"{styles}<office:body>")
    assert [(sheet.name, sheet.hidden) for sheet in read_sheets(path)] == [("One", False), ("Two", True)]


def test_the_only_table_of_a_csv_file_is_read_likewise(tmp_path: Path):
    (tmp_path / "reviews.csv").write_text("a,b\n1,2\n")
    assert [sheet.rows for sheet in read_sheets(tmp_path / "reviews.csv")] == [[["a", "b"], ["1", "2"]]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (" 5.0 ", " 5.0 "),
        (5.0, "5"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e20, "1e+20"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2024, 2, 1), "2024-02-01"),
        (datetime(2024, 2, 1), "2024-02-01"),
        (datetime(2024, 2, 1, 10, 30), "2024-02-01T10:30:00"),
        (time(10, 30), "10:30:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
        (-timedelta(minutes=30), "-0:30:00"),
        ("a\x00\x0b\x1f\ufffe\ud800b\t\n\r", "ab\t\n\r"),
    ],
)
def test_every_kind_of_cell_has_one_text(value: object, text: str):
    assert cell_text(value) == text


def test_numbers_dates_and_booleans_of_a_workbook_are_texts(tmp_path: Path):
    row = [5, 2.5, True, datetime(2024, 2, 1), datetime(2024, 2, 1, 10, 30), "a\x01b", None, "end"]
    rows = read(write_xlsx(tmp_path / "a.xlsx", {"A": [row]})).rows
    assert rows == [["5", "2.5", "TRUE", "2024-02-01", "2024-02-01T10:30:00", "ab", "", "end"]]


def test_numbers_dates_and_booleans_of_an_opendocument_workbook_are_texts(tmp_path: Path):
    values = ["float:value=5", "percentage:value=0.5", "boolean:boolean-value=true", "date:date-value=2024-02-01"]
    cells = ""
    for value in values:
        kind, attribute, content = value.replace("=", ":").split(":")
        cells += ods_cell("shown", f'office:value-type="{kind}" office:{attribute}="{content}"')
    sheet = read(write_ods(tmp_path / "a.ods", {"A": f"<table:table-row>{cells}</table:table-row>"}))
    assert sheet.rows == [["5", "0.5", "TRUE", "2024-02-01"]]


def test_a_formula_gives_its_saved_value_and_an_error_its_text(tmp_path: Path):
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["here", "there", "gone"]]})
    saved = '<c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>x</f><v>yes</v></c>'
    failed = '<c r="C2" t="e"><f>A1&lt;B1</f><v>#REF!</v></c>'
    change_part(path, SHEET, "</sheetData>", f'<row r="2">{saved}{failed}</row></sheetData>')
    assert read(path).rows[1] == ["2", "yes", "#REF!"]


@pytest.mark.slow
def test_a_large_sheet_which_is_scanned_and_parsed_at_once_loses_nothing(tmp_path: Path):
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["here", "there"]]})
    failed = '<c r="B2" t="e"><f>A1&lt;B1</f><v>#REF!</v></c>'
    change_part(path, SHEET, "</sheetData>", f'{" " * 2**25}<row r="2">{failed}</row></sheetData>')
    limits = replace(DEFAULT_LIMITS, ratio=2_000)
    assert read(path, limits=limits).rows == [["here", "there"], ["", "#REF!"]]


def test_an_error_of_an_opendocument_workbook_gives_its_text_wherever_it_is_repeated(tmp_path: Path):
    error = (
        'office:value-type="string" office:string-value="" calcext:value-type="error" table:number-columns-repeated="2"'
    )
    row = (
        f'<table:table-row table:number-rows-repeated="2">{ods_cell("x")}{ods_cell("Err:502", error)}</table:table-row>'
    )
    assert read(write_ods(tmp_path / "a.ods", {"A": row})).rows == [["x", "Err:502", "Err:502"]] * 2


@pytest.mark.slow
def test_a_row_keeps_the_number_which_the_spreadsheet_shows(tmp_path: Path):
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    (tmp_path / "a.csv").write_text("\n\n,x,\n\ny\n\n")
    write_ods(tmp_path / "a.ods", {"A": f"{empty}{ods_row('', 'x')}{ods_row('')}{ods_row('y')}{empty}"})
    write_xlsx(tmp_path / "a.xlsx", {"A": [[], [], [None, "x"], [], ["y"]]})
    for name in ("a.csv", "a.ods", "a.xlsx"):
        assert read(tmp_path / name).rows == [["", ""], ["", ""], ["", "x"], ["", ""], ["y", ""]]


def test_columns_keep_their_letters_when_the_first_are_empty(tmp_path: Path):
    assert read(write_xlsx(tmp_path / "a.xlsx", {"A": [[None, None, "x"]]})).rows == [["", "", "x"]]


def test_without_a_name_the_first_visible_sheet_that_is_not_empty_is_read(tmp_path: Path):
    sheets = {"Empty": [], "Blank": [["  "]], "Lists": [["hidden"]], "Answers": TABLE, "Later": [["x"]]}
    sheet = read(write_xlsx(tmp_path / "a.xlsx", sheets, hidden=("Lists",)))
    assert (sheet.name, sheet.names) == ("Answers", tuple(sheets))


def test_a_sheet_can_be_named_even_when_it_is_hidden(tmp_path: Path):
    path = write_xlsx(tmp_path / "a.xlsx", {"First": TABLE, "R & D <1>": [["x"]]}, hidden=("R & D <1>",))
    assert read(path, sheet="R & D <1>").rows == [["x"]]


def test_empty_cells_repeated_to_the_edge_of_the_sheet_are_normal(tmp_path: Path):
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
    rows = ods_row("case", "2.1.1", empty=16382) + empty + 'table:number-columns-repeated="16384"/></table:table-row>'
    assert read(write_ods(tmp_path / "a.ods", {"A": rows})).rows == [["case", "2.1.1"]]


def test_an_empty_cell_with_a_colour_in_the_furthest_corner_is_normal(tmp_path: Path):
    path = write_xlsx(tmp_path / "a.xlsx", {"A": TABLE})
    corner = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert read(change_part(path, "xl/worksheets/sheet1.xml", "</sheetData>", corner)).rows == TABLE


@pytest.mark.slow
def test_ten_thousand_cases_of_ninety_columns_are_read_with_the_usual_limits(tmp_path: Path):
    row = ["yes"] * 89 + ["a comment"]
    rows = read(write_ods(tmp_path / "a.ods", {"A": ods_row(*row, times=10_000)})).rows
    assert len(rows) == 10_000
    assert rows[9_999] == row


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found_although_titles_and_comments_hold_others(tmp_path: Path, delimiter: str):
    rows = [["case", "2.1.1 (yes, no; na | blank)", "comment"], ["X1", "yes", "a, b, c; d | e\tf"], ["X2", "no", "g,h"]]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows))
    assert read(path).rows == rows


def test_a_delimiter_is_found_where_nothing_is_quoted(tmp_path: Path):
    (tmp_path / "a.csv").write_text("Extract\ncase;2.1.1 (yes, no);comment\nX1;yes;a, b, c\nX2;no;1,5\n")
    assert read(tmp_path / "a.csv").rows[2] == ["X1", "yes", "a, b, c"]


def test_a_first_line_that_only_tells_the_delimiter_is_no_row(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"sep=|\r\ncase|a,b\r\n")
    assert read(tmp_path / "a.csv").rows == [["case", "a,b"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_is_recognised(tmp_path: Path, encoding: str):
    (tmp_path / "a.txt").write_bytes("case\tnote\r\nX1\tcafé – €5\r\n".encode(encoding))
    assert read(tmp_path / "a.txt").rows == [["case", "note"], ["X1", "café – €5"]]


def test_ragged_rows_are_filled_and_quoted_line_ends_kept(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b'case,note,x,,\r\nX1,"one\r\ntwo ""2"""\r\nX2\r\n')
    assert read(tmp_path / "a.csv").rows == [["case", "note", "x"], ["X1", 'one\r\ntwo "2"', ""], ["X2", "", ""]]


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_a_column_has_the_letters_of_a_spreadsheet(index: int, letters: str):
    assert column_letter(index) == letters


FORMULAS = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\n\n@x", "\u00a0-1", "\uff1d1", "\uff20x")


@pytest.mark.parametrize("text", [*FORMULAS, "", "yes", "n/a", "a=1", "1-2", "'=1", "2.1.1", " x"])
def test_a_text_that_could_become_a_formula_is_guarded_and_any_other_left_alone(text: str):
    assert guard(text) == (f"'{text}" if text in FORMULAS else text)


def test_csv_is_written_with_guarded_texts_and_plain_numbers():
    stream = io.StringIO(newline="")
    write_csv(stream, ["case", "=x"], [["X1", -5], ["-1", None], ['say "hi"', 0.5]])
    assert stream.getvalue() == 'case,\'=x\r\nX1,-5\r\n\'-1,\r\n"say ""hi""",0.5\r\n'
