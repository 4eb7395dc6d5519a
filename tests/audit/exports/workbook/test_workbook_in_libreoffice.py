"""The workbook's formulas, worked out by LibreOffice. Where it is not installed these tests are skipped, and say so."""

import pytest

from audit.method.answers import Value
from tests.audit.answers_files import any_audit
from tests.audit.exports.edge_audits import EDGES, content_of, hostile, result_of, with_left_out
from tests.audit.exports.libreoffice import PROGRAM, recalculate_in_libreoffice
from tests.audit.exports.workbook_file import (
    FIRST,
    add_line,
    change_texts,
    open_sheets,
    type_answers,
    without_cached_values,
)
from tests.audit.method.frameworks import pdu

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed: its recalculation is not tried"),
    pytest.mark.django_db,
    pytest.mark.slow,
]
TRIED = ("fresh", "answers in shades", "unrated", "decided", "half answered", "one key question applies to nobody")


def typed_over():
    """(a workbook in which the first twenty questions were then answered yes, the app's workbook of those answers)."""
    before = any_audit(pdu(), 8, seed=1, blanks=0)
    codes = list(pdu().questions)[:20]
    after = {case: answers | dict.fromkeys(codes, Value.YES) for case, answers in before.items()}
    changes = {(place, code): Value.YES for place in range(len(before)) for code in codes}
    return type_answers(content_of(*result_of(before)), changes, pdu()), content_of(*result_of(after))


@pytest.fixture(scope="module")
def workbooks(suffolk):
    """{name: the app's workbook}."""
    edges = {name: content_of(*EDGES[name]()) for name in TRIED}
    report, rows = EDGES["decided"]()
    typed = {
        "not listed": content_of(report, with_left_out(rows, 5)),
        "typed": typed_over()[0],
        "banded": change_texts(edges["decided"], "Bands", {f"D{FIRST + 3}": 70}),
        "added": add_line(edges["decided"], "Cases", 6_000, {"A": "Added", "B": "Yes"}),
        "not recognised": change_texts(edges["decided"], "Cases", {f"B{FIRST}": " yes "}),
    }
    return edges | {"Suffolk": content_of(*suffolk[1:3]), "hostile": content_of(*hostile())} | typed


@pytest.fixture(scope="module")
def recalculated(workbooks, tmp_path_factory):
    """{name: {sheet name: SheetFile}} after LibreOffice, which is shown no cached values, all in one run of it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, content in workbooks.items():
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


def formulas(sheets):
    return {(name, ref) for name, sheet in sheets.items() for ref, cell in sheet.cells.items() if cell.formula}


@pytest.mark.parametrize("name", ["Suffolk", "not listed", *TRIED])
def test_libreoffice_gives_the_apps_figures(workbooks, recalculated, name):
    assert disagreements(workbooks[name], recalculated[name]) == {}


def test_libreoffice_follows_answers_that_are_typed_over(recalculated):
    _, expected = typed_over()
    assert disagreements(expected, recalculated["typed"]) == {}


def test_libreoffice_tells_of_answers_that_no_formula_recognises(recalculated):
    sheets = recalculated["not recognised"]
    found = [sheets["Key questions"].value(f"{column}{FIRST}") for column in "DEJKO"]
    assert found == [6, 3, *["Check answers"] * 2, 1]
    assert sheets["Ratings"].value(f"F{FIRST + 3}") == "Check answers"
    assert sheets["Ratings"].value("C1").startswith("1 answer is not recognised")


def test_libreoffice_looks_the_thresholds_up(recalculated):
    sheets = recalculated["banded"]
    assert [sheets["Key questions"].value(f"{column}{FIRST}") for column in "JKLM"] == [70, "Outstanding", 3, ""]
    assert sheets["Ratings"].value(f"F{FIRST + 3}") == "Outstanding"


def test_libreoffice_counts_a_case_that_was_added_on_the_last_line(recalculated):
    assert [recalculated["added"]["Key questions"].value(f"{column}{FIRST}") for column in "DHJ"] == [8, 11, 73]


def test_libreoffice_finds_no_formula_in_hostile_texts(workbooks, recalculated):
    assert formulas(recalculated["hostile"]) == formulas(open_sheets(workbooks["hostile"]))
