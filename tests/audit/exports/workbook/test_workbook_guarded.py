"""Whatever people write stays a text: no formula, no link, nothing lost, and a file that every program opens."""

from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from cases.spreadsheets.workbooks import LONGEST_TEXT
from tests.audit.exports.edge_audits import EDGES, HOSTILE, content_of, hostile, result_of
from tests.audit.exports.workbook_file import FIRST, MAIN, open_sheets, parts_of, root, told_on_cover

OUR_FORMULAS = ("SUM(", "COUNTIF(", "COUNTA(", "IF(", "IFERROR(", "INT(ROUND(", "0")


@pytest.fixture(scope="module")
def content():
    return content_of(*hostile())


@pytest.fixture(scope="module")
def sheets(content):
    return open_sheets(content)


def formulas(content):
    """{sheet name: [(cell, formula)]}, from the XML itself."""
    found = {}
    for name, sheet in open_sheets(content).items():
        cells = [(cell.get("r"), cell.findtext(f"{MAIN}f")) for cell in sheet.find("c")]
        found[name] = [(ref, formula) for ref, formula in cells if formula is not None]
    return found


def column(sheet, letter):
    """Its texts; a space more at the end does no harm."""
    return [sheet.value(f"{letter}{line}").rstrip(" ") for line in range(FIRST, FIRST + len(HOSTILE))]


def shown(text):
    return text[:LONGEST_TEXT]


def test_the_only_formulas_are_ours(content):
    harmless = formulas(content_of(*result_of({})))
    found = formulas(content)
    for name in ("Notes", "Comments"):
        assert found[name] == []
    for name in ("Cover", "Ratings", "Key questions", "Prompts and items", "Bands", "Cases"):
        assert [cell for cell, _ in found[name]] == [cell for cell, _ in harmless[name]]
        assert all(formula.startswith(OUR_FORMULAS) for _, formula in found[name])


def test_no_text_is_copied_into_a_formula(content):
    written = {formula for cells in formulas(content).values() for _, formula in cells}
    assert not [formula for formula in written if "a.example" in formula or "1+1" in formula or "cmd" in formula]


def test_the_only_links_are_those_of_the_cover_to_other_sheets(content, sheets):
    assert [name for name, sheet in sheets.items() if sheet.find("hyperlink")] == ["Cover"]
    links = sheets["Cover"].find("hyperlink")
    assert {link.get("location").split("!")[0].strip("'") for link in links} == {*sheets} - {"Cover"}
    assert not [name for name, part in parts_of(content).items() if name.endswith(".rels") and b"External" in part]


def test_nothing_points_outside_the_file(content):
    assert not [name for name in parts_of(content) if "externalLink" in name or "macro" in name or "vba" in name]


@pytest.mark.parametrize(
    ("sheet", "letter", "longest"), [("Comments", "D", LONGEST_TEXT), ("Cases", "A", 100), ("Notes", "B", LONGEST_TEXT)]
)
def test_every_comment_case_label_and_note_is_kept_as_it_was_written(sheets, sheet, letter, longest):
    assert column(sheets[sheet], letter) == [text[:longest] for text in HOSTILE]


def test_rationale_and_decider_are_kept_as_they_were_written(sheets):
    assert [sheets["Judgements"].value(f"G{line}") for line in range(FIRST, FIRST + 3)] == list(HOSTILE[:3])
    assert [sheets["Judgements"].value(f"H{line}") for line in range(FIRST, FIRST + 3)] == list(HOSTILE[:3])


def test_title_unit_and_description_are_kept_as_they_were_written(sheets):
    told = told_on_cover(sheets)
    assert [sheets["Cover"].value("A1"), told["Unit"], told["About"]] == ["=1+1", "@unit", "http://a.example/"]


def test_a_description_longer_than_a_cell_is_cut_and_not_lost():
    report, rows = EDGES["one case"]()
    sheets = open_sheets(content_of(replace(report, about="x" * 40_000), rows))
    assert told_on_cover(sheets)["About"] == "x" * LONGEST_TEXT


def test_every_part_is_sound_xml_whatever_the_title_holds():
    report, rows = EDGES["one case"]()
    content = content_of(replace(report, title="Audit \x01 \x0b & <1>"), rows)
    for name, part in parts_of(content).items():
        if name.endswith((".xml", ".rels")):
            root(part)


@pytest.mark.parametrize("text", ["<r>&</r>", "<r>&" + "x" * (LONGEST_TEXT - 8) + "</r>"])
def test_a_text_that_is_markup_for_the_library_cannot_break_the_file(text):
    report, (row,) = EDGES["one case"]()
    sheets = open_sheets(content_of(report, [replace(row, comments={"2.1.1": text})]))
    shown = sheets["Comments"].value(f"D{FIRST}").strip()
    assert text.startswith(shown)
    assert len(shown) >= len(text) - 1


def test_another_reader_sees_the_same_texts(content, tmp_path):
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(content)
    book = CalamineWorkbook.from_path(path)
    found = [
        row[3].rstrip(" ") for row in book.get_sheet_by_name("Comments").to_python(skip_empty_area=False)[FIRST - 1 :]
    ]
    escaped = ("_x", "\x01", "\r")  # written as _x0001_ and the like, which this reader leaves so
    kept = [place for place, text in enumerate(HOSTILE) if not text.startswith(escaped)]
    assert [found[place] for place in kept] == [shown(HOSTILE[place]) for place in kept]
