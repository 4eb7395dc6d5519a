"""Files that cannot or must not be read are refused in plain words, while this process stays alive and small."""

import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.spreadsheets.limits import DEFAULT_LIMITS, Limits, SpreadsheetProblem
from cases.spreadsheets.read import read, read_sheets
from tests.cases.spreadsheet_files import (
    change_part,
    move_parts,
    ods_row,
    protect,
    write_ods,
    write_xls,
    write_xlsx,
    write_zip,
)

MEBIBYTE = 2**20
SHEET = "xl/worksheets/sheet1.xml"
ENCRYPTED_ENTRY = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)


def refusal(path: Path, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS) -> str:
    """The problem's text, which always begins with the file's name and ends as a sentence."""
    with pytest.raises(SpreadsheetProblem) as caught:
        read(path, sheet=sheet, limits=limits)
    assert str(caught.value).startswith(f"The file {path.name} ")
    assert str(caught.value).endswith(".")
    return str(caught.value)


def small_workbook(path: Path) -> Path:
    return write_xlsx(path, {"Answers": [["case", "2.1.1"], ["X1", "yes"]]})


def with_far_cell(path: Path, cell: str = '<c r="XFD1048576"><v>1</v></c>') -> Path:
    row = f'<row r="1048576">{cell}</row></sheetData>'
    return change_part(small_workbook(path), SHEET, "</sheetData>", row)


def with_bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def cut_off(path: Path) -> None:
    path.write_bytes(small_workbook(path).read_bytes()[:3000])


def moved(path: Path) -> Path:
    return move_parts(small_workbook(path), "workbook.xml", "main.xml")


WORD: dict[str, str | bytes] = {
    "_rels/.rels": '<Links><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Links>',
    "word/document.xml": "<w:document/>",
}


def spoilt(path: Path) -> None:
    content = bytearray(small_workbook(path).read_bytes())
    content[600:1200] = bytes(600)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "what", "remedy"),
    [
        ("none.xlsx", lambda path: None, "does not exist", "Check its name"),
        ("folder.xlsx", lambda path: path.mkdir(), "is a folder", "Give the name of a spreadsheet"),
        ("empty.xlsx", with_bytes(b""), "0 bytes", "Export or save it again"),
        ("blank.csv", with_bytes(b"\xef\xbb\xbf\r\n ,,\r\n"), "no text and no numbers", "right file"),
        ("blank.xlsx", lambda path: write_xlsx(path, {"A": []}), "no text and no numbers", "right file"),
        ("text.xlsx", with_bytes(b"case,2.1.1\nX1,yes\n"), "plain text", "rename it to end in .csv"),
        ("page.xls", with_bytes(b"\n <html><table></table></html>"), "a web page", "save it as .xlsx"),
        ("book.xls", with_bytes('<?xml version="1.0"?><Workbook/>'.encode("utf-16")), "a web page", "save it as"),
        ("report.csv", with_bytes(b"%PDF-1.7\n"), "another document", "save it as .xlsx"),
        ("nul.csv", with_bytes(b"case,2.1.1\n" + bytes(100)), "is not a workbook or a text file", "CSV UTF-8"),
        ("odd.csv", with_bytes(b"case\x81\x8d,x\n"), "unknown encoding", "CSV UTF-8"),
        ("cut.csv", with_bytes(b"\xff\xfea\x00b"), "unknown encoding", "CSV UTF-8"),
        ("locked.xlsx", lambda path: protect(small_workbook(path)), "protected with a password", "without a password"),
        ("locked.xls", lambda path: write_xls(path, ["x"], 1, protected=True), "protected", "without a password"),
        ("locked.ods", lambda path: write_ods(path, {"A": ""}, ENCRYPTED_ENTRY), "protected", "without a password"),
        ("word.doc", with_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)), "not a workbook", "save it as .xlsx"),
        ("cut.xlsx", cut_off, "is damaged", "save it as .xlsx"),
        ("spoilt.xlsx", spoilt, "is damaged", "save it as .xlsx"),
        ("hollow.xlsx", lambda path: write_zip(path, {"xl/workbook.xml": "<workbook>"}), "is damaged", "save it as"),
        ("moved.xlsx", moved, "with its parts in unusual places", "save it as .xlsx"),
        ("text.docx", lambda path: write_zip(path, WORD), "is a zip archive, not a workbook", "Unpack it"),
        ("nothing.csv", with_bytes(bytes(4096)), "holds only zero bytes", "Copy or export it again"),
        ("photos.zip", lambda path: write_zip(path, {"a.jpg": b"x"}), "not a workbook", "Unpack it"),
        ("quote.csv", with_bytes(b'case,note\nX1,"open\nX2,no\n'), "cannot be read in row 2", "quotation mark"),
        ("long.csv", with_bytes(b"case\n" + b"x" * 200_000), "cannot be read in row 2", "quotation mark"),
    ],
)
def test_a_file_that_is_no_readable_spreadsheet_is_refused(
    tmp_path: Path, name: str, make: Callable[[Path], object], what: str, remedy: str
):
    make(tmp_path / name)
    problem = refusal(tmp_path / name)
    assert what in problem
    assert remedy in problem


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = small_workbook(tmp_path / "a.xlsx")
    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be opened (Permission denied). Close it in other programs" in refusal(path)


