"""What a workbook shows: the report's figures in sheets that everybody can find their way in, and read back."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from audit.exports.workbook.workbook import workbook_of
from audit.method.rating.explain import notice_of
from audit.results.listed_cases import CaseSheet
from tests.audit.exports.edge_audits import EDGES, content_of
from tests.audit.exports.workbook_file import FIRST, HEADINGS, MAIN, letter_of, open_sheets, parts_of, root

OF_RESULT = ["Cover", "Ratings", "Key questions", "Prompts and items", "How sure", "Judgements", "Bands", "Notes"]
OF_RESULT += ["Dictionary"]
OF_CASES = ["Cases", "Comments"]
# The columns that formulas mean by their letters.
LETTERS = {
    "Ratings": {"F": "Rating by the rule", "G": "Rating decided instead", "H": "Rating", "I": "Score", "J": "Maximum"},
    "Key questions": {
        "D": "Yes",
        "E": "Insufficient",
        "F": "Absent",
        "G": "Not applicable",
        "H": "Answered",
        "I": "Applicable (n)",
        "J": "Per cent",
        "K": "Rating",
        "L": "Score",
        "M": "More sufficient cases for the next band",
        "N": "Exact share",
        "O": "Answers not recognised",
    },
}
LETTERS["Prompts and items"] = {letter: LETTERS["Key questions"][letter] for letter in "DEFGHIJ"}
LETTERS["Prompts and items"] |= {"K": "Answers not recognised"}


@pytest.fixture(scope="module")
def made(suffolk):
    return content_of(*suffolk[1:3])


@pytest.fixture
def content(db, made):
    return made


@pytest.fixture
def sheets(content):
    return open_sheets(content)


def tables(content):
    """{table name: (range, its column names)}."""
    found = [root(part) for name, part in parts_of(content).items() if name.startswith("xl/tables/")]
    return {t.get("name"): (t.get("ref"), [c.get("name") for c in t.iter(f"{MAIN}tableColumn")]) for t in found}


def text_of(sheet):
    return "\n".join(str(cell.value) for cell in sheet.cells.values())


def test_sheets_come_in_the_order_in_which_they_are_read(sheets):
    assert list(sheets) == OF_RESULT + OF_CASES


def test_every_sheet_but_the_cover_holds_one_marked_table_under_its_headings(content, sheets):
    marked = tables(content)
    assert len(marked) == len(sheets) - 1
    for name in list(sheets)[1:]:
        ref, columns = marked[name.replace(" ", "_")]
        assert ref.startswith(f"A{HEADINGS}:{letter_of(len(columns))}")
        headings = [sheets[name].value(f"{letter_of(place)}{HEADINGS}") for place in range(1, len(columns) + 1)]
        assert columns == headings


def test_the_table_ends_with_the_last_line(content, sheets):
    for name in list(sheets)[1:]:
        ref, _ = tables(content)[name.replace(" ", "_")]
        assert ref.endswith(str(FIRST + len(sheets[name].rows(FIRST)) - 1))


def test_no_cells_are_merged_and_headings_stay_in_sight(sheets):
    assert not any(sheet.find("mergeCell") for sheet in sheets.values())
    for sheet in list(sheets.values())[1:]:
        (pane,) = sheet.find("pane")
        assert (pane.get("state"), pane.get("ySplit")) == ("frozen", str(HEADINGS))


NOTICE = "Internal audit by Suffolk PDU. Not an inspection and not HM Inspectorate of Probation's rating."


def test_every_sheet_has_its_title_and_below_it_the_notice_and_a_sentence(sheets, suffolk_result):
    titles = {"Cover": suffolk_result[0].title} | {name: name for name in [*sheets][1:]}
    assert {name: sheet.value("A1") for name, sheet in sheets.items()} == titles
    told = {name: sheet.value("A2").partition(NOTICE) for name, sheet in sheets.items()}
    assert not [name for name, (before, notice, _) in told.items() if before or not notice]
    assert not [name for name in [*sheets][1:] if not told[name][2].endswith(".")]


def test_sheets_and_printed_pages_say_that_cases_are_still_to_come(suffolk_result):
    report, _ = suffolk_result
    sheets = open_sheets(content_of(replace(report, incomplete="Provisional: 56 of 60 cases")))
    for sheet in sheets.values():
        assert sheet.value("A2").startswith(f"{NOTICE} Provisional: 56 of 60 cases.")
        assert [each.text for each in sheet.find("oddHeader")] == [f"&L&9{NOTICE}\nProvisional: 56 of 60 cases."]


@pytest.mark.parametrize("unit", ["Probation R&D", "P" * 200, "\x01", "&C&R" * 40])
def test_no_name_of_a_unit_keeps_the_notice_off_a_printed_page(suffolk_result, unit):
    report, _ = suffolk_result
    sheets = open_sheets(content_of(replace(report, notice=notice_of(unit))))
    (header,) = sheets["Ratings"].find("oddHeader")
    assert header.text.startswith("&L&9Internal audit by ")
    assert header.text.count("&") == 2


def test_the_file_itself_has_a_title(content, suffolk_result):
    report, _ = suffolk_result
    assert f"<dc:title>{report.title}</dc:title>" in parts_of(content)["docProps/core.xml"].decode()


def test_the_cover_says_what_when_by_which_framework_and_whose_words(sheets, suffolk_result):
    report, _ = suffolk_result
    cover = text_of(sheets["Cover"])
    for told in (report.title, report.unit, report.about, "56", "6 February 2024", "pdu-2023, version 1"):
        assert told in cover
    assert report.framework.attribution in cover
    assert "lowest key question" in cover


@pytest.mark.parametrize("name", LETTERS)
def test_formulas_mean_the_columns_whose_letters_they_use(sheets, name):
    assert {letter: sheets[name].value(f"{letter}{HEADINGS}") for letter in LETTERS[name]} == LETTERS[name]


def test_without_rows_nothing_of_any_case_is_in_the_file(suffolk_result):
    report, rows = suffolk_result
    content = content_of(report)
    sheets = open_sheets(content)
    assert list(sheets) == OF_RESULT
    assert not [cell for sheet in sheets.values() for cell in sheet.cells.values() if "Cases!" in (cell.formula or "")]
    texts = "\n".join(map(text_of, sheets.values()))
    assert not [row.label for row in rows if re.search(rf"\b{row.label}\b", texts)]
    assert not [text for row in rows for text in row.comments.values() if text in texts]


@pytest.mark.slow
def test_without_rows_figures_are_the_same_and_no_case_sheet_is_promised(suffolk_result):
    report, rows = suffolk_result
    without, full = open_sheets(content_of(report)), open_sheets(content_of(report, rows))
    for name in OF_RESULT[1:-1]:
        # without cells to be typed over there is no column for answers that are not recognised
        headings, *rows = full[name].rows(HEADINGS)
        kept = [place for place, heading in enumerate(headings) if heading != "Answers not recognised"]
        assert without[name].rows(FIRST) == [[row[place] for place in kept] for row in rows]
    assert "based on the case sheet" not in text_of(without["Cover"])


def test_it_opens_on_the_cover_which_links_to_every_other_sheet(content, sheets):
    view = root(parts_of(content)["xl/workbook.xml"]).find(f".//{MAIN}workbookView")
    assert view.get("activeTab") is None  # the first
    links = {link.get("location") for link in sheets["Cover"].find("hyperlink")}
    assert links == {f"'{name}'!A1" for name in sheets if name != "Cover"}


def test_another_reader_sees_the_same_values(content, sheets, tmp_path):
    path = tmp_path / "summary.xlsx"
    path.write_bytes(content)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == list(sheets)
    for name in list(sheets)[1:]:
        found = book.get_sheet_by_name(name).to_python(skip_empty_area=False)[FIRST - 1 :]
        assert [[as_stored(cell) for cell in row] for row in found] == sheets[name].rows(FIRST)


def as_stored(cell):
    """A day is stored as a number of days."""
    return (cell - date(1899, 12, 30)).days if isinstance(cell, date) else cell


def test_sheets_whose_lines_others_point_to_are_not_offered_for_sorting(content):
    """The summary finds a standard's key questions by their lines: sorted by per cent, it would read others."""
    for name, part in parts_of(content).items():
        if name.startswith("xl/tables/") and root(part).get("name") in ("Ratings", "Key_questions"):
            assert root(part).find(f"{MAIN}autoFilter") is None


def test_it_is_made_on_windows_too():
    class WindowsTime(datetime):
        def __format__(self, form):
            assert "%-" not in form, "Windows refuses this form"
            return super().__format__(form)

    report, rows = EDGES["fresh"]()
    content = workbook_of(report, CaseSheet(rows), made_at=WindowsTime(2024, 2, 6, 9, 5, tzinfo=UTC))
    assert "6 February 2024 at 09:05" in text_of(open_sheets(content)["Cover"])


def test_the_file_says_when_it_was_made_in_universal_time():
    report, rows = EDGES["fresh"]()
    content = workbook_of(report, CaseSheet(rows), made_at=datetime(2024, 7, 6, 9, 5, tzinfo=ZoneInfo("Europe/London")))
    created = root(parts_of(content)["docProps/core.xml"]).find("{http://purl.org/dc/terms/}created")
    assert created.text == "2024-07-06T08:05:00Z"
