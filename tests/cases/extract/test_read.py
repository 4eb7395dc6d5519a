"""An extract read in a process of its own: which sheet, how far, from what is sent; and what cannot be read."""

import gc
import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.extract import child
from cases.extract.drawn import DrawnSample
from cases.extract.read import EXTRACT_LIMITS, SeveralSheets, extract_progress, read_extract, uploaded_extract_progress
from cases.extract.restricted.people import NO_ONE_KNOWN
from cases.spreadsheets.limits import SpreadsheetProblem
from tests.cases.extract_files import HEADINGS, a_row, draw_from, settings, write_extract
from tests.cases.spreadsheet_files import change_part, ods_row, protect, write_ods, write_xls, write_xlsx, write_zip

pytestmark = pytest.mark.slow

TABLE = [HEADINGS, *(a_row(n) for n in range(1, 9))]


def references(sample):
    return sorted(pick.reference for pick in sample.picks)


def refusal(path, **options):
    with pytest.raises(SpreadsheetProblem) as refused:
        read_extract(path, settings(), **options)
    assert str(refused.value).startswith(f"The file {path.name} ")
    return str(refused.value)


def test_an_extract_of_each_kind_gives_the_same_sample(tmp_path):
    paths = [
        write_extract(tmp_path / "a.csv", *TABLE[1:]),
        write_xlsx(tmp_path / "a.xlsx", {"Extract": TABLE}),
        write_ods(tmp_path / "a.ods", {"Extract": "".join(ods_row(*row) for row in TABLE)}),
    ]
    samples = [read_extract(path, settings()) for path in paths]
    assert len(samples[0].picks) == 6
    assert samples[0] == samples[1] == samples[2]


def test_dates_and_numbers_of_a_workbook_are_understood(tmp_path):
    rows = [
        ["Caseload"],
        ["CRN", "Start date", "DOB"],
        ["X000001", date(2024, 1, 3), 32874],
        ["X000002", 45294, "01/01/1990"],
        [7, "03/01/2024", None],
    ]
    sample = read_extract(write_xlsx(tmp_path / "a.xlsx", {"Extract": rows}), settings(strata=()))
    assert {pick.reference: pick.facts.get("date_of_birth") for pick in sample.picks} == {
        "X000001": "1990-01-01",
        "X000002": "1990-01-01",
        "7": None,
    }
    assert {pick.facts["start_date"] for pick in sample.picks} == {"2024-01-03"}


def test_an_old_workbook_is_read(tmp_path):
    path = write_xls(tmp_path / "a.xls", ["CRN", "Start date"], 5.0)
    assert "has headings but no cases below them" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_of_any_usual_encoding_and_delimiter_is_read(tmp_path, encoding, delimiter):
    text = "\n".join(delimiter.join(row) for row in [HEADINGS, a_row(1, team="Café"), a_row(2, team="Café")])
    (tmp_path / "a.csv").write_text(text, encoding=encoding)
    assert {pick.facts["team"] for pick in draw_from(tmp_path / "a.csv").picks} == {"Café"}


