"""Audits at the edges of what a workbook must show, each as (Report, [CaseRow]), and the workbook of a report."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from audit.exports.workbook.workbook import workbook_of
from audit.method.answers import Value
from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.rating.audit import rate
from audit.method.rating.explain import notice_of
from audit.method.rating.standard import Judgement
from audit.method.tally import tally_answers
from audit.results.listed_cases import CaseSheet
from audit.results.report import CaseRow, Report
from audit.results.table_report import report_on_table, rows_of_table
from tests.audit.answers_files import table_of
from tests.audit.exports.workbook_file import open_sheets
from tests.audit.method.frameworks import ANY_SIZE, edited, exact, load_text, pdu, shaded, shipped, uncounted, unrated

YES, NO, NA = Value.YES, Value.NO, Value.NOT_APPLICABLE
MADE_AT = datetime(2024, 2, 6, 9, 30, tzinfo=UTC)
JUDGED = {code: Judgement("Good", "Seen in meetings.", "Panel") for code in ("1.1", "1.2", "1.3")}


def content_of(report, rows=None):
    """The workbook's bytes, with a CaseSheet or a row for each case; without `rows` as those get it who may not see
    cases."""
    return workbook_of(report, CaseSheet(rows) if isinstance(rows, list) else rows, made_at=MADE_AT)


def with_left_out(rows, number):
    """The CaseSheet of these CaseRows without a row for the last so many of them."""
    gone = [(code, value, ("all",)) for row in rows[-number:] for code, value in row.answers.items()]
    return CaseSheet(rows[:-number], frozenset(range(number)), tally_answers(gone)["all"])


def result_of(cases, judgements=JUDGED, used=None):
    """(Report, [CaseRow]) of {case: {question code: Value}}."""
    table = table_of(cases)
    return report_on_table(used or pdu(), table, judgements, title="Mock inspection"), rows_of_table(table)


def answering(number, used, yes=None):
    """{case: answers} to every question: yes in the first `yes` of so many cases, then no."""
    return {
        f"C{place}": dict.fromkeys(used.questions, YES if yes is None or place <= yes else NO)
        for place in range(1, number + 1)
    }


def with_na():
    """The shipped framework, where every key question may be "not applicable"."""
    return load_text(edited().replace("may_be_not_applicable = false", "may_be_not_applicable = true"))


def nothing_applies_in_one_standard():
    used = with_na()
    return result_of(
        {
            case: answers | {question.code: NA for question in used.standard["2.2"].key_questions}
            for case, answers in answering(6, used, 4).items()
        },
        used=used,
    )


def one_key_question_applies_to_nobody():
    """2.3.1 is asked of resettlement cases alone, and there are none."""
    question = '[[standards.key_questions]]\ncode = "2.3.1"\n'
    used = load_text(edited(ANY_SIZE, (question, f'{question}applies_to = "resettlement"\n')))
    own = {"2.3.1", *(prompt.code for prompt in used.questions["2.3.1"].prompts)}
    cases = {
        case: {code: value for code, value in answers.items() if code not in own}
        for case, answers in answering(6, used, 4).items()
    }
    asked = {code: 0 if code in own else len(cases) for code in used.questions}
    answers = [(code, value, ("all",)) for given in cases.values() for code, value in given.items()]
    rating = rate(used, tally_answers(answers)["all"], cases=len(cases), asked=asked, judgements=JUDGED)
    return _report(rating), [CaseRow(case, given, {}) for case, given in cases.items()]


def _report(rating):
    draw = Draw(rating.cases)
    return Report(
        title="Mock inspection", unit="", about="", rating=rating, notes=(), notice=notice_of(""), draws=Draws(draw)
    )


def half_answered():
    """One key question has no answer yet, another only some."""
    cases = answering(4, pdu(), 3)
    del cases["C1"]["2.2.1"]
    for answers in cases.values():
        del answers["2.1.2"]
    return result_of(cases)


def few_are_five():
    """The shipped framework, which bands nothing that rests on fewer than five cases."""
    return replace(shipped(), fewest_cases=5)


def rated_as_on_pages(answers, used=None, judged=JUDGED):
    """(Report, [CaseRow]) of {case: {question code: Value}} by a framework that does not rate a few cases."""
    rows = [CaseRow(case, given, {}) for case, given in answers.items()]
    tallies = tally_answers((code, value, ("all",)) for row in rows for code, value in row.answers.items()).get(
        "all", {}
    )
    return _report(rate(used or shipped(), tallies, cases=len(rows), judgements=judged)), rows


def few_for_one_question():
    """Twelve cases; 2.1.3 applies to nine of them, and some prompts to four."""
    answers = answering(12, with_na(), 8)
    for case in ("C1", "C2", "C3"):
        answers[case]["2.1.3"] = NA
    for case in [*answers][:8]:
        answers[case] |= {"2.1.1a": NA, "2.2.1a": NA}
    return rated_as_on_pages(answers)


def decided():
    """A panel moved 2.1 from Good to Outstanding."""
    return result_of(answering(10, pdu(), 7), JUDGED | {"2.1": Judgement("Outstanding", "At the boundary.", "Panel")})


def left_out():
    """A panel decided not to rate 2.1, which is Good, and 2.2, which has too few cases."""
    answers = answering(12, with_na(), 8)
    for case in ("C1", "C2", "C3"):
        answers[case]["2.2.1"] = NA
    return rated_as_on_pages(answers, judged=JUDGED | dict.fromkeys(("2.1", "2.2"), Judgement(None, "Lost.", "Panel")))


def in_shades():
    """The answers to one item are of every kind that its set has, and two more fully."""
    given = [*shaded().questions["finance-help"].labels, YES, YES]
    cases = answering(len(given), shaded(), 5)
    return result_of({c: cases[c] | {"finance-help": v} for c, v in zip(cases, given, strict=True)}, used=shaded())


EDGES = {
    "fresh": lambda: result_of({}, {}),
    "fresh but judged": lambda: result_of({}),
    "one case": lambda: result_of(answering(1, pdu())),
    "all no": lambda: result_of(answering(3, pdu(), 0)),
    "not judged": lambda: result_of(answering(3, pdu(), 2), {}),
    "evidence not rateable": lambda: result_of(answering(5, pdu(), 3), JUDGED | {"1.2": Judgement(None, "New.", "X")}),
    "rounding decides": lambda: result_of(answering(48, pdu(), 31)),
    "exact": lambda: result_of(answering(48, exact(), 31), used=exact()),
    "unrated": lambda: result_of(answering(8, unrated(), 5), {}, unrated()),
    "uncounted": lambda: result_of(answering(8, uncounted(), 6), used=uncounted()),
    "decided": decided,
    "left out": left_out,
    "answers in shades": in_shades,
    "half answered": half_answered,
    "too few for percentages": lambda: rated_as_on_pages(answering(4, shipped(), 3)),
    "too few for bands": lambda: rated_as_on_pages(answering(9, shipped(), 5)),
    "too few in one question": few_for_one_question,
    "nothing applies in one standard": nothing_applies_in_one_standard,
    "one key question applies to nobody": one_key_question_applies_to_nobody,
}


@cache
def opened(edge):
    """(Report, {sheet name: SheetFile} of its workbook) of one of EDGES."""
    report, rows = EDGES[edge]()
    return report, open_sheets(content_of(report, rows))


# What a spreadsheet might take for a formula, a link or a command, and what a file might not hold.
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1+1",
    "\r=1",
    '=HYPERLINK("http://a.example")',
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "http://a.example/",
    "https://a.example/",
    "ftp://a.example",
    "mailto:a@b.example",
    "internal:Cover!A1",
    "external:c:\\temp\\a.xlsx",
    "file:///etc/passwd",
    "<b>&amp;\"'</b>",
    "_x0041_",
    "\x01\x0b\x1f",
    "1e5",
    "TRUE",
    "'=1",
    "  =1",
    "é \U0001f600",
    "[Table]",
    "two\nlines",
    "<r><t>rich</t></r>",
    "%%",
    "=" + "x" * 40_000,
)


def hostile():
    """Hostile texts as case labels, comments, rationale, decider, title, unit and description."""
    answers = answering(len(HOSTILE), pdu()).values()
    cases = {text[:100]: given for text, given in zip(HOSTILE, answers, strict=True)}
    judgements = {code: Judgement("Good", text, text[:150]) for code, text in zip(JUDGED, HOSTILE, strict=False)}
    report, rows = result_of(cases, judgements)
    rows = [replace(row, comments={"2.1.1": text}) for row, text in zip(rows, HOSTILE, strict=True)]
    notes = (*HOSTILE, *report.notes)
    return replace(report, title="=1+1", unit="@unit", about="http://a.example/", notes=notes), rows
