"""Files that cannot be used are refused with row, column, value and remedy, and nothing is stored."""

import csv
import io
import zipfile

import pytest

from audit.models import Answer, Review, SampledCase
from cases.models import Case
from tests.audit.an_audit import an_audit
from tests.audit.answers_files import SUFFIXES, rows_with, write_answers
from tests.audit.management.running import refusal_of, run
from tests.cases.spreadsheet_files import change_part, protect

pytestmark = pytest.mark.slow

SHEET = "xl/worksheets/sheet1.xml"
STORED = (Case, SampledCase, Review, Answer)


def csv_text(*rows):
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def empty(path):
    path.write_bytes(b"")


def text_named_xlsx(path):
    path.write_text(csv_text(*rows_with("yes")))


def protected(path):
    protect(write_answers(path, rows_with("yes")))


def far_cell(path):
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    change_part(write_answers(path, rows_with("yes")), SHEET, "</sheetData>", cell)


def bomb(path):
    """A zip of 64 kB that unpacks to 64 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(64 * 2**20))


def gigabytes(path):
    """A zip whose directory says that it unpacks to 3 GB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2**20))
        archive.filelist[0].file_size = 3 * 2**30


def table(*rows):
    return lambda path: write_answers(path, [list(row) for row in rows])


BAD = {
    "a code that is none": (
        "a.csv",
        table(["case", "2.1.1", "2.1.9"], ["X1", "yes", "no"]),
        ["row 1, column C: “2.1.9”.", "the nearest is 2.1.", "rename the column"],
    ),
    "a code of another framework": (
        "a.xlsx",
        table(["case", "3.1.1"], ["X1", "yes"]),
        ["row 1, column B: “3.1.1”.", "No question of pdu-2023"],
    ),
    "a value outside the list": (
        "a.ods",
        table(["case", "2.1.1", "2.1.1a"], ["X1", "yes", "maybe"]),
        ["row 2, column C (2.1.1a): “maybe”.", "yes, no, not applicable"],
    ),
    "a case that stands twice": (
        "a.xlsx",
        table(["case", "2.1.1"], ["X1", "yes"], ["X2", "yes"], ["x1", "no"]),
        ["row 4, column A (case): “x1”.", "is already in row 2", "Keep one row per case"],
    ),
    "answers without a case": (
        "a.csv",
        table(["case", "2.1.1"], ["", "yes"]),
        ["row 2, column A (case): ", "Fill in the case"],
    ),
    "no case column": ("a.csv", table(["CRN", "2.1.1"], ["X1", "yes"]), ["“CRN, 2.1.1”", "Head one column “case”"]),
    "no cases": ("a.csv", table(["case", "2.1.1"]), ["no cases below the headings", "Add one row per case"]),
    "no bytes": ("a.csv", empty, ["The file a.csv is empty", "Export or save it again"]),
    "no cells": ("a.xlsx", table(), ["The file a.xlsx holds no text", "Check that it is the right file"]),
    "a text named .xlsx": ("a.xlsx", text_named_xlsx, ["named .xlsx but holds plain text", "rename it to end in .csv"]),
    "a password": ("a.xlsx", protected, ["protected with a password", "Save it without a password"]),
    "a far cell": ("a.xlsx", far_cell, ["goes as far as cell XFD1048576", "Delete the empty rows and columns"]),
    "a bomb": ("a.xlsx", bomb, ["unpacks to more than 400 times its size", "Copy the cells"]),
    "gigabytes": (
        "a.xlsx",
        gigabytes,
        ["unpacks to 3,221,225,472 bytes", "; the limit is ", "Copy the cells"],
    ),
    "no file": ("a.csv", lambda path: None, ["The file a.csv does not exist", "Check its name"]),
    "a folder": ("a.xlsx", lambda path: path.mkdir(), ["is a folder", "Give the name of a spreadsheet"]),
}


def bad_file(kind, folder):
    """(path of the file, parts of the text that refuses it)"""
    name, make, parts = BAD[kind]
    make(folder / name)
    return folder / name, parts


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_not_rated_and_the_text_says_why_and_what_to_do(kind, tmp_path):
    path, parts = bad_file(kind, tmp_path)
    text = refusal_of("rate", path, output=tmp_path / "summary.xlsx")
    assert [part for part in parts if part not in text] == []
    assert not (tmp_path / "summary.xlsx").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_not_imported_and_the_database_stays_as_it_was(kind, tmp_path):
    path, parts = bad_file(kind, tmp_path)
    text = refusal_of("import_answers", an_audit().pk, path, add_cases=True)
    assert [part for part in parts if part not in text] == []
    assert [model for model in STORED if model.objects.exists() or model.history.exists()] == []


@pytest.mark.parametrize("kind", ["a value outside the list", "a far cell", "gigabytes"])
def test_from_the_shell_a_bad_file_ends_with_exit_code_1_and_no_traceback(kind, tmp_path):
    path, parts = bad_file(kind, tmp_path)
    done = run("rate", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert [part for part in parts if part not in done.stderr] == []
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_of_many_problems_the_first_fifty_are_shown_and_all_are_counted(tmp_path, suffix):
    rows = [["case", "2.1.1", "2.1.2"], *([f"X{number}", "maybe", "perhaps"] for number in range(40))]
    first, *listed = refusal_of("rate", write_answers(tmp_path / f"a{suffix}", rows)).splitlines()
    assert "80 problems, the first 50 of them" in first
    assert len(listed) == 50
    assert listed[0].strip().startswith("row 2, column B (2.1.1): “maybe”")
    assert listed[-1].strip().startswith("row 26, column C (2.1.2): “perhaps”")


@pytest.mark.parametrize("number", [1, 2, 50])
def test_few_problems_are_all_shown(tmp_path, number):
    rows = [["case", "2.1.1"], *([f"X{row}", "maybe"] for row in range(number))]
    first, *listed = refusal_of("rate", write_answers(tmp_path / "a.csv", rows)).splitlines()
    assert f"a.csv: {number} problem{'s' * (number > 1)}." in first
    assert len(listed) == number


def test_a_framework_that_does_not_exist_is_answered_with_those_there_are(tmp_path):
    path = write_answers(tmp_path / "a.csv", rows_with("yes"))
    text = refusal_of("rate", path, framework="pdu-2099")
    assert "pdu-2099" in text
    assert "pdu-2023" in text


def test_a_framework_file_that_is_wrong_is_named_with_its_place(tmp_path, settings):
    (tmp_path / "ours.toml").write_text('code = "ours"\n')
    settings.FRAMEWORK_DIRS = [tmp_path]
    text = refusal_of("rate", write_answers(tmp_path / "a.csv", rows_with("yes")), framework="ours")
    assert text.startswith("ours.toml, top level: ")


def test_a_sheet_that_does_not_exist_is_answered_with_those_there_are(tmp_path):
    path = write_answers(tmp_path / "a.xlsx", rows_with("yes"))
    assert "has no sheet 'Answer'. Its sheets are 'Answers'" in refusal_of("rate", path, sheet="Answer")
