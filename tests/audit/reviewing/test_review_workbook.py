"""In the workbook of a review only answers and comments can be typed; everything else is locked."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.sections import sections_of
from audit.reviewing.offline.table import check_review_sheets
from audit.reviewing.offline.workbook import HOW_TO, review_workbook_of
from audit.reviewing.offline.worksheet import ReviewSheet
from cases.spreadsheets.read import read_sheets
from tests.audit.exports.edge_audits import HOSTILE
from tests.audit.exports.libreoffice import PROGRAM, recalculate_in_libreoffice
from tests.audit.exports.workbook_file import MAIN, change_texts, open_sheets, parts_of
from tests.audit.filled_in import COLUMN, lines_of
from tests.audit.method.frameworks import pdu

NAME = "Case 3, review 17"
FACTS = {"sentence_type": "custody", "resettlement": False}


def an_answer(value, comment="", version=1):
    return SimpleNamespace(value=value, comment=comment, version=version)


def a_review(answers=(), facts=(), title="Case 3, Practice round"):
    sections = sections_of(pdu(), applicable_questions(pdu(), dict(facts)))
    return ReviewSheet(17, "X000003", "Case 3", title, pdu(), sections, [("Sentence", "Custody")], dict(answers))


def content_of(*reviews):
    return review_workbook_of(reviews, made_at=timezone.localtime())


@pytest.fixture(scope="module")
def hostile():
    """Hostile comments, each on a question of its own."""
    texts = [text[:10_000] for text in HOSTILE]
    answers = {code: an_answer(Value.YES, text) for code, text in zip(pdu().questions, texts, strict=False)}
    return content_of(a_review(answers, title="=1+1 <b>"))


@pytest.fixture
def sheet():
    return open_sheets(content_of(a_review({"2.1.1": an_answer(Value.NO, "Why\r\nnot", 4)})))[NAME]


def styles_of(content):
    """For each style of the workbook, whether its cells are locked."""
    root = parts_of(content)["xl/styles.xml"].decode()
    formats = root[root.index("<cellXfs") : root.index("</cellXfs>")].split("<xf ")[1:]
    return ['locked="0"' not in each for each in formats]


def test_each_question_that_applies_has_one_line_and_the_others_none():
    sheet = open_sheets(content_of(a_review(facts=FACTS)))[NAME]
    assert set(lines_of(sheet)) == applicable_questions(pdu(), FACTS)
    assert "resettlement-activity" not in lines_of(sheet)


def test_a_line_holds_answer_comment_version_and_what_they_were(sheet):
    line = lines_of(sheet)["2.1.1"]
    said = {name: sheet.value(f"{column}{line}") for name, column in COLUMN.items()}
    assert said == {
        "answer": "No",
        "comment": "Why\nnot",
        "code": "2.1.1",
        "version": 4,
        "answer before": "No",
        "comment before": "Why\nnot",
    }


def test_the_crn_heads_the_sheet_and_every_page_that_is_printed_of_it():
    content = content_of(a_review())
    sheets = open_sheets(content)
    assert [sheets[NAME].value(cell) for cell in ("A1", "B1", "C1")] == ["CRN", "X000003", "Case 3, Practice round"]
    told = [cell.value for cell in sheets["Read me first"].cells.values()]
    assert f"Sheet “{NAME}”: X000003, Case 3, Practice round" in told
    assert f"'{NAME}'!$1:$3" in parts_of(content)["xl/workbook.xml"].decode()


def test_the_sheet_says_which_review_it_is_and_by_which_framework(sheet):
    assert [sheet.value(f"G{line}") for line in (1, 2)] == [17, "pdu-2023"]
    assert sheet.value("I2") == pdu().version


def test_only_answers_and_comments_can_be_typed():
    content = content_of(a_review())
    sheet, locked = open_sheets(content)[NAME], styles_of(content)
    open_cells = {cell.get("r") for cell in sheet.find("c") if not locked[int(cell.get("s", 0))]}
    lines = lines_of(sheet).values()
    assert open_cells == {f"{column}{line}" for column in "CD" for line in lines}


def test_every_sheet_is_guarded_without_a_password():
    for sheet in open_sheets(content_of(a_review())).values():
        (guard,) = sheet.find("sheetProtection")
        assert guard.get("sheet") == "1"
        assert guard.get("password") is guard.get("hashValue") is None


def test_each_answer_is_chosen_from_the_words_of_its_question(sheet):
    offered = {
        rule.get("sqref"): rule.findtext(f"{MAIN}formula1")
        for rule in sheet.find("dataValidation")
        if rule.get("type") == "list"
    }
    lines = lines_of(sheet)
    assert {code: offered[f"C{line}"] for code, line in lines.items()} == {
        code: f'"{",".join(pdu().questions[code].labels.values())}"' for code in lines
    }


def test_headings_stay_in_sight_and_what_is_for_the_machine_is_hidden(sheet):
    assert sheet.find("pane")[0].get("topLeftCell") == "A4"
    hidden = [(each.get("min"), each.get("max")) for each in sheet.find("col") if each.get("hidden")]
    assert hidden[0][0] == "6"
    assert hidden[-1][1] == "9"


def test_rows_grow_with_what_is_typed(sheet):
    assert not [row for row in sheet.find("row") if row.get("customHeight")]
    assert all(float(row.get("ht")) >= 30 for row in sheet.find("row") if int(row.get("r")) in lines_of(sheet).values())


def test_how_to_fill_it_in_stands_in_front():
    sheets = open_sheets(content_of(a_review(), ReviewSheet(18, "X000004", "Case 4", "Case 4", pdu(), (), (), {})))
    assert [*sheets] == ["Read me first", NAME, "Case 4, review 18"]
    assert sheets["Read me first"].value("A3") == HOW_TO[0]


def test_nothing_is_a_formula_or_a_link_or_lies_outside(hostile):
    assert not [cell for sheet in open_sheets(hostile).values() for cell in sheet.cells.values() if cell.formula]
    assert not [sheet for sheet in open_sheets(hostile).values() if sheet.find("hyperlink")]
    assert not [part for part in parts_of(hostile) if "externalLink" in part or "vba" in part]


def read_back(content, tmp_path):
    path = tmp_path / "review.xlsx"
    path.write_bytes(content)
    table = check_review_sheets(read_sheets(path), {17: pdu()}, {}, {17: "X000003"})
    assert table.problems.first == []
    return table.reviews[17]


def test_whatever_was_written_is_not_taken_for_typed_when_it_comes_back(hostile, tmp_path):
    assert read_back(hostile, tmp_path) == []


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed: saving by it is not tried")
def test_a_workbook_saved_by_libreoffice_reads_the_same(hostile, tmp_path):
    (tmp_path / "hostile.xlsx").write_bytes(hostile)
    line = lines_of(open_sheets(content_of(a_review()))[NAME])["2.1.3"]
    typed = change_texts(content_of(a_review()), NAME, {f"C{line}": "No", f"D{line}": "=1+1\nand\tmore é"})
    (tmp_path / "typed.xlsx").write_bytes(typed)
    saved = recalculate_in_libreoffice(tmp_path)
    assert read_back(saved["hostile"], tmp_path) == []
    (answer,) = read_back(saved["typed"], tmp_path)
    assert (answer.code, answer.value, answer.comment) == ("2.1.3", Value.NO, "=1+1\nand\tmore é")
    guards = {
        name: sheet.find("sheetProtection")[0].get("sheet") for name, sheet in open_sheets(saved["typed"]).items()
    }
    assert set(guards.values()) <= {"1", "true"}