@pytest.mark.parametrize(
    ("name", "sheet", "told"),
    [
        ("a.xlsx", "answers", "has no sheet 'answers'. Its sheets are 'Answers', 'Notes'"),
        ("a.xlsx", "Notes", "no text and no numbers"),
        ("a.csv", "Answers", "has no 'Answers'. Leave the sheet's name out"),
    ],
)
def test_a_sheet_that_is_not_there_or_is_empty_is_refused(tmp_path: Path, name: str, sheet: str, told: str):
    write_xlsx(tmp_path / "a.xlsx", {"Answers": [["x"]], "Notes": []})
    (tmp_path / "a.csv").write_text("case\n")
    assert told in refusal(tmp_path / name, sheet=sheet)


def test_a_cell_in_the_furthest_corner_is_named_with_its_sheet(tmp_path: Path):
    problem = refusal(with_far_cell(tmp_path / "far.xlsx"))
    assert "goes as far as cell XFD1048576 in the sheet 'Answers'" in problem
    assert "Delete the empty rows and columns" in problem


def test_a_far_cell_is_found_in_the_xml_of_programs_that_write_prefixes(tmp_path: Path):
    path = with_far_cell(tmp_path / "far.xlsx", '<x:c s="1" r="XFD1048576"><x:v>1</x:v></x:c>')
    change_part(path, SHEET, "<worksheet ", '<x:worksheet xmlns:x="urn:x" ')
    assert "goes as far as cell XFD1048576 in the sheet 'Answers'" in refusal(path)