def test_a_user_chooses_between_two_sheets_that_could_be_the_extract(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Notes": [["Read me"]], "North": TABLE, "South": TABLE[:4]})
    with pytest.raises(SeveralSheets) as several:
        read_extract(path, settings())
    assert several.value.names == ("North", "South")
    assert str(several.value) == (
        "The file a.xlsx has several sheets that could be the extract: 'North', 'South'. Say which one."
    )
    assert references(read_extract(path, settings(), sheet="South")) == ["X000001", "X000002", "X000003"]
    assert "has no sheet 'East'" in refusal(path, sheet="East")


def test_a_sheet_beside_the_extract_that_is_none_and_a_hidden_one_are_passed_over(tmp_path):
    sheets = {"Pivot": [["Team", "Officer", "Cases"], ["Ipswich", "Asha", 8]], "Extract": TABLE, "Old": TABLE}
    assert read_extract(write_xlsx(tmp_path / "a.xlsx", sheets, hidden=("Old",)), settings()).rows == 8


def test_a_far_cell_in_a_hidden_sheet_does_no_harm(tmp_path):
    path = write_xlsx(
        tmp_path / "a.xlsx", {"Extract": TABLE, "Far": [["x"] * 201], "More": TABLE}, hidden=("Far", "More")
    )
    assert read_extract(path, settings()).rows == 8
    assert "goes as far as cell GS1 in the sheet 'Far'" in refusal(path, sheet="Far")
    shown = write_xlsx(tmp_path / "b.xlsx", {"Extract": TABLE, "Far": [["x"] * 201]})
    assert "goes as far as cell GS1 in the sheet 'Far'" in refusal(shown)


HIDDEN = "Hidden sheets are not read ('Old'). Show the one with the cases and save the file."


@pytest.mark.parametrize(("notes", "why"), [([], "holds no text and no numbers"), ([["1234"]], "has no headings")])
def test_where_only_hidden_sheets_may_hold_the_cases_they_are_named(tmp_path, notes, why):
    path = write_xlsx(tmp_path / "a.xlsx", {"Notes": notes, "Old": TABLE}, hidden=("Old",))
    message = refusal(path)
    assert why in message
    assert message.endswith(HIDDEN)
    assert read_extract(path, settings(), sheet="Old").rows == 8


def test_so_they_are_where_the_columns_of_another_sheet_would_be_asked_about(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Notes": [["Read me"], ["Soon"]], "Old": TABLE}, hidden=("Old",))
    sample = read_extract(path, settings())
    assert (sample.needed[:2], sample.notes) == (("reference", "start_date"), (HIDDEN,))


def test_progress_is_told_and_then_the_sample(tmp_path):
    path = write_extract(tmp_path / "a.csv", *(a_row(n) for n in range(12_000)))
    *steps, sample = extract_progress(path, settings())
    assert steps == [5_000, 10_000, 12_001]
    assert isinstance(sample, DrawnSample)
    assert read_extract(path, settings()) == sample


def test_who_stops_listening_ends_the_reading(tmp_path, monkeypatch):
    started, children = subprocess.Popen, []
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: children.append(started(*a, **k)) or children[-1])
    path = write_extract(tmp_path / "a.csv", *(a_row(n) for n in range(12_000)))
    steps = extract_progress(path, settings())
    next(steps)
    steps.close()
    assert children[0].wait(5) is not None


def test_what_is_sent_is_read_and_no_copy_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "here"))
    (tmp_path / "here").mkdir()
    content = write_extract(tmp_path / "a.csv", *TABLE[1:]).read_bytes()
    *_, sample = uploaded_extract_progress(SimpleUploadedFile("a.csv", content), settings())
    assert sample == read_extract(tmp_path / "a.csv", settings())
    steps = uploaded_extract_progress(SimpleUploadedFile("a.csv", content), settings())
    next(steps)
    steps.close()
    left = [path for path in (tmp_path / "here").rglob("*") if path.is_file()]
    assert {(path.suffix, path.stat().st_size) for path in left} == {(".lock", 0)}  # who reads holds one


def test_a_file_larger_than_the_site_allows_is_refused_in_plain_words(settings):
    settings.EXTRACT_MEGABYTES = 1
    file = SimpleUploadedFile("big.csv", b"x" * (2**20 + 1))
    with pytest.raises(SpreadsheetProblem, match=r"^The file big.csv is larger than 1 MB. Remove columns"):
        next(uploaded_extract_progress(file, None))


def test_the_child_is_told_by_its_input_and_knows_neither_django_nor_our_secrets(tmp_path, monkeypatch):
    loaded = "import sys, cases.extract.child; print('django' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True, cwd=Path.cwd()) == "False\n"
    handed, started = {}, subprocess.Popen
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(
        subprocess, "Popen", lambda args, **options: handed.update(options, args=args) or started(args, **options)
    )
    path = write_extract(tmp_path / "a.csv", *TABLE[1:])
    read_extract(path, settings(recent=frozenset({"X000001"})))
    assert handed["env"].keys() < os.environ.keys() - {"SECRET_KEY"}
    assert handed["args"][1:] == ["-m", "cases.extract.child"]


