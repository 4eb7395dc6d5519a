"""The workbook's formulas, worked out by LibreOffice. Where it is not installed these tests are skipped, and say so."""

import pytest

from audit.method.answers import Value
from tests.audit.answers_files import any_audit
from tests.audit.exports.edge_audits import EDGES, content_of, hostile, result_of
from tests.audit.exports.libreoffice import PROGRAM, recalculate_in_libreoffice
from tests.audit.exports.workbook_file import open_sheets, type_answers, without_cached_values
from tests.audit.method.frameworks import pdu

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed: its recalculation is not tried")


def recalculated(contents, folder):
    """{name: {sheet name: SheetFile}} of {name: bytes}; cached values are taken out before LibreOffice sees them."""
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(without_cached_values(content))
    return {name: open_sheets(content) for name, content in recalculate_in_libreoffice(folder).items()}


def disagreements(expected, found):
    """{(sheet, ref): (what the bytes `expected` show, what LibreOffice gives)} of the formulas."""
    return {
        (name, ref): (cell.value, found[name].value(ref))
        for name, sheet in open_sheets(expected).items()
        for ref, cell in sheet.cells.items()
        if cell.formula and cell.value != found[name].value(ref)
    }


def test_libreoffice_gives_the_apps_figures_for_suffolk_and_at_the_edges(suffolk_result, tmp_path):
    contents = {name: content_of(*EDGES[name]()) for name in ("fresh", "unrated", "decided", "half answered")}
    contents["Suffolk"] = content_of(*suffolk_result)
    found = recalculated(contents, tmp_path)
    assert [(name, wrong) for name in contents if (wrong := disagreements(contents[name], found[name]))] == []


def test_libreoffice_follows_answers_that_are_typed_over(tmp_path):
    before = any_audit(pdu(), 8, seed=1, blanks=0)
    after = {case: answers | dict.fromkeys(list(answers)[:20], Value.YES) for case, answers in before.items()}
    places = [(place, code) for place, answers in enumerate(before.values()) for code in list(answers)[:20]]
    typed = type_answers(content_of(*result_of(before)), dict.fromkeys(places, Value.YES), pdu())
    found = recalculated({"typed": typed}, tmp_path)
    assert disagreements(content_of(*result_of(after)), found["typed"]) == {}


def test_libreoffice_finds_no_formula_in_hostile_texts(tmp_path):
    content = content_of(*hostile())
    found = recalculated({"hostile": content}, tmp_path)["hostile"]
    formulas = {name: sorted(ref for ref, cell in sheet.cells.items() if cell.formula) for name, sheet in found.items()}
    expected = open_sheets(content)
    assert formulas == {
        name: sorted(ref for ref, cell in sheet.cells.items() if cell.formula) for name, sheet in expected.items()
    }
