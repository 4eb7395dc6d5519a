"""The workbook's formulas, worked out by something that is not this app, give what the app says."""

from functools import partial

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from audit.exports.as_json.summary import summary_of
from audit.method.answers import Value
from tests.audit.answers_files import SHAPES, any_audit
from tests.audit.exports.edge_audits import (
    EDGES,
    JUDGED,
    content_of,
    few_are_five,
    opened,
    rated_as_on_pages,
    result_of,
)
from tests.audit.exports.recalculation import differences, recalculate
from tests.audit.exports.workbook_file import FIRST, HEADINGS, open_sheets, type_answers
from tests.audit.method.frameworks import exact, pdu

pytestmark = pytest.mark.slow

# A workbook takes half a second to recalculate, and three numbers need no making smaller.
ONLY_A_FEW = settings(max_examples=4, phases=[Phase.reuse, Phase.generate])


def figures_of(sheets):
    """What the formulas say, in the words of the JSON: ({code: (yes, applicable, percent)}, {code: (band, to next
    band)}, {standard code: (rating, score)}, overall score and rating)."""
    values = recalculate(sheets)
    counted, banded, rated = {}, {}, {}
    for sheet in ("Key questions", "Prompts and items"):
        for line, code in codes_in(sheets, sheet, "B"):
            counted[code] = tuple(values[sheet, f"{column}{line}"] for column in "DIJ")
    for line, code in codes_in(sheets, "Key questions", "B"):
        banded[code] = tuple(values["Key questions", f"{column}{line}"] for column in "KM")
    for line, code in codes_in(sheets, "Ratings", "A"):
        rated[code] = tuple(values.get(("Ratings", f"{column}{line}")) for column in "HI")
    labels = {sheets["Cover"].value(f"A{line}"): line for line in range(HEADINGS, 10)}
    lines = [labels[label] for label in ("Overall rating", "Score") if label in labels]
    return counted, banded, rated | {"Overall": tuple(values["Cover", f"B{line}"] for line in lines)}


def codes_in(sheets, sheet, column):
    line = FIRST
    while code := sheets[sheet].value(f"{column}{line}"):
        yield line, code
        line += 1


def figures_told(report):
    """The same out of the app's own JSON."""
    told = summary_of(report)
    questions = [question for standard in told["standards"] for question in standard["key_questions"]]
    every = [*questions, *(prompt for question in questions for prompt in question["prompts"]), *told["items"]]
    counted = {q["code"]: (q["yes"], q["applicable"], percent_of(q)) for q in every}
    banded = {q["code"]: (blank(q["band"]), blank(q["to_next_band"])) for q in questions}
    rated = {s["code"]: (s["decided"] or blank(s["rating"]), blank(s["score"])) for s in told["standards"]}
    return counted, banded, rated | {"Overall": (blank(told["overall"], "Not rated"), blank(told["score"]))}


def percent_of(question):
    return blank(question["percent"], "" if question["applicable"] else "no cases")


def blank(value, otherwise=""):
    return otherwise if value is None else value


def test_every_formula_of_the_suffolk_workbook_gives_the_cached_value(suffolk_result):
    sheets = open_sheets(content_of(*suffolk_result))
    assert differences(sheets) == {}
    assert len(recalculate(sheets)) > 500


@pytest.mark.parametrize("edge", EDGES)
def test_at_the_edges_too_every_formula_gives_the_cached_value(edge):
    _, sheets = opened(edge)
    assert differences(sheets) == {}


@pytest.mark.parametrize("edge", ["fresh", "half answered", "unrated"])
def test_without_the_case_sheet_every_formula_gives_the_cached_value(edge):
    report, _ = EDGES[edge]()
    assert differences(open_sheets(content_of(report))) == {}


@given(shape=SHAPES, judgements=st.sampled_from([JUDGED, {}]))
@settings(ONLY_A_FEW)
def test_whatever_was_answered_every_formula_gives_the_cached_value(shape, judgements):
    result = result_of(any_audit(pdu(), *shape), judgements)
    assert differences(open_sheets(content_of(*result))) == {}


RATED = {
    "whole": (pdu(), result_of),
    "exact": (exact(), partial(result_of, used=exact())),
    "as on pages": (few_are_five(), partial(rated_as_on_pages, used=few_are_five())),
}


@given(shape=SHAPES, other=SHAPES, rated=st.sampled_from([*RATED]))
@settings(ONLY_A_FEW, max_examples=6)
def test_other_answers_typed_over_the_case_sheet_give_what_the_app_gives_for_them(shape, other, rated):
    used, rated = RATED[rated]
    before, after = any_audit(used, *shape), any_audit(used, shape[0], *other[1:])
    changes = {
        (number, code): after[case].get(code)
        for number, case in enumerate(before)
        for code in used.questions
        if after[case].get(code) != before[case].get(code)
    }
    content = type_answers(content_of(*rated(before)), changes, used)
    report, _ = rated(after)
    assert figures_of(open_sheets(content)) == figures_told(report)


def test_as_many_more_sufficient_cases_as_the_app_says_lift_suffolks_assessment_in_the_sheet_too(suffolk_result):
    report, rows = suffolk_result
    lines = [line for line, row in enumerate(rows) if row.answers["2.1.3"] == Value.NO]
    standard = next(standard for standard in report.rating.standards if standard.code == "2.1")
    (lowest,) = standard.limiting
    assert (lowest.code, standard.rating) == ("2.1.3", "Inadequate")
    for number, expected in ((lowest.up.cases - 1, "Inadequate"), (lowest.up.cases, lowest.up.rating)):
        changes = {(line, "2.1.3"): Value.YES for line in lines[:number]}
        sheets = open_sheets(type_answers(content_of(report, rows), changes, report.framework))
        _, _, rated = figures_of(sheets)
        assert rated["2.1"][0] == expected