def test_thousands_of_references_can_be_handed_over(tmp_path):
    recent = frozenset(f"X{n:06}" for n in range(2, 20_000))
    path = write_extract(tmp_path / "a.csv", *TABLE[1:])
    assert references(read_extract(path, settings(recent=recent))) == ["X000001"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"\0\1\2" * 999), "is not a workbook or a text file"),
        (lambda path: path.write_bytes(b"<html><table></table>"), "holds a web page"),
        (lambda path: path.write_bytes(b"PK\x03\x04 cut off"), "is damaged, protected, or not a workbook"),
        (lambda path: write_zip(path, {"a.txt": "x"}), "is a zip archive, not a workbook"),
        (lambda path: write_zip(path, {"xl/workbook.xml": bytes(20 * 2**20)}), "more than 400 times its size"),
        (lambda path: protect(write_xlsx(path, {"a": TABLE})), "is protected with a password"),
        (lambda path: write_xlsx(path, {"a": []}), "holds no text and no numbers"),
    ],
)
def test_what_is_no_extract_or_hostile_is_told_in_plain_words(tmp_path, make, message):
    path = tmp_path / "extract.dat"
    make(path)
    assert message in refusal(path)


def test_a_cell_far_away_is_refused_before_the_memory_is_asked_for(tmp_path):
    path = write_xlsx(tmp_path / "far.xlsx", {"Extract": TABLE})
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    change_part(path, "xl/worksheets/sheet1.xml", "</sheetData>", far)
    assert "goes as far as cell XFD1048576" in refusal(path)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"rows": 4}, "more than 4 rows"),
        ({"columns": 3}, "3 columns"),
        ({"cpu_seconds": 1}, "more than 1 seconds of computing"),
        ({"memory_bytes": 40 * 2**20}, "more than 40 MB of memory"),
        ({"wall_seconds": 0.01}, "within 0.01 seconds"),
    ],
)
def test_the_limits_of_the_child_are_kept_and_told(tmp_path, limits, message):
    rows = 9 if limits.keys() & {"rows", "columns", "wall_seconds"} else 120_000
    path = write_extract(tmp_path / "a.csv", *(a_row(n) for n in range(rows)))
    assert message in refusal(path, limits=replace(EXTRACT_LIMITS, **limits))


def test_an_extract_without_known_headings_is_shown_for_a_choice_of_columns(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Extract": [["Alpha", "Beta"], ["X000001", "1/4/2023"]]})
    sample = read_extract(path, settings(strata=()))
    assert (sample.needed, sample.picks) == (("reference", "start_date"), ())
    assert [(column.heading, column.samples) for column in sample.columns] == [
        ("Alpha", ("X000001",)),
        ("Beta", ("1/4/2023",)),
    ]
    mapping = {"Alpha": "reference", "Beta": "start_date"}
    assert references(read_extract(path, settings(strata=(), mapping=mapping))) == ["X000001"]


def test_hostile_texts_are_only_texts(tmp_path):
    rows = [
        a_row(1, team="=cmd|' /C calc'!A1"),
        a_row(2, officer="<script>alert(1)</script>"),
        a_row(3, team="x" * 9_999),
    ]
    sample = draw_from(write_extract(tmp_path / "a.csv", *rows))
    assert {pick.facts.get("team") for pick in sample.picks} == {None, "Ipswich", "x" * 100}  # a formula is no name


def test_an_unforeseen_error_is_told_as_one_and_without_what_it_holds(tmp_path, monkeypatch, capsys):
    path = write_extract(tmp_path / "a.csv", *TABLE[1:])

    def fail(*_):
        raise KeyError("Rowan Tansy")

    monkeypatch.setattr(child, "read_columns", fail)
    monkeypatch.setattr(child, "limit_this_process", fail_nowhere)
    asked = {
        "path": str(path),
        "limits": asdict(EXTRACT_LIMITS),
        "settings": settings().as_json(),
        "known": NO_ONE_KNOWN.as_json(),
    }
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    try:
        child.main()
    finally:
        gc.enable()
    printed = capsys.readouterr().out
    assert "an error in this program (KeyError in test_read.py, line" in printed
    assert "Rowan" not in printed


def fail_nowhere(_):
    """Instead of limits, which would bind this process."""