def test_a_far_cell_on_another_sheet_does_no_harm(tmp_path: Path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Far": [], "Answers": [["x"]]})
    change_part(
        path, SHEET, "<sheetData/>", '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert read(path, sheet="Answers").rows == [["x"]]


@pytest.mark.parametrize("times", [(1_048_576, 1), (1, 16_384), (20_000, 600), (10**9, 10**9)])
def test_filled_cells_that_repeat_without_end_are_refused(tmp_path: Path, times: tuple[int, int]):
    row = ods_row("x", times=times[0]).replace(
        "<table:table-cell", f'<table:table-cell table:number-columns-repeated="{times[1]}"'
    )
    problem = refusal(write_ods(tmp_path / "a.ods", {"Answers": row}))
    assert "goes as far as cell" in problem
    assert "Delete the empty rows and columns" in problem


def test_a_far_cell_that_hides_from_the_scan_ends_only_the_child(tmp_path: Path):
    path = with_far_cell(tmp_path / "far.xlsx", "<c r='XFD1048576'><v>1</v></c>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    problem = refusal(path)
    assert "2,048 MB" in problem
    assert "Delete the empty rows and columns" in problem
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000, "kilobytes of memory more than before"


@pytest.mark.slow
def test_a_part_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path: Path):
    path = write_zip(tmp_path / "bomb.xlsx", {"xl/workbook.xml": bytes(20 * MEBIBYTE)})
    assert "more than 400 times its size. Copy the cells" in refusal(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path):
    path = write_zip(tmp_path / "bomb.xlsx", {"xl/workbook.xml": "x", **dict.fromkeys("abc", os.urandom(1000))})
    assert "unpacks to 3,001 bytes; the limit is 3,000" in refusal(path, limits=Limits(unpacked_bytes=3000))


@pytest.mark.slow
def test_a_workbook_of_too_many_parts_is_refused(tmp_path: Path):
    parts = {f"xl/{number}.xml": "" for number in range(2000)}
    assert "2,001 parts inside; the limit is 2,000" in refusal(
        write_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": "", **parts})
    )


@pytest.mark.slow
def test_a_part_that_lies_about_its_size_does_no_harm(tmp_path: Path):
    path = small_workbook(tmp_path / "bomb.xlsx")
    change_part(path, SHEET, "</worksheet>", " " * (30 * MEBIBYTE) + "</worksheet>")
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        true = archive.getinfo(SHEET).file_size
    path.write_bytes(content.replace(true.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert "is damaged" in refusal(path)


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(file_bytes=100), "the limit is 100"),
        (Limits(rows=4), "has more than 4 rows. Delete"),
        (Limits(columns=2), "has more than 2 columns (3 in row 1). Delete"),
        (Limits(cells=14), "has more than 14 cells (row 5 of up to 3 columns). Delete"),
        (Limits(text_bytes=100), "more text than can be read"),
        (Limits(wall_seconds=0.01), "within 0.01 seconds"),
    ],
)
def test_a_limit_is_kept_and_told(tmp_path: Path, limits: Limits, what: str):
    (tmp_path / "a.csv").write_text("case,2.1.1,comment\n" * 5 + "x" * 100)
    problem = refusal(tmp_path / "a.csv", limits=limits)
    assert what in problem
    assert "split it" in problem.lower()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(cpu_seconds=1, cells=10**8), "more than 1 seconds of computing"),
        (Limits(memory_bytes=50 * MEBIBYTE), "more than 50 MB of memory"),
    ],
)
def test_a_file_that_keeps_the_child_busy_is_given_up(tmp_path: Path, limits: Limits, what: str):
    (tmp_path / "a.csv").write_text(("y," * 99 + "y\n") * 300_000)
    problem = refusal(tmp_path / "a.csv", limits=limits)
    assert what in problem
    assert "or split it" in problem


@pytest.mark.slow
def test_the_child_knows_neither_django_nor_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    loaded = "import sys, cases.spreadsheets.child; print('django' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True, cwd=Path.cwd()) == "False\n"
    handed: dict[str, str] = {}
    started = subprocess.Popen
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(
        subprocess, "Popen", lambda *args, **options: handed.update(options["env"]) or started(*args, **options)
    )
    read(small_workbook(tmp_path / "a.xlsx"))
    assert handed.keys() < os.environ.keys() - {"SECRET_KEY"}


@pytest.mark.parametrize(
    ("limits", "most"),
    [(Limits(rows=9), "9 rows"), (Limits(columns=5), "5 columns"), (Limits(cells=59), "59 cells")],
)
def test_of_a_workbook_the_limit_that_it_passes_is_told_alone(tmp_path: Path, limits: Limits, most: str):
    problem = refusal(write_xlsx(tmp_path / "a.xlsx", {"One": [["x"] * 6] * 10}), limits=limits)
    assert f"goes as far as cell F10 in the sheet 'One'; the limit is {most}. Delete" in problem


@pytest.mark.slow
def test_the_limits_hold_for_all_sheets_together(tmp_path: Path):
    path = write_xlsx(tmp_path / "many.xlsx", {"One": [["x"] * 6] * 10, "Two": [["x"] * 6] * 10})
    assert len(read_sheets(path, limits=Limits(cells=120))) == 2
    with pytest.raises(SpreadsheetProblem, match=r"many.xlsx goes as far as cell F10 in the sheet 'Two'"):
        read_sheets(path, limits=Limits(cells=119))


@pytest.mark.parametrize("sheets", [{"Empty": []}, {"Blank": [[" "]]}])
def test_a_workbook_without_a_filled_sheet_is_refused(tmp_path: Path, sheets: dict[str, list[list[str]]]):
    with pytest.raises(SpreadsheetProblem, match="holds no text and no numbers"):
        read_sheets(write_xlsx(tmp_path / "empty.xlsx", sheets))
